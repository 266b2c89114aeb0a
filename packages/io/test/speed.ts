import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { float32, Layout, storageOf, Tensor } from "@flambeau/core";
import { load, save } from "@flambeau/io";

// How fast a file of a gigabyte is read, beside what Node takes for the bytes alone; each in a process of its own, three times.
const readers: Record<string, (path: string) => unknown> = {
  readFile: (path) => readFile(path),
  readFileSync: (path) => readFileSync(path),
  load: (path) => load(path),
};

async function measure(reader: string, path: string): Promise<void> {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const kept = await readers[reader]!(path);
  const seconds = (performance.now() - start) / 1000;
  const { size } = statSync(path);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  const result = {
    reader,
    file: path.replace(/.*\./, ""),
    gigabytesPerSecond: size / seconds / 1e9,
    memory: peak / size,
  };
  if (kept !== undefined) process.stdout.write(`${JSON.stringify(result)}\n`);
}

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), "flambeau-speed-"));
  const tensors: Record<string, Tensor> = {};
  for (let i = 0; i < 16; i++) {
    const bytes = new Uint8Array(1 << 26).fill(i);
    tensors[`layer.${i}.weight`] = new Tensor(storageOf(bytes), 0, Layout.of([1 << 24]), float32, null);
  }
  const [pt, safetensors] = ["model.pt", "model.safetensors"].map((name) => join(folder, name));
  save(tensors, pt!);
  save(tensors, safetensors!);
  const rounds = Array.from({ length: 3 }, () => [
    ["readFile", safetensors!],
    ["readFileSync", safetensors!],
    ["load", safetensors!],
    ["load", pt!],
  ]);
  for (const [reader, path] of rounds.flat())
    spawnSync(process.execPath, [...process.execArgv, import.meta.filename, reader!, path!], { stdio: "inherit" });
  rmSync(folder, { recursive: true });
}

const [reader, path] = process.argv.slice(2);
if (reader !== undefined && path !== undefined) await measure(reader, path);
else compare();
