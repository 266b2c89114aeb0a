import { expect, test, vi } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { Generator } from "./generator.js";
import { fillRandom, fillRandomRange } from "./integer.js";

testStream(
  "torch.randint(-5, 17, (6,))",
  new BigInt64Array(6),
  (out, g) => fillRandomRange(out, "int64", -5, 17, g),
  [6n, -2n, 11n, -5n, -2n, -4n],
  2143362693,
);
testStream(
  "torch.randint(0, 2**28 - 1, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", 0, 2 ** 28 - 1, g),
  [180483115n, 256344314n, 140980119n],
  491263,
);
testStream(
  "torch.randint(0, 2**28, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", 0, 2 ** 28, g),
  [256344299n, 247206984n, 13419401n],
  2143362693,
);
testStream(
  "torch.randint(-3, 2**36 + 9, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", -3, 2 ** 36 + 9, g),
  [24414390736n, 53224583333n, 64974431314n],
  2143362693,
);
testStream(
  "torch.randint(0, 2**40 + 3, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", 0, 2 ** 40 + 3, g),
  [163175676687n, 605264469691n, 1095766945039n],
  2143362693,
);
testStream(
  "torch.randint(2**62, 2**62 + 10, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", 2n ** 62n, 2n ** 62n + 10n, g),
  [4611686018427387909n, 4611686018427387913n, 4611686018427387908n],
  491263,
);
testStream(
  "torch.randint(-2**63, 2**63 - 1, (3,))",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", -(2n ** 63n), 2n ** 63n - 1n, g),
  [-1530673954295414549n, 4064269471072392264n, -9221262077785750647n],
  2143362693,
);
testStream(
  "torch.empty(3, dtype=torch.int64).random_(-2**63, None)",
  new BigInt64Array(3),
  (out, g) => fillRandomRange(out, "int64", -(2n ** 63n), null, g),
  [7692698082559361259n, -5159102565782383544n, 2109959069025161n],
  2143362693,
);
testStream(
  "torch.empty(3, dtype=torch.float32).random_(-2**63, None)",
  new Float32Array(3),
  (out, g) => fillRandomRange(out, "float32", -(2n ** 63n), null, g),
  [7.692698e18, -5.1591026e18, 2109959000000000],
  2143362693,
);
testStream(
  "torch.empty(4, dtype=torch.uint8).random_(3, None)",
  new Uint8Array(4),
  (out, g) => fillRandomRange(out, "uint8", 3, null, g),
  [58, 50, 107, 157],
  550290313,
);
testStream(
  "torch.empty(4, dtype=torch.int8).random_(-128, 128)",
  new Int8Array(4),
  (out, g) => fillRandomRange(out, "int8", -128, 128, g),
  [-91, 107, 12, -56],
  550290313,
);
testStream(
  "torch.empty(4, dtype=torch.bool).random_(0, 2)",
  new Uint8Array(4),
  (out, g) => fillRandomRange(out, "bool", 0, 2, g),
  [1, 1, 0, 0],
  550290313,
);
testStream(
  "torch.randint(0, 10, (4,), dtype=torch.float32)",
  new Float32Array(4),
  (out, g) => fillRandomRange(out, "float32", 0, 10, g),
  [5, 9, 4, 8],
  550290313,
);
testStream(
  "torch.empty(2, dtype=torch.int64).random_()",
  new BigInt64Array(2),
  (out, g) => fillRandom(out, "int64", g),
  [7692698082559361259n, 4064269471072392264n],
  550290313,
);
testStream(
  "torch.empty(3, dtype=torch.int32).random_()",
  new Int32Array(3),
  (out, g) => fillRandom(out, "int32", g),
  [1791095845, 2135392491, 946286476],
  491263,
);
testStream(
  "torch.empty(3, dtype=torch.int16).random_()",
  new Int16Array(3),
  (out, g) => fillRandom(out, "int16", g),
  [29733, 235, 12172],
  491263,
);
testStream(
  "torch.empty(3, dtype=torch.int8).random_()",
  new Int8Array(3),
  (out, g) => fillRandom(out, "int8", g),
  [37, 107, 12],
  491263,
);
testStream(
  "torch.empty(3, dtype=torch.uint8).random_()",
  new Uint8Array(3),
  (out, g) => fillRandom(out, "uint8", g),
  [37, 235, 140],
  491263,
);
testStream(
  "torch.empty(5, dtype=torch.bool).random_()",
  new Uint8Array(5),
  (out, g) => fillRandom(out, "bool", g),
  [1, 1, 0, 0, 1],
  1298508491,
);
testStream(
  "torch.empty(3, dtype=torch.float32).random_()",
  new Float32Array(3),
  (out, g) => fillRandom(out, "float32", g),
  [12710843, 4685804, 6762196],
  491263,
);
testStream(
  "torch.empty(2, dtype=torch.float64).random_()",
  new Float64Array(2),
  (out, g) => fillRandom(out, "float64", g),
  [549919010553237, 2022607184203397],
  550290313,
);
testStream(
  "torch.empty(3, dtype=torch.float16).random_()",
  new Float32Array(3),
  (out, g) => fillRandom(out, "float16", g),
  [1426, 1016, 1416],
  491263,
);
testStream(
  "torch.empty(3, dtype=torch.bfloat16).random_()",
  new Float32Array(3),
  (out, g) => fillRandom(out, "bfloat16", g),
  [137, 180, 12],
  491263,
);

const g = new Generator();

test("ranges are checked in PyTorch's words", () => {
  const longs = new BigInt64Array(2);
  // torch.randint(7, 3, (2,))
  expect(() => fillRandomRange(longs, "int64", 7, 3, g)).toThrow(
    "random_ expects 'from' to be less than 'to', but got from=7 >= to=3",
  );
  // torch.empty(2, dtype=torch.uint8).random_(0, 257)
  expect(() => fillRandomRange(new Uint8Array(2), "uint8", 0, 257, g)).toThrow(
    "to - 1 is out of bounds for unsigned char",
  );
  // torch.empty(2, dtype=torch.uint8).random_(-1, 25)
  expect(() => fillRandomRange(new Uint8Array(2), "uint8", -1, 25, g)).toThrow(
    "from is out of bounds for unsigned char",
  );
  // torch.empty(2, dtype=torch.bool).random_(0, 3)
  expect(() => fillRandomRange(new Uint8Array(2), "bool", 0, 3, g)).toThrow("to - 1 is out of bounds for bool");
  // torch.empty(2, dtype=torch.float16).random_(0, 70000)
  expect(() => fillRandomRange(new Float32Array(2), "float16", 0, 70000, g)).toThrow(
    "to - 1 is out of bounds for c10::Half",
  );
  // torch.empty(2).random_(2**25, None)
  expect(() => fillRandomRange(new Float32Array(2), "float32", 2 ** 25, null, g)).toThrow(
    "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to dtype, but got from=33554432 > to_inc=16777216",
  );
  // torch.empty(2, dtype=torch.int32).random_(-2**63, None)
  expect(() => fillRandomRange(new Int32Array(2), "int32", -(2n ** 63n), null, g)).toThrow(
    "random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16",
  );
});

test("bounds must be integers of 64 bits", () => {
  const longs = new BigInt64Array(2);
  expect(() => fillRandomRange(longs, "int64", 1.5, 3, g)).toThrow("'from' to be an integer, but got 1.5");
  expect(() => fillRandomRange(longs, "int64", 0, 2n ** 63n, g)).toThrow("'to' to fit in 64 bits");
});

test("a range beyond the exact integers of a float warns, and its ends do not round out of it", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  // torch.empty(2).random_(2**24 + 1, 2**24 + 2)
  const out = new Float32Array(2);
  fillRandomRange(out, "float32", 2 ** 24 + 1, 2 ** 24 + 2, g);
  expect(out).toEqual(new Float32Array([16777216, 16777216]));
  expect(warn.mock.calls[0]?.[0]).toContain(
    "from is out of bounds [-(2^24), 2^24]. Due to precision limitations float",
  );
  warn.mockRestore();
});
