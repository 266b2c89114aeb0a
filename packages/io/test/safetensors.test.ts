import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { arange, ones, type Tensor } from "@flambeau/core";
import { encodeSafetensors, load, openSafetensors, saveSafetensors, saveSharded } from "@flambeau/io";
import { afterAll, describe, expect, test } from "vitest";
import { bytesOfFile, pathOf } from "./files.js";

const folder = mkdtempSync(join(tmpdir(), "flambeau-safetensors-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("single tensors", () => {
  test.each([
    ["a path", pathOf("types.safetensors")],
    ["bytes", bytesOfFile("types.safetensors")],
  ])("of %s", (_, source) => {
    const file = openSafetensors(source);
    expect(file.metadata).toEqual({ format: "pt" });
    expect(file.keys().slice(0, 4)).toEqual(["int64", "float64", "float32", "none"]);
    expect([file.info("none").shape, file.info("bfloat16").dtype.name]).toEqual([[0, 2], "bfloat16"]);
    expect(file.getTensor("int16").tolist()).toEqual([0, 1, 2]);
    expect(() => file.getTensor("missing")).toThrow('the header: there is no tensor "missing"');
  });

  test("of a Blob", async () => {
    const file = await openSafetensors(new Blob([bytesOfFile("types.safetensors")]));
    expect((await file.getTensor("float16")).tolist()).toEqual([0, 1, 2]);
    await expect(openSafetensors(new Blob(["abc"]))).rejects.toThrow("load: blob: the header: the file of 3 bytes");
  });

  test("of a URL, by ranges", async () => {
    const bytes = bytesOfFile("types.safetensors");
    const asked: string[] = [];
    const server = createServer(({ headers: { range = "" }, url }, response) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range)!.map(Number);
      asked.push(range);
      if (url === "/whole") return response.end(bytes);
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${bytes.length}` });
      return response.end(bytes.subarray(from, to! + 1));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = await openSafetensors(new URL(`${base}/ranges`));
    expect((await file.getTensor("int32")).tolist()).toEqual([0, 1, 2]);
    expect((await file.getTensor("none")).shape).toEqual([0, 2]);
    // one byte for the size, the length of the header, the header, the tensor
    expect(asked).toHaveLength(4);
    await expect(openSafetensors(new URL(`${base}/whole`))).rejects.toThrow("gives no ranges of bytes");
    server.close();
  });
});

describe("shards", () => {
  const tensors = { "a.weight": arange(4), b: ones([3]), c: arange(8), empty: ones([0]) };
  const index = join(folder, "model.safetensors.index.json");

  test("are written with an index and read by it", () => {
    saveSharded(tensors, index, { maxShardBytes: 48, metadata: { format: "pt" } });
    const files = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];
    expect(readdirSync(folder).sort()).toEqual([...files, "model.safetensors.index.json"]);
    expect(JSON.parse(readFileSync(index, "utf8"))).toEqual({
      metadata: { total_size: 108 },
      weight_map: { "a.weight": files[0], b: files[0], c: files[1], empty: files[1] },
    });
    const back = load<Record<string, Tensor>>(index);
    expect(Object.entries(back).map(([name, x]) => [name, x.tolist()])).toEqual(
      Object.entries(tensors).map(([name, x]) => [name, x.tolist()]),
    );
  });

  test("are fetched", async () => {
    const back = await load<Record<string, Tensor>>(pathToFileURL(index));
    expect(Object.keys(back)).toEqual(Object.keys(tensors));
    expect(back.c?.tolist()).toEqual(tensors.c.tolist());
  });

  test.each([
    ["a file elsewhere", { a: "../x.safetensors" }, '"../x.safetensors" is no safetensors file beside the index'],
    ["a file of another kind", { a: "x.pt" }, '"x.pt" is no safetensors file'],
    ["a tensor that is not there", { z: "one.safetensors" }, 'there is no tensor "z", and the index says so'],
    ["a shard that is missing", { a: "none.safetensors" }, "[Errno 2] No such file or directory"],
  ])("%s is refused", (_, weight_map, message) => {
    saveSafetensors({ a: ones([1]) }, join(folder, "one.safetensors"));
    const path = join(folder, "bad.safetensors.index.json");
    writeFileSync(path, JSON.stringify({ weight_map }));
    expect(() => load(path)).toThrow(message);
  });

  test("an index is checked like a header", () => {
    const path = join(folder, "bad.safetensors.index.json");
    const refused = (text: string, message: string) => {
      writeFileSync(path, text);
      expect(() => load(path)).toThrow(message);
    };
    refused("{", "the index: is no JSON");
    refused("[]", "the index: has no weight_map");
    refused('{"weight_map":{"a":"one.safetensors","a":"two.safetensors"}}', 'the index: has the key "a" twice');
  });
});

test("metadata keep their order and characters", () => {
  const metadata = { z: "1", a: '"é\n' };
  expect({ ...openSafetensors(encodeSafetensors({ x: ones([1]) }, { metadata })).metadata }).toEqual(metadata);
});
