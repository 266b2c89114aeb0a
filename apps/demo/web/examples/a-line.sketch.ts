import { subplots } from "@flambeau/plot";
import { linspace, manualSeed, nn, noGrad, optim, randn } from "flambeau";

manualSeed(0);
const x = linspace(-1, 1, 50).unsqueeze(1);
const y = x
  .mul(2)
  .add(1)
  .add(randn([50, 1]).mul(0.2));

const model = new nn.Linear(1, 1);
const lossFn = new nn.MSELoss();
const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 });

for (const epoch of range(200)) {
  optimizer.zeroGrad();
  const loss = lossFn.forward(model.forward(x), y);
  loss.backward();
  optimizer.step();
  if (epoch % 40 === 0) console.log(epoch, loss);
}
console.log(model.stateDict());

const [fig, ax] = subplots();
ax.scatter(x, y, { label: "measured" });
ax.plot(
  x,
  noGrad(() => model.forward(x)),
  "C1-",
  { label: "fitted" },
).legend();
show(fig);
