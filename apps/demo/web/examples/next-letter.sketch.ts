import { cat, manualSeed, multinomial, nn, noGrad, optim, randint, stack, type Tensor, tensor } from "flambeau";

manualSeed(0);

const text = "the torch gives light to the path and the path gives way to the light of the torch. ".repeat(4);
const letters = [...new Set(text)].sort();
const codes = tensor([...text].map((letter) => letters.indexOf(letter)));
const context = 6;

// from the last six letters to the next one
class NextLetter extends nn.Module {
  readonly embedding = new nn.Embedding(letters.length, 8);
  readonly hidden = new nn.Linear(8 * context, 64);
  readonly output = new nn.Linear(64, letters.length);

  forward(codes: Tensor): Tensor {
    const seen = this.embedding.forward(codes).flatten(1);
    return this.output.forward(this.hidden.forward(seen).tanh());
  }
}

const model = new NextLetter();
const lossFn = new nn.CrossEntropyLoss();
const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });

for (const step of range(300)) {
  const starts = randint(0, text.length - context, [32]).tolist() as number[];
  const seen = stack(starts.map((at) => codes.at(`${at}:${at + context}`)));
  const next = stack(starts.map((at) => codes.at(at + context)));
  optimizer.zeroGrad();
  const loss = lossFn.forward(model.forward(seen), next);
  loss.backward();
  optimizer.step();
  if (step % 50 === 0) console.log(step, loss.item(), written());
}
console.log(written());

function written(): string {
  return noGrad(() => {
    let seen = codes.at(`:${context}`);
    let said = "";
    for (let i = 0; i < 40; i++) {
      const next = multinomial(model.forward(seen.unsqueeze(0)).softmax(1).at(0), 1);
      said += letters[Number(next.item())];
      seen = cat([seen.at("1:"), next]);
    }
    return said;
  });
}
