import { setTimeout } from "node:timers/promises";
import threads from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { Func, I32 } from "../cpu/asm.js";
import {
  adamStep_,
  cat,
  conv2d,
  conv3d,
  float32,
  float64,
  getNumInteropThreads,
  getNumThreads,
  grad,
  int64,
  layerNorm,
  manualSeed,
  maxPool2d,
  randint,
  randn,
  randperm,
  setNumInteropThreads,
  setNumThreads,
  type Tensor,
  tensor,
} from "../index.js";
import { blockSize, freeBlock, takeBlock } from "../memory/blocks.js";
import { memory } from "../memory/heap.js";
import { patience } from "./patience.js";

const before = getNumThreads();
// on a busy machine threads would rest, and show nothing
const { rest } = patience;
const restFor = (factor: number): void => {
  Object.assign(patience, { rest: factor });
};
beforeAll(() => restFor(0));
afterAll(() => restFor(rest));
afterEach(() => {
  setNumThreads(before);
});

/** Computes on one, two and three threads. */
function expectSameBits(compute: () => Tensor): void {
  const results = [1, 2, 3].map((threads) => {
    setNumThreads(threads);
    const result = compute();
    setNumThreads(1);
    const { buffer, byteOffset, byteLength } = result.toTypedArray();
    // the next one may lie in the same place, where nothing right must be left
    result.fill_(1);
    return Buffer.from(buffer, byteOffset, byteLength);
  }) as [Buffer, Buffer, Buffer];
  expect(results[1].equals(results[0]), "two threads").toBe(true);
  expect(results[2].equals(results[0]), "three threads").toBe(true);
}

describe("the bits of a result do not depend on the number of threads", () => {
  const sizes = [
    [128, 128, 65],
    [5, 500, 424],
    [424, 500, 5],
    [61, 257, 89],
    [1, 1030, 1020],
  ] as const;
  const layouts = [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const;
  test.each(sizes)("products of [%i, %i] and [.., %i], whichever way they lie", (m, k, n) => {
    manualSeed(m);
    for (const [turnedA, turnedB] of layouts) {
      const a = turnedA ? randn([k, m]).T : randn([m, k]);
      const b = turnedB ? randn([n, k]).T : randn([k, n]);
      expectSameBits(() => a.matmul(b));
    }
    const [a, b] = [randn([m, k]).double(), randn([k, n]).double()];
    expectSameBits(() => a.matmul(b));
  });

  test.each([
    [1, [12, 8, 3, 3], { padding: 1 }],
    [2, [12, 4, 3, 3], { groups: 2, stride: 2, padding: 1 }],
    [1, [70, 8, 1, 1], {}],
    [1, [9, 8, 2, 5], { dilation: 2, padding: [3, 0] }],
  ] as const)("convolutions and their gradients, %i group with %j, %j", (_, shape, options) => {
    manualSeed(0);
    for (const dtype of [float32, float64]) {
      const image = randn([6, 8, 23, 21], { dtype, requiresGrad: true });
      const weight = randn([...shape], { dtype, requiresGrad: true });
      const out = conv2d(image, weight, null, options);
      const direction = randn(out.shape, { dtype });
      expectSameBits(() => conv2d(image, weight, null, options).detach());
      for (const x of [image, weight])
        expectSameBits(() => grad([conv2d(image, weight, null, options)], [x], { gradOutputs: [direction] })[0]!);
    }
  });

  test("products of stacks, one matrix repeated", () => {
    manualSeed(0);
    const [x, y] = [randn([7, 5, 61, 33]), randn([5, 29, 33])];
    expectSameBits(() => x.matmul(y.transpose(1, 2)));
    expectSameBits(() => x.double().transpose(2, 3).matmul(x.double()));
  });

  test("where the memory has grown since the threads began", async () => {
    setNumThreads(3);
    const x = randn([200, 200]);
    x.matmul(x);
    await setTimeout(100);
    const size = blockSize(memory.buffer.byteLength);
    const block = takeBlock(size); // pages that nobody touches cost nothing
    const [image, weight] = [randn([6, 8, 23, 21]), randn([12, 8, 3, 3])];
    expectSameBits(() => conv2d(image, weight, null, { padding: 1 }));
    freeBlock(block, size);
  });

  test("more calls than there is room for", () => {
    manualSeed(0);
    const [image, weight] = [randn([3, 2, 40, 6, 6]), randn([4, 2, 36, 5, 5])];
    expectSameBits(() => conv3d(image, weight, null, { padding: [60, 2, 2] }));
  });

  test("largest elements of windows, and their gradients", () => {
    const image = randn([20, 16, 31, 30], { requiresGrad: true });
    const pooled = () => maxPool2d(image, [3, 2], { stride: 2 });
    const direction = randn(pooled().shape);
    expectSameBits(() => pooled().detach());
    expectSameBits(() => maxPool2d(image, 2, { returnIndices: true })[1]);
    expectSameBits(() => grad([pooled()], [image], { gradOutputs: [direction] })[0]!);
  });

  test("steps of Adam, in whose midst elements are doubtful", () => {
    const numbers = { weight: 0.1, decay: 0.999, gain: 0.001, scale: 0.03, eps: 1e-8, value: -0.01, shrink: 1 };
    const [x, gradient, average] = [randn([100_003]), randn([100_003]), randn([100_003])];
    average.at("::5000").mul_(1e-40);
    const parts = (): [Tensor, Tensor, Tensor] => [x.clone(), average.clone(), average.square()];
    for (const part of [0, 1, 2])
      expectSameBits(() => {
        const [w, m, s] = parts();
        adamStep_(w, gradient, m, s, numbers);
        return [w, m, s][part]!;
      });
  });

  test("softmaxes and norms of rows, and their gradients", () => {
    const rows = randn([300, 1001], { requiresGrad: true });
    const direction = randn([300, 1001]);
    for (const f of [
      (t: Tensor) => t.softmax(1),
      (t: Tensor) => t.logSoftmax(1),
      (t: Tensor) => layerNorm(t, [1001]),
      (t: Tensor) => t.view([1001, 300]).softmax(0).view([300, 1001]),
    ]) {
      expectSameBits(() => f(rows).detach());
      expectSameBits(() => grad([f(rows)], [rows], { gradOutputs: [direction] })[0]!);
    }
  });

  /** So many elements are worth dividing whatever is done with them. */
  const n = 300_003;
  const odd = tensor([NaN, -0, Infinity, -Infinity, 1e-45, 3e38, 88.8, -103.5]);
  const [x, y] = [randn([n]).mul(40), randn([n])];
  x.at("::977").copy_(odd.at(tensor([...Array(308).keys()], { dtype: int64 }).remainder(8)));
  const [u, v] = [x.at(":70003"), y.at(":70003")];
  const nearOne = u
    .gt(0)
    .float()
    .mul(2 ** -23)
    .add(1);
  const some = v
    .gt(1)
    .float()
    .mul(1 + 2 ** -23);
  const almostHalf = { alpha: 2 ** -24 * (1 - 2 ** -23) };
  const order = randint(0, 300, [500]);
  const randomOrder = randperm(100_000);
  const [table, row, column] = [x.at(":300000").view([300, 1000]), v.at(":1000"), v.at(":300").view([300, 1])];
  test.each<[string, () => Tensor]>([
    ["add", () => x.add(y)],
    ["add, here and there", () => x.add(1).add_(y)],
    ["add one element", () => y.add(x.at(1))],
    ["sub from one element", () => x.at(1).sub(y)],
    ["a copy", () => x.clone()],
    ["a turned copy", () => table.T.clone()],
    ["a copy in boxes", () => x.at(":299880").view([60, 7, 34, 21]).transpose(0, 2).clone()],
    ["joined", () => cat([x, y])],
    ["another type", () => x.double()],
    ["another type, turned", () => table.T.half()],
    ["mul", () => x.mul(y)],
    ["div by a number", () => x.div(3)],
    ["add a row", () => table.add(row)],
    ["add a column", () => table.add(column)],
    [
      "add a row that ends near the middle",
      () => nearOne.at(":70000").view([70, 1000]).add(some.at(":1000"), almostHalf),
    ],
    ["rows by index", () => table.at(order)],
    ["elements by index", () => x.at(":100000").at(randomOrder)],
    ["add with a factor", () => u.add(v, { alpha: 0.3 })],
    // some sums are so close to the middle between two numbers that the compiled kernel is not sure
    ["add what ends near the middle", () => nearOne.add(some, almostHalf)],
    ["exp", () => u.exp()],
    ["tanh", () => u.tanh()],
    ["pow", () => u.abs().pow(v)],
    ["lt", () => u.lt(v)],
    ["where", () => u.where(u.gt(0), v)],
    ["lerp", () => u.lerp(v, 0.3)],
  ])("%s", (_, compute) => expectSameBits(compute));
});

describe("setNumThreads", () => {
  test("says how many threads compute", () => {
    setNumThreads(3);
    expect(getNumThreads()).toBe(3);
  });

  test("has a companion that PyTorch has too", () => {
    setNumInteropThreads(3);
    expect(getNumInteropThreads()).toBe(3);
    // torch.set_num_interop_threads(0)
    expect(() => setNumInteropThreads(0)).toThrow("set_num_interop_threads expects a positive integer");
  });

  // torch.set_num_threads(0)
  test.each([0, -1, 1.5, Number.NaN])("refuses %d", (threads) => {
    expect(() => setNumThreads(threads)).toThrow("set_num_threads expects a positive integer");
  });
});

describe("a helper that takes a task", () => {
  const { Worker } = threads;
  afterEach(() => {
    threads.Worker = Worker;
    vi.doUnmock("./patience.js");
    vi.resetModules();
  });

  /** Tasks that it has done. */
  const tasks = new Int32Array(new SharedArrayBuffer(4));

  let started = 0;

  /** A library of its own, of whose helpers the first ones have a changed program. */
  async function libraryWith(changed: number, change: (program: string) => string) {
    vi.resetModules();
    vi.doMock("./patience.js", () => ({ patience: { naps: 4, milliseconds: 25, rest: 0 } }));
    started = tasks[0] = 0;
    threads.Worker = class extends Worker {
      constructor(program: string, options: { workerData: object }) {
        const tasksAt = 'const { tasks } = require("node:worker_threads").workerData;';
        options.workerData = { ...options.workerData, tasks };
        super(started++ < changed ? `${tasksAt} ${change(program)}` : program, options);
      }
    } as typeof Worker;
    return await import("../index.js");
  }

  /** What a call on two threads comes to, if the first helper runs `disturbance` in the midst of a task. */
  async function outcomeWith(disturbance: string, change = (program: string) => program) {
    const library = await libraryWith(1, (program) =>
      change(program).replace("table[row] = ", `${disturbance}; tasks[0]++; table[row] = `),
    );
    const { note, runNoted } = await import("./pool.js");
    const { compile } = await import("../cpu/compiled.js");
    const { spin } = compile<{ spin: (turns: number) => void }>([new Func("spin", [I32]).repeat(0, () => {})]);
    library.setNumThreads(2);
    const attempt = (): unknown => {
      for (let i = 0; i < 8; i++) note(spin, 2 ** 24);
      try {
        return runNoted();
      } catch (error) {
        return error;
      }
    };
    // it may come too late for a task
    let outcome = attempt();
    for (let i = 0; i < 100 && !(outcome instanceof Error) && tasks[0] === 0; i++) outcome = attempt();
    const ones = library.ones([128, 128]);
    const isRight = ones.matmul(ones).eq(128).all().item();
    return { outcome: String(outcome), isRight };
  }

  const lost = "Error: threads: a thread stopped in the middle of an operation, whose result is lost; ";

  test("and ends makes the call in flight an error, and the next starts another", async () => {
    const { outcome, isRight } = await outcomeWith("process.exit()");
    expect(outcome).toContain(lost);
    expect(isRight).toBe(true);
    expect(started).toBe(2);
  });

  test("and does not return, where nobody can know whether it has ended, is the last one", async () => {
    const noFiles = (program: string) => program.replace("openSync(", "openSync(forbidden, ");
    const { outcome, isRight } = await outcomeWith("for (;;)", noFiles);
    expect(outcome).toContain(lost);
    expect(isRight).toBe(true);
    expect(started).toBe(1);
  });

  test("and is slow is waited for", async () => {
    const { outcome, isRight } = await outcomeWith("Atomics.wait(tasks, 0, 0, 300)");
    expect(outcome).not.toContain("Error");
    expect(tasks[0]).toBeGreaterThan(0);
    expect(isRight).toBe(true);
    expect(started).toBe(1);
  });

  test("needs space of its own; where there is none, one thread computes", async () => {
    const library = await libraryWith(0, (program) => program);
    const { takeBlock } = await import("../memory/blocks.js");
    const [image, weight] = [library.ones([16, 64, 11, 11]), library.ones([1, 64, 8, 8])];
    library.setNumThreads(3);
    // pages that nobody touches cost nothing
    for (let size = 2 ** 30; size >= 2 ** 16; )
      try {
        takeBlock(size);
      } catch {
        size /= 2;
      }
    expect(() => takeBlock(2 ** 16)).toThrow("memory");
    expect(library.conv2d(image, weight).eq(4096).all().item()).toBe(true);
    expect(started).toBe(1);
  });

  test("and comes late to it, from a round of more threads, writes nowhere but into its own space", async () => {
    // it hesitates between what makes it take part and the first task
    const late = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20); callOpen();";
    const library = await libraryWith(3, (program) => program.replace(") callOpen();", `) { ${late} }`));
    const { takeBlock, blockSize } = await import("../memory/blocks.js");
    const { u8 } = await import("../memory/heap.js");
    const [image, weight] = [library.ones([16, 8, 24, 24]), library.ones([16, 8, 3, 3])];
    const convolve = (threads: number): void => {
      library.setNumThreads(threads);
      library.conv2d(image, weight).dispose();
    };
    for (let i = 0; i < 10; i++) convolve(4);
    // what was the space of more threads belongs to somebody else
    const blocks = Array.from({ length: 24 }, (_, i) => blockSize(2 ** 16 * 1.2 ** i)).map(
      (size) => [takeBlock(size), size] as const,
    );
    for (const [at, size] of blocks) u8.fill(1, at, at + size);
    for (const end = Date.now() + 60; Date.now() < end; ) convolve(2);
    for (const [at, size] of blocks) expect(u8.subarray(at, at + size).every((byte) => byte === 1)).toBe(true);
  });
});
