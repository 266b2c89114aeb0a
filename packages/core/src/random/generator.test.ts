import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Generator } from "./generator.js";
import { fillNormal } from "./normal.js";
import { fillUniform } from "./uniform.js";

const digest = (g: Generator) => createHash("sha256").update(g.getState()).digest("hex");
type Fill = (out: Float32Array, a: number, b: number, g: Generator) => void;
const draw = (g: Generator, count: number, fill: Fill = fillUniform) => {
  const out = new Float32Array(count);
  fill(out, 0, 1, g);
  return out;
};

// hashlib.sha256(g.get_state().numpy().tobytes()).hexdigest()
describe("the state is PyTorch's, byte for byte", () => {
  test("torch.Generator()", () => {
    expect(digest(new Generator())).toBe("7dbca2abd059af5d8a23d078cc0f4d4c7b21e4543592cea803dc5037dfcd008e");
  });

  test.each([
    [0, 0, "1ccf17250133dec5e96478acd63e13d728d0dbbabb30389415a302c6f872f81f", 0.49625658988952637],
    [42, 42, "5feb54a46230d321d888e9b43cf5a57492665f199e4377408d79ee460e36679c", 0.8822692632675171],
    [2 ** 32 + 7, 4294967303, "8227954b107ab99452e368bc13cf4b1a37ac3d9d7aa6a63bd389ded69a4a5065", 0.5349225401878357],
    [-1, 18446744073709551615n, "74c65bce05a4fcdd46c9ffe85389eae89aa055a11270fd03732d3dfc85f94796", 0.9937993884086609],
  ])("g = torch.Generator().manual_seed(%s)", (seed, initial, state, first) => {
    const g = new Generator().manualSeed(seed);
    expect(g.initialSeed()).toBe(initial);
    expect(digest(g)).toBe(state);
    // torch.rand(1, generator=g).item()
    expect(draw(g, 1)[0]).toBe(first);
  });

  test.each([
    [3, "24cd8cfe1085c822210b9131885e340714d475568c620a39236530952921e9c7"],
    [624, "e390c389ddb91c65b76817ea612e51a55ad7246c340927a4e1e9ceb37c4a08b9"],
    [625, "c8a3844c149f19ec07a0028e1e132b8f55a636f7d95a46d6d6cdc09356ce25a8"],
  ])("after manual_seed(42) and torch.rand(%i, generator=g)", (count, state) => {
    const g = new Generator().manualSeed(42);
    draw(g, count);
    expect(digest(g)).toBe(state);
  });

  test("after manual_seed(42) and torch.randn(1, generator=g), which leaves the other half of a pair", () => {
    const g = new Generator().manualSeed(42);
    draw(g, 1, fillNormal);
    expect(digest(g)).toBe("5dfb0cdcf09dd35be40feb17a6090ac6dc591152be622f8534c2fde5f608a57e");
  });

  test("a float32 twin of the pair, which only other builds write, survives", () => {
    // s = that state; s[5052] = 1; s[5048:5052] = the bytes of float32 1.5; g.set_state(s)
    const source = new Generator().manualSeed(42);
    draw(source, 1, fillNormal);
    const bytes = source.getState();
    bytes[5052] = 1;
    bytes.set(new Uint8Array(new Float32Array([1.5]).buffer), 5048);
    const g = new Generator();
    g.setState(bytes);
    expect(digest(g)).toBe("b06065af7680be48e37aa9dcb00c893d945755de4d8667fa6d8ab70475c782dd");
  });
});

test("a state restores the stream and the cached normal value", () => {
  // g.manual_seed(42); torch.randn(1, generator=g); s = g.get_state(); torch.randn(2, generator=g)
  const g = new Generator().manualSeed(42);
  draw(g, 1, fillNormal);
  const saved = g.getState();
  const wanted = new Float32Array([0.12880940735340118, 0.23446236550807953]);
  expect(draw(g, 2, fillNormal)).toEqual(wanted);
  g.setState(saved);
  expect(draw(g, 2, fillNormal)).toEqual(wanted);
});

test("manualSeed forgets the cached normal value", () => {
  const g = new Generator().manualSeed(42);
  draw(g, 1, fillNormal);
  expect(g.manualSeed(42).cachedNormal).toBeNull();
});

test("a clone goes its own way", () => {
  const g = new Generator().manualSeed(5);
  draw(g, 3);
  const copy = g.cloneState();
  expect(copy.initialSeed()).toBe(5);
  expect(draw(copy, 4)).toEqual(draw(g.cloneState(), 4));
  expect(digest(g)).not.toBe(digest(copy));
});

test("seed draws a new one each time and reports it", () => {
  const g = new Generator();
  const first = g.seed();
  expect(g.initialSeed()).toBe(first);
  expect(g.seed()).not.toBe(first);
});

test("seeds are integers of 64 bits", () => {
  const g = new Generator();
  expect(() => g.manualSeed(1.5)).toThrow("manualSeed expected a long, but got 1.5");
  expect(() => g.manualSeed("a" as never)).toThrow("manualSeed expected a long, but got string");
  expect(() => g.manualSeed(2n ** 64n)).toThrow(
    "Overflow when unpacking long long: manualSeed expected a seed in [-2^63, 2^64 - 1]",
  );
  expect(() => g.manualSeed(-(2n ** 63n) - 1n)).toThrow(
    "Overflow when unpacking long long: manualSeed expected a seed in [-2^63, 2^64 - 1]",
  );
});

test("states are checked", () => {
  const g = new Generator();
  const before = digest(g);
  const spoiled = (offset: number, ...bytes: number[]) => {
    const state = g.getState();
    state.set(bytes, offset);
    return state;
  };
  // torch.Generator().set_state(torch.zeros(10, dtype=torch.uint8))
  expect(() => g.setState(new Uint8Array(10))).toThrow(
    "Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 10",
  );
  // s[8] = 0 (left); s[12] = 0 (seeded); s[16] = s[17] = 255 (next)
  for (const state of [spoiled(8, 0), spoiled(12, 0), spoiled(16, 255, 255)]) {
    expect(() => g.setState(state)).toThrow("Invalid mt19937 state");
  }
  expect(() => g.setState([1] as never)).toThrow("RNG state must be a torch.ByteTensor");
  expect(digest(g)).toBe(before);
});
