import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "./command.js";
import { runCase } from "./runner.js";
import { fakeLibrary } from "./testing/fake-torch.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const one = { shape: [1], dtype: "float32", data: [1] };
const minusOne = { shape: [1], dtype: "float32", data: [-1] };
const base = { kwargs: {}, tol: { rtol: 0, atol: 0 }, variants: ["function"] };
const good = { id: "neg/0", op: "neg", args: [one], expect: minusOne, ...base };
const bad = { id: "neg/1", op: "neg", args: [one], expect: one, ...base };
const missing = { id: "exp/0", op: "exp", args: [one], expect: one, ...base };

function write(name: string, ...cases: object[]): void {
  writeFileSync(join(folder, name), cases.map((body) => `${JSON.stringify(body)}\n`).join(""));
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const library = fakeLibrary();
  const code = await runCommand(argv, {
    run: async (cases) => cases.map((one) => runCase(library, one)),
    print: (text) => out.push(text),
    complain: (line) => err.push(line),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

test("all passed is exit code 0", async () => {
  write("ops_unary.jsonl", good);
  expect(await run(folder)).toEqual({
    code: 0,
    out: [
      "family     passed  failed  unsupported  total",
      "ops_unary       1       0            0      1",
      "total           1       0            0      1",
    ].join("\n"),
    err: "",
  });
});

test("a failed or an unsupported case is exit code 1, and the JSON file has the reasons", async () => {
  write("ops_unary.jsonl", good, bad, missing);
  const file = join(folder, "report.json");
  expect((await run("--", folder, "--json", file)).code).toBe(1);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    families: { ops_unary: { passed: 1, failed: 1, unsupported: 1, total: 3 } },
    failures: [
      { id: "neg/1", reason: "function: values: element 0 is -1, expected 1 (1 of 1 differ)" },
      { id: "exp/0", reason: "unsupported: torch.exp is not there" },
    ],
  });
});

test("cases can be chosen by family and id", async () => {
  write("ops_unary.jsonl", good, bad);
  write("ops_binary.jsonl", missing);
  expect((await run(folder, "--family", "ops_unary", "--id", "neg/0")).code).toBe(0);
  expect((await run(folder, "--id", "neg/1")).out).toContain("neg/1: function: values");
});

test("verbose groups the reasons", async () => {
  write("ops_unary.jsonl", bad, { ...bad, id: "neg/2" }, missing);
  const { out } = await run(folder, "--verbose");
  expect(out).toMatch(/2 {2}ops_unary {2}neg: function: values\n.*e\.g\. neg\/1: element 0 is -1/);
  expect(out).toMatch(/1 {2}ops_unary {2}unsupported: torch\.exp is not there/);
});

test("a manifest names files, in the folder or in one below it", async () => {
  mkdirSync(join(folder, "checkpoints"));
  writeFileSync(join(folder, "checkpoints", "a.pt"), "");
  const entry = { file: "a.pt", format: "torch.zip", refuse: "empty" };
  writeFileSync(join(folder, "checkpoints", "manifest.json"), JSON.stringify([entry]));
  const { code, out } = await run(folder);
  expect(code).toBe(1);
  expect(out).toMatch(/checkpoints +0 +0 +1 +1/);
});

test("bad input is one line and exit code 2", async () => {
  const complaint = async (...argv: string[]): Promise<string> => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err.split("\n")).toHaveLength(1);
    return err;
  };
  expect(await complaint()).toMatch(/^usage: /);
  expect(await complaint(folder, "more")).toMatch(/^usage: /);
  expect(await complaint(join(folder, "none"))).toBe(`${join(folder, "none")}: no such folder`);
  expect(await complaint(folder)).toBe(`${folder}: no *.jsonl and no manifest.json`);
  expect(await complaint(folder, "--what")).toMatch(/^Unknown option '--what'/);
  write("ops_unary.jsonl", good);
  expect(await complaint(folder, "--family", "none")).toContain("no case of family none");
  expect(await complaint(folder, "--json", join(folder, "none", "x.json"))).toMatch(/^ENOENT/);
  writeFileSync(join(folder, "broken.jsonl"), "{\n");
  expect(await complaint(folder)).toMatch(/^broken\.jsonl:1: /);
});
