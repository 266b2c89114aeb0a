import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { isObject } from "./values.js";

/** One case as the file has it, and where it came from. */
export interface Case {
  readonly id: string;
  readonly family: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The folder of the file, where a manifest's files lie. */
  readonly folder: string;
}

/** A folder or file that cannot be read as cases. */
export class CorpusError extends Error {}

/** Reads every `*.jsonl` of a folder, compressed as `*.jsonl.br` too, and the `manifest.json` of it and of the folders in it. */
export function readCases(folder: string): Case[] {
  if (!existsSync(folder)) throw new CorpusError(`${folder}: no such folder`);
  const entries = listFolder(folder);
  const lines = entries
    .filter(({ name }) => /\.jsonl(\.br)?$/.test(name))
    .flatMap(({ name }) => readLines(folder, name));
  const folders = [folder, ...entries.filter((entry) => entry.isFolder).map(({ name }) => join(folder, name))];
  const cases = [...lines, ...folders.flatMap(readManifest)];
  if (cases.length === 0) throw new CorpusError(`${folder}: no *.jsonl and no manifest.json`);
  return cases;
}

function listFolder(folder: string): { name: string; isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    throw new CorpusError(`${folder}: not a folder that can be read`);
  }
}

function readLines(folder: string, name: string): Case[] {
  return readText(join(folder, name))
    .split("\n")
    .flatMap((line, i) => {
      if (line.trim() === "") return [];
      const body = parse(line, `${name}:${i + 1}`);
      if (!isObject(body) || typeof body.id !== "string") {
        throw new CorpusError(`${name}:${i + 1}: not a case, which is an object with an id`);
      }
      return [{ id: body.id, family: name.replace(/\.jsonl(\.br)?$/, ""), body, folder }];
    });
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".br") ? brotliDecompressSync(bytes) : bytes).toString("utf8");
}

function readManifest(folder: string): Case[] {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return [];
  const list = parse(readFileSync(path, "utf8"), path);
  if (!Array.isArray(list)) throw new CorpusError(`${path}: not an array`);
  return list.map((body, i) => {
    if (!isObject(body) || typeof body.file !== "string") throw new CorpusError(`${path}: entry ${i} names no file`);
    return { id: `checkpoints/${body.file}`, family: "checkpoints", body, folder };
  });
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CorpusError(`${where}: ${(error as Error).message}`);
  }
}
