import { subplots } from "@flambeau/plot";
import { cat, linspace, manualSeed, meshgrid, nn, noGrad, ones, optim, rand, randn, stack, zeros } from "flambeau";

manualSeed(0);

// two half circles, one turned and pushed into the other
const n = 150;
const angle = rand([n]).mul(Math.PI);
const upper = stack([angle.cos(), angle.sin()], 1);
const lower = stack([angle.cos().neg().add(1), angle.sin().neg().add(0.5)], 1);
const points = cat([upper, lower]).add(randn([2 * n, 2]).mul(0.12));
const labels = cat([zeros([n, 1]), ones([n, 1])]);

const model = new nn.Sequential(
  new nn.Linear(2, 24),
  new nn.Tanh(),
  new nn.Linear(24, 24),
  new nn.Tanh(),
  new nn.Linear(24, 1),
);
const lossFn = new nn.BCEWithLogitsLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });

// the plane, as a grid of points to ask the model about
const [across, up] = [linspace(-1.6, 2.6, 60), linspace(-1.2, 1.7, 45)];
const [gridY, gridX] = meshgrid([up, across], { indexing: "ij" });
const grid = stack([gridX.flatten(), gridY.flatten()], 1);

function boundary(epoch: number): void {
  const certainty = noGrad(() => model.forward(grid).sigmoid().reshape([45, 60]));
  const [fig, ax] = subplots();
  ax.contourf(across, up, certainty, { cmap: "coolwarm" });
  const [x, y] = points.T;
  ax.scatter(x.at(`:${n}`), y.at(`:${n}`)).scatter(x.at(`${n}:`), y.at(`${n}:`));
  ax.setTitle(`After ${epoch} steps`);
  show(fig, "boundary");
}

for (const step of range(400)) {
  if (step % 20 === 0) boundary(step);
  optimizer.zeroGrad();
  const loss = lossFn.forward(model.forward(points), labels);
  loss.backward();
  optimizer.step();
  if (step % 50 === 0) console.log(step, loss.item());
}
boundary(400);

const right = noGrad(() => model.forward(points).gt(0).eq(labels.gt(0.5)).float().mean());
console.log("accuracy", right.item());
