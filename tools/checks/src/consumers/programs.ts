/** What a newcomer to a package writes: with this package alone, and what it brings. */
export interface Program {
  readonly code: string;
  readonly prints: string;
  /** Words that a bundle of it does not contain, because it does not use what they belong to. */
  readonly lacks?: readonly string[];
}

const fit = `
const model = new Linear(1, 1);
const optimizer = new SGD(model.parameters(), { lr: 0.1 });
const x = tensor([[0.5], [1.5]]);
for (let step = 0; step < 200; step++) {
  const loss = new MSELoss().forward(model.forward(x), x.mul(3));
  optimizer.zeroGrad();
  loss.backward();
  optimizer.step();
}
console.log(model.forward(tensor([[2.5]])).item().toFixed(1));
`;

const squares = `
const fig = figure();
fig.addSubplot().plot([0, 1, 2], [0, 1, 4]);
`;

/** One program for each package, with what it prints. */
export const programs: Readonly<Record<string, Program>> = {
  "@flambeau/core": {
    code: `
import { bfloat16, tensor, uint8 } from "@flambeau/core";

const x = tensor([0.5, 1, 1.5], { requiresGrad: true });
x.pow(2).sum().backward();
console.log(\`\${x.grad} \${tensor([1, 255], { dtype: uint8 }).to(bfloat16)}\`);
`,
    prints: "tensor([1., 2., 3.]) tensor([  1., 255.], dtype=torch.bfloat16)",
  },
  "@flambeau/nn": {
    code: `
import { Linear, ReLU, Sequential } from "@flambeau/nn";

const model = new Sequential(new Linear(2, 3), new ReLU());
console.log(Object.keys(model.stateDict()).join(" "));
`,
    prints: "0.weight 0.bias",
    lacks: ["self_attn", "weight_ih", "LSTM", "Conv2d"],
  },
  "@flambeau/losses": {
    code: `
import { tensor } from "@flambeau/core";
import { MSELoss } from "@flambeau/losses";

console.log(String(new MSELoss().forward(tensor([0.5, 2]), tensor([0.5, 4]))));
`,
    prints: "tensor(2.)",
  },
  "@flambeau/optim": {
    code: `
import { tensor } from "@flambeau/core";
import { SGD } from "@flambeau/optim";

const w = tensor([1.5, 3], { requiresGrad: true });
w.mul(w).sum().backward();
new SGD([w], { lr: 0.25 }).step();
console.log(String(w));
`,
    prints: "tensor([0.7500, 1.5000], requires_grad=True)",
  },
  "@flambeau/data": {
    code: `
import { arange } from "@flambeau/core";
import { DataLoader, TensorDataset } from "@flambeau/data";

const loader = new DataLoader(new TensorDataset(arange(5)), { batchSize: 2 });
console.log([...loader].map(([x]) => String(x)).join(" "));
`,
    prints: "tensor([0, 1]) tensor([2, 3]) tensor([4])",
  },
  "@flambeau/io": {
    code: `
import { tensor } from "@flambeau/core";
import { encode, load } from "@flambeau/io";

const state = load(encode({ weight: tensor([1.5]), epoch: 3 }));
console.log(JSON.stringify(Object.keys(state as object)));
`,
    prints: '["weight","epoch"]',
  },
  "@flambeau/plot": {
    code: `
import { figure } from "@flambeau/plot";
${squares}
console.log(String(fig.axes.length));
`,
    prints: "1",
  },
  "@flambeau/plot-vega": {
    code: `
import { figure } from "@flambeau/plot";
import { toPng, toSvg } from "@flambeau/plot-vega";
${squares}
const refused = await toPng(fig).then(() => "drawn", (error: Error) => error.message.split(":")[0]);
console.log((await toSvg(fig)).slice(0, 4), refused);
`,
    // Neither a page nor who did not ask for it has resvg.
    prints: "<svg toPng",
  },
  "@flambeau/plot-plotly": {
    code: `
import { figure } from "@flambeau/plot";
import { toPlotly } from "@flambeau/plot-plotly";
${squares}
console.log(toPlotly(fig).data.map((trace) => trace.type).join(" "));
`,
    prints: "scatter",
  },
  "@flambeau/plot-terminal": {
    code: `
import { figure } from "@flambeau/plot";
import { toText } from "@flambeau/plot-terminal";
${squares}
console.log(String(toText(fig, { width: 30, height: 8, color: false }).split("\\n").length));
`,
    prints: "8",
  },
  flambeau: {
    code: `
import { nn, optim, tensor } from "flambeau";

const { Linear, MSELoss } = nn;
const { SGD } = optim;
${fit}`,
    prints: "7.5",
  },
};
