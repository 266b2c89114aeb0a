import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as torch from "flambeau";
import { Generator, nn, optim, resumable, resumeCheckpoint, saveCheckpoint, type Tensor, utils } from "flambeau";
import { afterAll, expect, test, vi } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "flambeau-resume-"));
afterAll(() => rmSync(folder, { recursive: true }));

const epochs = 3;
const x = torch.linspace(-1, 1, 20).reshape([10, 2]);
const dataset = new utils.data.TensorDataset(x, x.sum(1, { keepdim: true }));

type Schedule = (optimizer: optim.Optimizer) => optim.lrScheduler.LRScheduler;
type Optimize = (parameters: Iterable<Tensor>) => optim.Optimizer;

/** A run with everything that draws or remembers: dropout, a shuffling loader, an optimizer, a scheduler. */
class Run {
  readonly model = new nn.Sequential(new nn.Linear(2, 8), new nn.ReLU(), new nn.Dropout(0.5), new nn.Linear(8, 1));
  readonly optimizer: optim.Optimizer;
  readonly scheduler: optim.lrScheduler.LRScheduler;
  readonly batches: torch.Resumable<Tensor[]>;
  epoch = 0;
  steps = 0;

  constructor(optimize: Optimize, schedule: Schedule, ownGenerator: boolean) {
    const generator = ownGenerator ? new Generator().manualSeed(7) : undefined;
    this.optimizer = optimize(this.model.parameters());
    this.scheduler = schedule(this.optimizer);
    const loader = new utils.data.DataLoader(dataset, { batchSize: 3, shuffle: true, ...(generator && { generator }) });
    this.batches = resumable(loader as Iterable<Tensor[]>, generator && { generator });
  }

  /** Trains until all epochs or `stop` steps are over. */
  train(stop = Number.POSITIVE_INFINITY): this {
    for (; this.epoch < epochs; this.epoch++) {
      for (const [input, target] of this.batches) {
        const loss = nn.functional.mseLoss(this.model.forward(input!), target!);
        this.optimizer.zeroGrad();
        loss.backward();
        this.optimizer.step();
        if (++this.steps === stop) return this;
      }
      this.scheduler.step();
    }
    return this;
  }

  /** The parts, under the names of the checkpoint. */
  get parts() {
    const { model, optimizer, scheduler, batches } = this;
    return { model, optimizer, scheduler, samplerState: batches };
  }

  /** Every bit that the run has. */
  get bits(): string {
    const state = { model: this.model.stateDict(), optimizer: this.optimizer.stateDict(), rng: torch.getRngState() };
    return Buffer.from(torch.encode({ ...state, scheduler: this.scheduler.stateDict() })).toString("base64");
  }
}

const step: Schedule = (optimizer) => new optim.lrScheduler.StepLR(optimizer, 1, { gamma: 0.5 });
const cosine: Schedule = (optimizer) => new optim.lrScheduler.CosineAnnealingLR(optimizer, 5);

test.each<[string, Optimize, Schedule, boolean]>([
  ["SGD with momentum", (p) => new optim.SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }), step, false],
  ["Adam", (p) => new optim.Adam(p, { lr: 0.01, amsgrad: true }), cosine, true],
  ["AdamW", (p) => new optim.AdamW(p, { lr: 0.01 }), step, true],
])("%s: resumed after any step, training gives the same bits", (name, optimize, schedule, ownGenerator) => {
  const start = () => {
    torch.manualSeed(1);
    return new Run(optimize, schedule, ownGenerator);
  };
  const whole = start().train();
  const expected = whole.bits;
  expect(whole.steps).toBe(4 * epochs);
  const path = join(folder, `${name}.pt`);
  // resumed behind the last step of an epoch, the scheduler steps first, of which PyTorch warns too
  vi.spyOn(console, "warn").mockImplementation(() => {});
  for (let stop = 1; stop <= whole.steps; stop++) {
    const stopped = start().train(stop);
    saveCheckpoint(path, { ...stopped.parts, epoch: stopped.epoch });
    torch.manualSeed(99);
    const resumed = new Run(optimize, schedule, ownGenerator);
    const { epoch } = resumeCheckpoint(path, resumed.parts);
    resumed.epoch = epoch as number;
    expect(resumed.train().bits, `stopped after step ${stop}`).toBe(expected);
  }
});

test("batches that arrive over time are resumed too", async () => {
  const loader = () => new utils.data.DataLoader(dataset, { batchSize: 3, shuffle: true });
  const read = async (batches: AsyncIterable<Tensor[]>, most = Number.POSITIVE_INFINITY) => {
    const seen: unknown[] = [];
    for await (const [input] of batches) {
      seen.push(input!.tolist(), torch.rand([1]).item());
      if (seen.length === 2 * most) break;
    }
    return seen;
  };
  torch.manualSeed(3);
  const expected = await read(resumable(loader() as AsyncIterable<Tensor[]>));
  torch.manualSeed(3);
  const stopped = resumable(loader() as AsyncIterable<Tensor[]>);
  const before = await read(stopped, 2);
  const path = join(folder, "later.pt");
  saveCheckpoint(path, { stopped });
  torch.manualSeed(4);
  const resumed = resumable(loader() as AsyncIterable<Tensor[]>);
  resumeCheckpoint(path, { stopped: resumed });
  expect([...before, ...(await read(resumed))]).toEqual(expected);
  expect(expected).toHaveLength(8);
});

test("a loader that gives fewer batches is not the same one", () => {
  const stopped = resumable([1, 2, 3]);
  for (const batch of stopped) if (batch === 2) break;
  const other = resumable([1]);
  other.loadStateDict(stopped.stateDict());
  expect(() => [...other]).toThrow("the saved run was at batch 2 of its epoch, and the loader gives fewer");
});

test("nothing is changed unless all parts are there", async () => {
  const path = join(folder, "parts.pt");
  const model = new nn.Linear(1, 1);
  saveCheckpoint(path, { model });
  const other = new nn.Linear(1, 1);
  const before = String(other.stateDict());
  expect(() =>
    resumeCheckpoint(path, { model: other, optimizer: new optim.SGD(other.parameters(), { lr: 1 }) }),
  ).toThrow("resumeCheckpoint: the file holds no optimizer, but model");
  expect(String(other.stateDict())).toBe(before);
  await expect(resumeCheckpoint(new Blob([readFileSync(path)]), { model: other })).resolves.toEqual({});
  expect(String(other.stateDict())).toBe(String(model.stateDict()));
  torch.save({ model: model.stateDict() }, path);
  expect(() => resumeCheckpoint(path, { model: other })).toThrow("the file holds no `rngState`");
});
