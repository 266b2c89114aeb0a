import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { float16, floatsOf, isParameter, orderedDictText, type Tensor } from "@flambeau/core";
import { load, loadNpy, loadNpz, loadSafetensors } from "@flambeau/io";
import { describe, expect, test } from "vitest";
import { ByteSink, joined } from "../src/byte-sink.js";
import { legacyStart } from "../src/torch/legacy-file.js";
import { bytesOfFile, pathOf } from "./files.js";

type Content = Map<string, unknown>;

// what `content()` in files/make.py puts into both files
describe.each(["content.pt", "content_legacy.pt"])("%s", (name) => {
  const content = load<Content>(pathOf(name));
  const tensor = (key: string) => content.get(key) as Tensor;

  test("every type", () => {
    const types = content.get("types") as Record<string, Tensor>;
    const expected = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"];
    expect(Object.values(types).map((x) => x.dtype.name)).toEqual(expected);
    for (const [type, x] of Object.entries(types))
      expect(x.tolist()).toEqual(type === "bool" ? [false, true, true] : [0, 1, 2]);
  });

  test("views share their storage and keep strides and offsets", () => {
    const base = tensor("base");
    for (const key of ["transposed", "part", "expanded"]) expect(tensor(key).storage).toBe(base.storage);
    expect(tensor("transposed").stride()).toEqual([1, 4]);
    expect([tensor("part").storageOffset(), tensor("part").tolist()]).toEqual([5, [5, 6, 7]]);
    expect(tensor("expanded").stride()).toEqual([0, 1]);
    base.add_(100);
    expect(tensor("transposed").at(3, 2).item()).toBe(111);
    base.sub_(100);
    expect(tensor("leaf").storage).not.toBe(base.storage);
  });

  test("no dimensions, no elements", () => {
    expect([tensor("scalar").shape, tensor("scalar").item()]).toEqual([[], 2.5]);
    expect([tensor("empty").shape, tensor("empty").tolist()]).toEqual([
      [2, 0],
      [[], []],
    ]);
  });

  test("leaves and parameters", () => {
    const facts = ["base", "leaf", "parameter", "frozen"].map((key) => [
      tensor(key).requiresGrad,
      isParameter(tensor(key)),
    ]);
    expect(facts).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [false, true],
    ]);
  });

  test("containers and plain values", () => {
    expect(Object.isFrozen(content.get("tuple"))).toBe(true);
    expect(content.get("tuple")).toEqual([1, [2], []]);
    const list = content.get("list") as unknown[];
    expect(list).toEqual([null, true, false, 1, 2.5, -3, 255, 65536, 2 ** 40, 2n ** 70n, -(2n ** 70n)]);
    expect([...floatsOf(list)]).toEqual(["3"]);
    expect(content.get("text")).toBe("é\ufeff\0𝄞");
    expect(content.get("bytes")).toEqual(new Uint8Array([0, 255, 97, 98]));
    expect(content.get("nothing")).toEqual(new Uint8Array());
    expect(content.get("size")).toEqual([3, 4]);
    expect(content.get("dtype")).toBe(float16);
    expect(String(content.get("ordered"))).toBe("OrderedDict([('b', 1), ('a', 2)])");
    expect([...(content.get("numbers") as Map<unknown, unknown>)]).toEqual([
      [0, "zero"],
      [[1, 2], "pair"],
    ]);
  });

  test("keys are data", () => {
    // an object would put "10" first
    expect([...content.keys()].at(-1)).toBe("10");
    const inner = content.get("__proto__") as object;
    expect(Object.keys(inner)).toEqual(["constructor"]);
    expect(String(inner)).toBe("{'constructor': 1}");
  });

  test("a state dict prints as PyTorch prints it", () => {
    const state = content.get("state") as Record<string, Tensor>;
    expect(String(state)).toBe(orderedDictText(Object.entries(state)));
  });
});

// print(torch.load("training.pt", weights_only=True)["optimizer"])
test("floats print as floats", () => {
  const { optimizer } = load<Record<string, unknown>>(pathOf("training.pt"));
  expect(String(optimizer)).toBe(
    "{'state': {0: {'step': tensor(1.), 'exp_avg': tensor([0.2500, 0.1250]), 'exp_avg_sq': tensor([0.0039, 0.0010])}}, 'param_groups': [{'lr': 1.0, 'betas': (0.5, 0.984375), 'eps': 1e-08, 'weight_decay': 0, 'amsgrad': False, 'maximize': False, 'foreach': None, 'capturable': False, 'differentiable': False, 'fused': None, 'decoupled_weight_decay': False, 'initial_lr': 1.0, 'params': [0]}]}",
  );
});

test("a legacy file of a machine with the high byte first", () => {
  const bytes = bytesOfFile("content_legacy.pt");
  // 'little_endian': True, with the number of its key in the memo between
  const flag = Buffer.from(bytes).indexOf("little_endian") + "little_endian".length + 2;
  expect(bytes[flag]).toBe(0x88);
  bytes[flag] = 0x89;
  const types = load<Content>(bytes).get("types") as Record<string, Tensor>;
  expect(["int16", "int32", "int64", "uint8"].map((name) => types[name]?.at(1).itemBigInt())).toEqual([
    2n ** 8n,
    2n ** 24n,
    2n ** 56n,
    1n,
  ]);
});

test("a file of PyTorch 1.13", () => {
  const { w, view } = load<{ w: Tensor; view: Tensor }>(pathOf("old.pt"));
  expect([isParameter(w), w.tolist()]).toEqual([true, [1, 1]]);
  expect([view.stride(), view.tolist()]).toEqual([
    [1, 3],
    [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
  ]);
});

describe("arrays of numpy", () => {
  const rows = [
    [0, 1, 2],
    [3, 4, 5],
  ];

  test("byte order, order of elements, versions", () => {
    const arrays = ["big_endian.npy", "fortran.npy", "version3.npy"].map((name) => loadNpy(pathOf(name)));
    expect(arrays.map((x) => [x.dtype.name, x.tolist(), x.isContiguous()])).toEqual([
      ["float32", rows, true],
      ["int16", rows, true],
      ["int8", [0, 1, 2], true],
    ]);
  });

  test("archives", () => {
    const { x, y, flag } = loadNpz(pathOf("arrays.npz"));
    expect([x, y, flag].map((one) => [one?.dtype.name, one?.tolist()])).toEqual([
      ["int64", [0, 1, 2]],
      ["float64", rows],
      ["bool", true],
    ]);
    const packed = loadNpz(pathOf("arrays_compressed.npz"));
    expect(packed.zeros?.abs().max().item()).toBe(0);
    expect(packed.x?.toTypedArray()).toEqual(BigInt64Array.from({ length: 300 }, (_, i) => BigInt(i)));
  });
});

test("safetensors come in the order of their bytes", () => {
  const tensors = loadSafetensors(pathOf("types.safetensors"));
  const types = ["int64", "float64", "float32", "none", 'z"é\n', "ﾮ", "𝄞", "int32", "bfloat16", "float16"];
  expect(Object.keys(tensors)).toEqual([...types, "int16", "int8", "uint8", "bool"]);
  expect(tensors.bfloat16?.tolist()).toEqual([0, 1, 2]);
  expect(tensors.none?.shape).toEqual([0, 2]);
});

test("a legacy file longer than what is fetched at once", () => {
  const path = join(mkdtempSync(join(tmpdir(), "flambeau-legacy-")), "long.pt");
  writeFileSync(path, longLegacyFile());
  const { keys, x } = load<{ keys: string[]; x: Tensor }>(path);
  rmSync(path);
  expect(keys).toHaveLength(40_000);
  expect([keys[0], keys.at(-1)]).toEqual(["a name of some thirty letters 0", "a name of some thirty letters 39999"]);
  expect([x.shape, x.sum().item()]).toEqual([[300_000], 300_000]);
});

/** As `torch.save` writes it: pickles of magic number, version, byte order, object, keys of storages; then the storages. */
function longLegacyFile(): Uint8Array {
  const text = (value: string) => new ByteSink().u8(0x58).u32(value.length).text(value).done();
  const opcodes = (value: string) => Buffer.from(value, "latin1");
  const count = opcodes("J\xe0\x93\x04\0");
  const keys = Array.from({ length: 40_000 }, (_, i) => text(`a name of some thirty letters ${i}`));
  return joined([
    new Uint8Array(legacyStart),
    opcodes("\x80\x02M\xe9\x03.\x80\x02}"),
    text("little_endian"),
    opcodes("\x88s.\x80\x02}("),
    text("keys"),
    opcodes("]("),
    ...keys,
    opcodes("e"),
    text("x"),
    opcodes("ctorch._utils\n_rebuild_tensor_v2\n(("),
    text("storage"),
    opcodes("ctorch\nFloatStorage\n"),
    text("0"),
    text("cpu"),
    count,
    opcodes("NtQK\0"),
    count,
    opcodes("\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtRu.\x80\x02]"),
    text("0"),
    opcodes("a."),
    new ByteSink().u64(300_000).done(),
    new Uint8Array(new Float32Array(300_000).fill(1).buffer),
  ]);
}

describe("sources", () => {
  const bytes = bytesOfFile("fortran.npy");
  const expected = load<Tensor>(bytes).tolist();

  test("bytes are not shared with tensors", () => {
    const own = bytesOfFile("version3.npy");
    const x = load<Tensor>(Buffer.from(own.buffer));
    own.fill(9);
    expect(x.tolist()).toEqual([0, 1, 2]);
  });

  test("a Blob, a stream, a response and a file's URL", async () => {
    expect((await load<Tensor>(new Blob([bytes]))).tolist()).toEqual(expected);
    expect((await load<Tensor>(new Blob([bytes]).stream())).tolist()).toEqual(expected);
    expect((await load<Tensor>(new Response(bytes))).tolist()).toEqual(expected);
    expect((await load<Tensor>(new URL("files/fortran.npy", import.meta.url))).tolist()).toEqual(expected);
  });

  test("progress reaches the end", async () => {
    const seen: number[][] = [];
    await load(new Blob([bytes]), { progress: (done, total) => seen.push([done, total]) });
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length]);
    const taken: number[] = [];
    load(pathOf("fortran.npy"), { progress: (done) => taken.push(done) });
    expect(taken).toEqual([12]);
  });

  test("errors name the source", async () => {
    const nothing = new Uint8Array();
    expect(() => load(nothing)).toThrow("load: bytes: the file: is empty");
    expect(() => load(nothing, { name: "mine" })).toThrow("load: mine: the file: is empty");
    await expect(load(new Blob([]))).rejects.toThrow("load: blob: the file: is empty");
    expect(() => load(7 as never)).toThrow("load: expected a path, bytes, a Blob");
  });
});
