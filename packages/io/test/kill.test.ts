import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Tensor } from "@flambeau/core";
import { load } from "@flambeau/io";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "flambeau-kill-"));
afterAll(() => rmSync(folder, { recursive: true }));

const kills = Number(process.env.KILLS ?? 5);
const saver = fileURLToPath(new URL("saver.ts", import.meta.url));
const path = join(folder, "run.pt");

function start(): ChildProcess {
  const options = ["--import", "tsx", "--conditions=@flambeau/source", saver, path];
  return spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
}

/** Kills a saver somewhere in its loop, and waits until it is gone. */
async function kill(child: ChildProcess, after: number): Promise<void> {
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  await setTimeout(after);
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

test(
  `killed ${kills} times while it saves, a run leaves a whole file each time`,
  async () => {
    for (let i = 0; i < kills; i++) {
      await kill(start(), Math.random() * 60);
      const { round, first, middle, last } = load<{ round: number; first: Tensor; middle: Tensor; last: number }>(path);
      expect(round).toBeGreaterThan(0);
      const rounds = [first, middle].flatMap((x) => [x.min().item(), x.max().item()]);
      expect([...rounds, last]).toEqual([round, round, round, round, round]);
    }
  },
  kills * 20_000,
);
