import { subplots } from "@flambeau/plot";
import { manualSeed, nn, noGrad, optim, randint, randn, stack, type Tensor, tensor, zeros } from "flambeau";

manualSeed(0);

// each digit is 5 rows of 3 dots
const shapes = [
  "###|#.#|#.#|#.#|###",
  ".#.|##.|.#.|.#.|###",
  "###|..#|###|#..|###",
  "###|..#|.##|..#|###",
  "#.#|#.#|###|..#|..#",
  "###|#..|###|..#|###",
  "###|#..|###|#.#|###",
  "###|..#|.#.|.#.|.#.",
  "###|#.#|###|#.#|###",
  "###|#.#|###|..#|###",
].map((shape) => tensor(shape.split("|").map((row) => [...row].map((dot) => (dot === "#" ? 1.5 : 0)))));

// pictures of 12 by 12: a digit, twice as large, somewhere, under noise
function pictures(count: number): [Tensor, Tensor] {
  const labels = randint(0, 10, [count]);
  const images = (labels.tolist() as number[]).map((digit) => {
    const image = zeros([12, 12]);
    const [top, left] = [randint(0, 3, [1]).item(), randint(0, 7, [1]).item()].map(Number);
    const large = shapes[digit].repeatInterleave(2, 0).repeatInterleave(2, 1);
    image.at(`${top}:${top + 10}`, `${left}:${left + 6}`).copy_(large);
    return image.add_(randn([12, 12]).mul(0.4));
  });
  return [stack(images).unsqueeze(1), labels];
}

const model = new nn.Sequential(
  new nn.Conv2d(1, 8, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(2),
  new nn.Conv2d(8, 16, 3, { padding: 1 }),
  new nn.ReLU(),
  new nn.MaxPool2d(2),
  new nn.Flatten(),
  new nn.Linear(16 * 3 * 3, 10),
);
const lossFn = new nn.CrossEntropyLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.005 });

for (const step of range(120)) {
  const [images, labels] = pictures(32);
  optimizer.zeroGrad();
  const loss = lossFn.forward(model.forward(images), labels);
  loss.backward();
  optimizer.step();
  if (step % 20 === 0) console.log(step, loss.item());
}

const [images, labels] = pictures(200);
const guesses = noGrad(() => model.forward(images).argmax(1));
console.log("right:", guesses.eq(labels).sum().item(), "of 200");

const [fig, axes] = subplots(2, 4, { figsize: [8, 4.4] });
axes.flat().forEach((ax, i) => {
  ax.imshow(images.at(i, 0), { cmap: "gray" }).setTitle(`it reads ${guesses.at(i).item()}`);
});
show(fig);
