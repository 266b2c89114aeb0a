import { expect, test } from "vitest";
import { Mt19937 } from "./mt19937.js";

test("the ten thousandth number of seed 5489 is the one the C++ standard names", () => {
  const engine = new Mt19937(5489);
  for (let i = 1; i < 10000; i++) engine.u32();
  expect(engine.u32()).toBe(4123659995);
});

test("64 bits are two draws, the first one high", () => {
  // g = torch.Generator().manual_seed(1); torch.empty(3, dtype=torch.int64).random_(-2**63, None, generator=g)
  const engine = new Mt19937(1);
  expect([engine.u64(), engine.u64(), engine.u64()]).toEqual([
    0x6ac1f425ff4780ebn,
    0xb8672f8ceebc1448n,
    0x77eff20ccc389n,
  ]);
});

test("remainders of 64 bits equal those of bigints", () => {
  const engine = new Mt19937(3);
  const twin = new Mt19937(3);
  for (const modulus of [1, 10, 2 ** 28, 2 ** 31 - 1, 2 ** 32, 2 ** 36 + 9, 2 ** 37 - 1]) {
    for (let i = 0; i < 50; i++) expect(engine.u64Modulo(modulus)).toBe(Number(twin.u64() % BigInt(modulus)));
  }
});

test("filling an array draws what single calls draw, across twists", () => {
  const engine = new Mt19937(3);
  const twin = new Mt19937(3);
  for (const [start, end] of [
    [0, 1],
    [5, 5],
    [1, 1500],
    [1499, 1500],
    [3, 1400],
    [0, 1500],
  ] as const) {
    const out = new Float32Array(1500);
    engine.fillUniform24(out, start, end);
    for (let i = start; i < end; i++) expect(out[i]).toBe(twin.uniform24());
  }
  expect(engine.u32()).toBe(twin.u32());
});

test("generations that come whole are those that come in blocks", () => {
  const long = new Mt19937(5);
  for (let i = 0; i < 624; i++) long.u32();
  for (let generation = 0; generation < 4; generation++) {
    // a restored engine makes its next generation in blocks
    const blocks = new Mt19937(0);
    blocks.importState(long.exportState());
    for (let i = 0; i < 624; i++) expect(long.u32()).toBe(blocks.u32());
    expect(long.exportState()).toEqual(blocks.exportState());
  }
});

test("draws below a limit are those of single calls, whole generations and odd starts included", () => {
  const engine = new Mt19937(3);
  const twin = new Mt19937(3);
  for (const size of [1, 400, 3, 1500]) {
    expect(engine.u32()).toBe(twin.u32());
    const out = new Float32Array(size);
    engine.fillBelow(out, 0.75, 4);
    for (const value of out) expect(value).toBe(twin.uniform53() < 0.75 ? 4 : 0);
  }
});

test("a state resumes the stream", () => {
  const engine = new Mt19937(8);
  for (let i = 0; i < 700; i++) engine.u32();
  const copy = new Mt19937(0);
  copy.importState(engine.exportState());
  for (let i = 0; i < 700; i++) expect(copy.u32()).toBe(engine.u32());
});

test("a state has its whole generation of words, however few were drawn", () => {
  const few = new Mt19937(8);
  const many = new Mt19937(8);
  few.u32();
  for (let i = 0; i < 624; i++) many.u32();
  expect(few.exportState().words).toEqual(many.exportState().words);
  expect(few.exportState()).toMatchObject({ left: 624, next: 1 });
});
