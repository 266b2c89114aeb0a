import { noGrad, randn, type Tensor } from "flambeau";
import { need, type Workload } from "../workload.js";

const size = 1_000_000;

/** W8: one operation on a million elements. */
function onMillion(name: string, work: (a: Tensor, b: Tensor, rows: Tensor) => () => Tensor): Workload {
  return {
    name: `W8.${name}`,
    unit: "ns/elt",
    convert: (seconds) => (seconds * 1e9) / size,
    prepare() {
      const a = randn([size]);
      const compute = work(a, randn([size]), a.view([1000, 1000]));
      return () => {
        noGrad(compute);
      };
    },
  };
}

type Unary = (x: Tensor) => Tensor;

export const elementwise: readonly Workload[] = [
  onMillion("add", (a, b) => () => a.add(b)),
  onMillion("exp", (a) => () => a.exp()),
  onMillion("tanh", (a) => () => a.tanh()),
  onMillion("gelu", (a) => {
    const gelu = need<Unary>("nn.functional.gelu");
    return () => gelu(a);
  }),
  onMillion("softmax", (_a, _b, rows) => {
    const softmax = need<(x: Tensor, dim: number) => Tensor>("softmax");
    return () => softmax(rows, 1);
  }),
  onMillion("sum", (a) => () => a.sum()),
];
