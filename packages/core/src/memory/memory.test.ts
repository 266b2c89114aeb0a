import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Node } from "../autograd/node.js";
import {
  arange,
  bytesOf,
  float32,
  grad,
  maxPool1d,
  maxPool2d,
  memoryStats,
  noGrad,
  ones,
  profile,
  type Tensor,
  tensor,
  zeros,
} from "../index.js";
import { Flag } from "../tensor.js";

const resident = (): number => process.memoryUsage.rss() / 2 ** 20;

/** Leaves nothing of other tests to collect while one measures. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

describe("temporaries of one synchronous function", () => {
  it.each([300, 10_000, 1_000_000])("of %i elements stay within bounds", (n) => {
    const x = ones([n]);
    const y = ones([n]);
    x.add(y);
    collectGarbage();
    const before = resident();
    const bytes = n < 1000 ? 2 ** 27 : 2 ** 29;
    let peak = 0;
    for (let done = 0; done < bytes; done += 4 * n) {
      x.add(y);
      if (done % 2 ** 24 < 4 * n) peak = Math.max(peak, resident());
    }
    expect(peak - before).toBeLessThan(128);
  });

  it("keep what is still in use, however much was made since", () => {
    const kept = Array.from({ length: 40 }, (_, i) => zeros([500_000]).add(i));
    for (let i = 0; i < 200; i++) kept[0]!.add(1);
    expect(kept.map((x) => x.at(-1).item())).toEqual(kept.map((_, i) => i));
    expect(kept.map((x) => x.add(1).at(7).item())).toEqual(kept.map((_, i) => i + 1));
  });

  it("come back whole, read where they are or moved, however many pieces they went in", () => {
    const n = 1_200_000;
    const [read, moved] = [arange(n, { dtype: float32 }).add(0), arange(n, { dtype: float32 }).add(0)];
    for (let i = 0; i < 200; i++) zeros([500_000]);
    expect([read, moved].map((x) => x.storage.slab.base)).toEqual([-1, -1]);
    const numbers = new Float32Array(bytesOf(read.storage).slice().buffer);
    expect(numbers.every((x, i) => x === i)).toBe(true);
    expect(moved.equal(arange(n, { dtype: float32 }))).toBe(true);
    expect(read.equal(moved)).toBe(true);
  });

  it("may be large: sixteen of 64 MB in a row", () => {
    let x = zeros([1 << 24]);
    for (let i = 0; i < 16; i++) x = x.add(1);
    expect(x.at(-1).item()).toBe(16);
  });
});

describe("what cannot be allocated", () => {
  it("gives an error with the sizes and leaves every tensor intact", () => {
    const small = zeros([3]).add(1);
    const large = zeros([100_000]).add(2);
    expect(() => zeros([2 ** 29])).toThrow(/^memory: cannot allocate \d+ bytes: \d+ of \d+ bytes are in use/);
    expect(() => small.expand([2 ** 28, 3]).add(1)).toThrow("memory: cannot allocate");
    expect(small.tolist()).toEqual([1, 1, 1]);
    expect(large.sum().item()).toBe(200_000);
  });
});

describe("a history of small tensors", () => {
  it("costs what it holds, not the slabs it came from", () => {
    const w = ones([8]);
    const history: Tensor[] = [];
    const evicted = (): number => memoryStats().evicted;
    const before = evicted();
    for (let i = 0; i < 10_000; i++) {
      let loss = w.mul(i);
      for (let j = 0; j < 20; j++) loss = loss.add(1);
      history.push(loss.sum().detach());
    }
    expect(evicted() - before).toBeGreaterThan(2 ** 22);
    const slabs = new Set(history.map((x) => x.storage.slab));
    expect(slabs.size).toBeLessThan(40); // 16 bytes each, 8 KB to a slab
    expect(history.map((x) => x.item())).toEqual(history.map((_, i) => 8 * (i + 20)));
  });

  it("of detached parts still shares their elements", () => {
    const x = zeros([4]).add(1);
    const y = x.detach();
    y.setAt([0], 5);
    expect(x.tolist()).toEqual([5, 1, 1, 1]);
  });
});

describe("a backward pass", () => {
  it("frees large gradients as soon as nobody waits for them", () => {
    const x = ones([100_000], { requiresGrad: true });
    const pass = (depth: number): number => {
      let y: Tensor = x;
      for (let i = 0; i < depth; i++) y = y.mul(1.01);
      const before = memoryStats().live;
      let most = 0;
      x.registerHook(() => {
        most = memoryStats().live;
      });
      y.sum().backward();
      return most - before;
    };
    expect(pass(100)).toBeLessThan(4 * 2 ** 20); // all of them would be 40 MB
  });
});

describe("what only the graph refers to", () => {
  const numbers = (...shape: number[]): Tensor => {
    const count = shape.reduce((product, size) => product * size);
    return arange(count).to(float32).sin().view(shape).requiresGrad_();
  };
  // the places of the largest elements, or the matrices in rows
  const programs: [string, Tensor, (x: Tensor) => Tensor][] = [
    ["max pooling", numbers(2, 1, 100, 100), (x) => maxPool2d(x, 2)],
    ["max pooling of lines", numbers(2, 100, 100), (x) => maxPool1d(x, 2)],
    ["a product of stacks", numbers(2, 1, 100, 100), (x) => x.mT.expand([2, 2, 100, 100]).matmul(x.at(0))],
  ];
  /** What the nodes behind `x` saved for themselves. */
  const savedAlone = (node: Node | null): Tensor[] => {
    if (node === null) return [];
    const saved = [node.x, node.y, ...(node.rest?.outputs ?? [])].filter((x) => x !== null);
    const alone = saved.filter((x) => (x.flags & Flag.unseen) !== 0);
    return [...alone, ...node.nextFunctions.flatMap(savedAlone)];
  };

  it.each(programs)("in %s is given back with its node", (_, x, program) => {
    const y = program(x);
    const saved = savedAlone(y.node);
    expect(saved.length).toBeGreaterThan(0);
    y.sum().backward({ retainGraph: true });
    const before = x.grad!.clone();
    expect(saved.every(({ storage }) => bytesOf(storage).length === storage.bytes)).toBe(true);
    x.grad = null;
    y.sum().backward();
    expect(x.grad!.equal(before)).toBe(true);
    for (const { storage } of saved) expect(() => bytesOf(storage)).toThrow("dispose");
    x.grad = null;
  });

  it.each(programs)("in %s is given back at once where nothing is recorded", (_, x, program) => {
    const run = (): void => noGrad(() => program(x)).dispose();
    run();
    const { live } = memoryStats();
    run();
    expect(memoryStats().live).toBeLessThanOrEqual(live);
  });

  it.each(programs)("in %s stays for the graph of a gradient", (_, x, program) => {
    const y = program(x);
    const weights = y.detach().cos().requiresGrad_();
    const [dx] = grad(y, x, { gradOutputs: weights, createGraph: true });
    const second = (): Tensor => grad(dx!.pow(2).sum(), weights, { retainGraph: true })[0]!;
    const expected = second();
    y.sum().backward();
    expect(second().equal(expected)).toBe(true);
    x.grad = null;
  });
});

describe("a large gradient", () => {
  const copies = (body: () => void): number =>
    profile(body)
      .keyAverages()
      .find(({ key }) => key === "copy")?.count ?? 0;

  it("goes to its leaf as it is, without a copy", () => {
    const w = zeros([5000], { requiresGrad: true });
    expect(copies(() => w.mul(2).sum().backward())).toBe(0);
    for (let i = 0; i < 50; i++) zeros([5000], { requiresGrad: true }).mul(i).sum().backward();
    expect(w.grad!.tolist()).toEqual(Array(5000).fill(2));
  });

  it("is copied where it is spread out, or somebody else's", () => {
    const w = zeros([5000], { requiresGrad: true });
    expect(copies(() => w.sum().backward())).toBe(1);
    const gradient = ones([5000]);
    w.grad = null;
    w.view([50, 100]).view([5000]).backward({ gradient });
    w.grad!.zero_();
    expect(gradient.sum().item()).toBe(5000);
  });

  it("that reaches two leaves is shared by neither, nor with a tensor in between", () => {
    const [x, y] = [zeros([5000], { requiresGrad: true }), zeros([5000], { requiresGrad: true })];
    const sum = x.add(y.view([5000]));
    sum.retainGrad();
    sum.mul(2).sum().backward();
    x.grad!.fill_(7);
    y.grad!.fill_(8);
    expect([x, y, sum].map((z) => z.grad!.at(4999).item())).toEqual([7, 8, 2]);
    const [dx, dsum] = grad(x.add(y).mul(3).sum(), [x, y]);
    dx!.zero_();
    expect(dsum!.at(4999).item()).toBe(3);
  });

  it("asked for on the way passes on unharmed", () => {
    const x = zeros([5000], { requiresGrad: true });
    const y = x.mul(2);
    const [dy, dx] = grad(y.view([5000]).mul(3).sum(), [y, x]);
    dy!.zero_();
    expect(dx!.at(4999).item()).toBe(6);
    const [once, twice] = grad(y.view([50, 100]).mul(3).sum(), [y, x], {});
    expect([once!.at(0).item(), twice!.at(0).item()]).toEqual([3, 6]);
  });
});

describe("a gradient that is forgotten", () => {
  const pass = (): Tensor => {
    const w = zeros([100_000], { requiresGrad: true });
    w.sum().backward();
    return w;
  };

  it("gives its memory back at once if nobody has seen it", () => {
    const w = pass();
    const { live } = memoryStats();
    w.grad = null;
    expect(live - memoryStats().live).toBeGreaterThanOrEqual(400_000);
  });

  it("stays for those who have", () => {
    const w = pass();
    const { grad } = w;
    w.grad = null;
    expect(grad!.sum().item()).toBe(100_000);
    w.sum().backward();
    w.sum().backward();
    expect(w.grad!.sum().item()).toBe(200_000);
  });

  it("stays for a hook", () => {
    const w = zeros([5000], { requiresGrad: true });
    let seen: Tensor | null = null;
    w.registerPostAccumulateGradHook((x) => {
      seen = x.grad;
    });
    w.sum().backward();
    w.grad = null;
    expect(seen!.sum().item()).toBe(5000);
  });
});

describe("dispose", () => {
  it("gives a large tensor's memory back at once", () => {
    const x = zeros([1_000_000]);
    const { live } = memoryStats();
    x.dispose();
    expect(live - memoryStats().live).toBe(2 ** 22);
  });

  it("gives a parameter's memory back at once, and once", () => {
    const { tenured } = memoryStats();
    const x = zeros([1000], { requiresGrad: true });
    x.dispose();
    x.dispose();
    expect(memoryStats().tenured).toBe(tenured);
  });

  it.each([[2], [5000]])("refuses later use, through views too", (n) => {
    const x = zeros([n]).add(1);
    const view = x.at("1:");
    x.dispose();
    const refusal = /^dispose: the memory of this tensor was given back/;
    expect(() => x.add(1)).toThrow(refusal);
    expect(() => view.sum()).toThrow(refusal);
    expect(() => x.item()).toThrow();
    expect(() => `${view}`).toThrow(refusal);
    expect(() => noGrad(() => x.add_(1))).toThrow(refusal);
  });

  it("is what the end of a using block calls", () => {
    const x = tensor([1, 2]);
    x[Symbol.dispose]();
    expect(() => x.tolist()).toThrow("dispose");
  });
});
