import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "./main.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demo-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err") =>
    ({
      isTTY: false,
      columns: 80,
      write(text: string) {
        written[name] += text;
        return true;
      },
    }) as NodeJS.WriteStream;
  const code = await main(args, stream("out"), stream("err"));
  return { code, ...written };
}

describe("a run", () => {
  test("shows prose, code, printed lines with marks, figures and the table, and writes figures, report and JSON", async () => {
    const json = join(folder, "run.json");
    const { code, out, err } = await run("questions-on-ed", "--out", join(folder, "new", "out"), "--json", json);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain("  │ const listNumberTasks = [1, 2, 4, 4, 5, 6, 6, 6, 8, 8, 9, 10];");
    expect(out).toContain("✓ loss: 382.5\n");
    expect(out).toContain("Questions by tasks");
    expect(out).toMatch(
      /walkthrough +numbers checked +numbers matching +seconds\nquestions-on-ed +202 +202 +\d+\.\d\d\n/,
    );
    expect(readdirSync(join(folder, "new", "out"))).toEqual([
      "questions-on-ed-data-and-fitted-line.svg",
      "report.html",
    ]);

    const { ok, walkthroughs } = JSON.parse(readFileSync(json, "utf8"));
    expect(ok).toBe(true);
    expect(walkthroughs[0].printed).toHaveLength(201);
    expect(walkthroughs[0].checks[0]).toEqual({
      expected: "loss: 382.5",
      got: "loss: 382.5",
      source: "published",
      ok: true,
      numbersChecked: 1,
      numbersMatching: 1,
    });
  });

  test("with --quiet shows the table alone", async () => {
    const { code, out } = await run("questions-on-ed", "--quiet", "--out", join(folder, "quiet"));
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(2);
  });

  test("leaves a page that asks nobody for anything", async () => {
    await run("questions-on-ed", "--quiet", "--out", join(folder, "page"));
    const page = readFileSync(join(folder, "page", "report.html"), "utf8");
    expect(page).toContain("<svg");
    expect(page).not.toMatch(/<script|<link|@import|url\((?!#)|(?:src|href)="(?!#|data:)/);
  });
});

describe("what cannot be carried out is said in one line, with exit code 2", () => {
  test.each([
    [["no-such-thing"], /^demo: there is no walkthrough "no-such-thing"; there are custom-training-loop, .*\n$/],
    [["--wat"], /^demo: Unknown option '--wat'; --help lists the options\n$/],
  ])("%j", async (args, message) => {
    const { code, out, err } = await run(...args);
    expect(err).toMatch(message);
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  test("a folder or a file that cannot be written", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const inFile = await run("questions-on-ed", "--out", join(file, "out"));
    expect(inFile.err).toMatch(/^demo: --out .* cannot be written: ENOTDIR.*\n$/);
    expect(inFile.code).toBe(2);
    const inProc = await run("questions-on-ed", "--out", "/proc/none/out");
    expect(inProc.err).toMatch(/^demo: --out .* cannot be written: .*\n$/);
    expect(inProc.code).toBe(2);
    const noFolder = await run("questions-on-ed", "--out", join(folder, "x"), "--json", join(folder, "none", "a.json"));
    expect(noFolder.err).toMatch(/^demo: --json .* cannot be written: ENOENT.*\n$/);
    expect(noFolder.code).toBe(2);
  });
});

describe("what needs no run", () => {
  test("--list names every walkthrough, a line each", async () => {
    const { code, out } = await run("--list");
    expect(code).toBe(0);
    expect(out.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "custom-training-loop",
      "pytorch-way",
      "questions-on-ed",
      "regression-by-hand",
      "regression-with-modules",
      "",
    ]);
  });

  test("--help", async () => {
    expect((await run("--help")).out).toMatch(/^npm run demo -- \[id \.\.\.\] \[options\]/);
  });
});
