import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  arange,
  asParameter,
  bfloat16,
  float,
  float16,
  int32,
  isParameter,
  ones,
  type Tensor,
  tensor,
  zeros,
} from "@flambeau/core";
import { encode, encodeNpy, encodeNpz, encodeSafetensors, load, loadNpz, loadSafetensors, save } from "@flambeau/io";
import { afterAll, describe, expect, test } from "vitest";
import { bytesOfFile, pathOf } from "./files.js";

const folder = mkdtempSync(join(tmpdir(), "flambeau-io-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["content.pt", "training.pt"])("%s survives being saved again", (name) => {
  const before = load(pathOf(name));
  const bytes = encode(before);
  const after = load(bytes);
  expect(String(after)).toBe(String(before));
  // what Python would see: the same types of numbers, tuples and dicts
  expect(encode(after)).toEqual(bytes);
});

test("records are aligned, and the directory is PyTorch's", () => {
  const bytes = encode({ x: ones([3]), y: zeros([5]) });
  const text = Buffer.from(bytes).toString("latin1");
  const names = ["data.pkl", ".format_version", ".storage_alignment", "byteorder", "data/0", "data/1", "version"];
  const starts = names.map((name) => {
    const at = text.indexOf(`archive/${name}FB`) + `archive/${name}FB`.length;
    return at + 2 + bytes[at]!;
  });
  expect(starts.map((start) => start % 64)).toEqual(names.map(() => 0));
  expect(new Float32Array(bytes.slice(starts[4]!, starts[4]! + 12).buffer)).toEqual(new Float32Array([1, 1, 1]));
});

test("shared storages stay shared, parameters stay parameters", () => {
  const base = arange(6).to(float16).reshape([2, 3]);
  const w = asParameter(ones([2]));
  const state = {
    base,
    t: base.t(),
    row: base.at(1),
    w,
    again: w,
    frozen: asParameter(ones([1]), { requiresGrad: false }),
  };
  const back = load<typeof state>(encode(state));
  expect(back.t.storage).toBe(back.base.storage);
  expect([back.t.stride(), back.row.storageOffset()]).toEqual([[1, 3], 3]);
  expect(back.again).toBe(back.w);
  expect([isParameter(back.w), back.w.requiresGrad, back.frozen.requiresGrad]).toEqual([true, true, false]);
});

test("numbers, texts, containers", () => {
  const list = [1, -1, 300, 70000, -(2 ** 31), 2 ** 31, 2 ** 53, -0, Number.NaN, 2n ** 64n, -(2n ** 63n), -256n, 128n];
  expect(load(encode(list))).toEqual(list.map((one) => (one === -256n || one === 128n ? Number(one) : one)));
  const value = {
    lr: float(1),
    nested: Object.freeze([1, Object.freeze([])]),
    none: null,
    map: new Map([[true, "yes"]]),
  };
  expect(String(load(encode({ a: value })))).toBe(
    "{'a': {'lr': 1.0, 'nested': (1, ()), 'none': None, 'map': {True: 'yes'}}}",
  );
  expect(load(encode(new Set([1, "two"])))).toEqual(new Set([1, "two"]));
  expect(load(encode("𝄞".repeat(1000)))).toBe("𝄞".repeat(1000));
  const long = Array.from({ length: 2500 }, (_, i) => i);
  expect(load(encode(long))).toEqual(long);
  expect(load(encode(Object.fromEntries(long.map((i) => [`k${i}`, i]))))).toEqual(
    Object.fromEntries(long.map((i) => [`k${i}`, i])),
  );
  // more values than one byte can number
  const many = Array.from({ length: 400 }, (_, i) => ({ [`key ${i}`]: `value ${i}` }));
  expect(String(load(encode(many)))).toBe(
    String(many.map((one) => `{'${Object.keys(one)[0]}': '${Object.values(one)[0]}'}`)),
  );
});

test("what is no data is refused where it stands", () => {
  class Model {
    stateDict(): object {
      return {};
    }
  }
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  let deep: unknown = 1;
  for (let i = 0; i < 501; i++) deep = [deep];
  const x = ones([2]);
  expect(() => encode({ a: [new Model()] })).toThrow(
    "save: the value.a[0] is an object of type Model; save its `stateDict()`",
  );
  expect(() => encode({ f: () => 1 })).toThrow("save: the value.f is a function");
  expect(() => encode(cyclic)).toThrow("save: the value[0] contains itself");
  expect(() => encode(deep)).toThrow("is nested more than 500 deep");
  expect(() => encode("\ud800")).toThrow("half of a surrogate pair");
  expect(() => encode(1n << 2048n)).toThrow("more than 255 bytes");
  expect(() => encode([x, x.view(int32)])).toThrow(
    "Cannot save multiple tensors or storages that view the same data as different types",
  );
  expect(() => encodeSafetensors({ x, y: x.at(0) })).toThrow("x and y share memory");
  expect(() => encodeNpy(x.to(bfloat16))).toThrow("numpy has no torch.bfloat16");
});

describe("byte for byte", () => {
  test("safetensors as the reference implementation writes them", () => {
    const tensors = Object.entries(loadSafetensors(pathOf("types.safetensors"))).reverse();
    expect(encodeSafetensors(Object.fromEntries(tensors), { metadata: { format: "pt" } })).toEqual(
      bytesOfFile("types.safetensors"),
    );
  });

  test("arrays as numpy writes them", () => {
    const rows = arange(6).to(float16).double().reshape([2, 3]);
    const fortran = rows.t().contiguous().t();
    expect(encodeNpz({ x: arange(3), y: fortran, flag: tensor(true) })).toEqual(bytesOfFile("arrays.npz"));
    expect(encodeNpy(fortran.short().t().contiguous().t())).toEqual(bytesOfFile("fortran.npy"));
  });
});

describe("paths", () => {
  test("the name says the format", () => {
    const state = { x: arange(3) };
    const start = (name: string) => {
      save(state, join(folder, name));
      return readFileSync(join(folder, name)).subarray(0, 4).toString("latin1");
    };
    expect(start("a.pt")).toBe("PK\x03\x04");
    expect(start("a.safetensors")).toBe("8\0\0\0");
    expect(start("a.npz")).toBe("PK\x03\x04");
    expect(Object.keys(loadNpz(join(folder, "a.npz")))).toEqual(["x"]);
    save(state.x, join(folder, "x.npy"));
    expect(load<Tensor>(join(folder, "x.npy")).tolist()).toEqual([0, 1, 2]);
  });

  test("a file is replaced as a whole, and nothing is left beside it", () => {
    const path = join(folder, "whole.pt");
    save({ epoch: 1 }, path);
    save({ epoch: 2 }, path);
    expect(load(path)).toEqual({ epoch: 2 });
    expect(() => save({ epoch: 3 }, join(folder, "none", "x.pt"))).toThrow("ENOENT");
    expect(() => save(() => {}, path)).toThrow("save: the value is a function");
    expect(load(path)).toEqual({ epoch: 2 });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("tensors may be made while a file is written", () => {
    const path = join(folder, "progress.pt");
    const seen: number[] = [];
    const compute = (done: number): void => {
      seen.push(done);
      for (let i = 0; i < 500; i++) zeros([64]);
      zeros([2 ** 22]);
    };
    save({ x: ones([64]), y: ones([64]) }, path, { progress: compute });
    const { x, y } = load<{ x: Tensor; y: Tensor }>(path);
    expect([x.sum().item(), y.sum().item()]).toEqual([64, 64]);
    expect(seen.at(-1)).toBe(statSync(path).size);
  });

  test("links and permissions stay", () => {
    const [path, link] = ["secret.pt", "link.pt"].map((name) => join(folder, name));
    save({ epoch: 1 }, path!);
    chmodSync(path!, 0o600);
    symlinkSync(path!, link!);
    save({ epoch: 2 }, link!);
    expect(lstatSync(link!).isSymbolicLink()).toBe(true);
    expect(statSync(path!).mode & 0o777).toBe(0o600);
    expect(load(path!)).toEqual({ epoch: 2 });
  });

  test("streams", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const [, back] = await Promise.all([save([1, 2], writable), load(readable)]);
    expect(back).toEqual([1, 2]);
  });
});

test("browsers get no module of Node", () => {
  const program = `
    const { load } = await import(${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)});
    try { load("x.pt") } catch (error) { process.stdout.write(error.message) }`;
  const { stdout } = spawnSync("tsx", ["--conditions=@flambeau/source", "--eval", program, "--input-type=module"], {
    encoding: "utf8",
  });
  expect(stdout).toContain('the path "x.pt" can be opened in Node only');
});
