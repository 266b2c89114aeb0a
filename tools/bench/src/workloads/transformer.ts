import { nn, randn, type Tensor } from "flambeau";
import { milliseconds, need, type Workload } from "../workload.js";

const heads = 4;
const width = 128;

interface Layer extends nn.Module {
  forward(x: Tensor): Tensor;
}

class Block extends nn.Module {
  readonly n1: Layer;
  readonly n2: Layer;
  readonly qkv = new nn.Linear(width, 3 * width);
  readonly o = new nn.Linear(width, width);
  readonly f1 = new nn.Linear(width, 4 * width);
  readonly f2 = new nn.Linear(4 * width, width);
  readonly #softmax = need<(x: Tensor, dim: number) => Tensor>("softmax");
  readonly #gelu = need<(x: Tensor) => Tensor>("nn.functional.gelu");

  constructor() {
    super();
    const LayerNorm = need<new (size: number) => Layer>("nn.LayerNorm");
    this.n1 = new LayerNorm(width);
    this.n2 = new LayerNorm(width);
  }

  override forward(x: Tensor): Tensor {
    const attended = x.add(this.o.forward(this.#attend(this.n1.forward(x))));
    return attended.add(this.f2.forward(this.#gelu(this.f1.forward(this.n2.forward(attended)))));
  }

  #attend(x: Tensor): Tensor {
    const [batch, length] = x.shape as [number, number];
    const size = width / heads;
    const parts = this.qkv.forward(x).view([batch, length, 3, heads, size]).permute([2, 0, 3, 1, 4]);
    const [q, k, v] = [parts.at(0), parts.at(1), parts.at(2)];
    const attention = this.#softmax(q.matmul(k.transpose(-1, -2)).mul(size ** -0.5), -1);
    return attention.matmul(v).transpose(1, 2).reshape([batch, length, width]);
  }
}

/** W9: a transformer block of width 128 with 4 heads on 8 sequences of 64, forward and backward. */
export const transformer: Workload = {
  name: "W9",
  unit: "ms/step",
  convert: milliseconds,
  prepare() {
    const block = new Block();
    const x = randn([8, 64, width]);
    return () => {
      block.zeroGrad();
      block.forward(x).pow(2).mean().backward();
    };
  },
};
