import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arange, int64, ones, tensor } from "@flambeau/core";
import { SummaryWriter } from "@flambeau/io";
import { afterAll, expect, test } from "vitest";
import { bytesOfFile } from "./files.js";

const folder = mkdtempSync(join(tmpdir(), "flambeau-tensorboard-"));
afterAll(() => rmSync(folder, { recursive: true }));

const walltime = 1.5;

/** The events in a folder, in bytes, behind the first, which has the time of day. */
function events(path: string): Uint8Array {
  const files = readdirSync(path).filter((name) => name.startsWith("events.out.tfevents."));
  expect(files).toHaveLength(1);
  const bytes = readFileSync(join(path, files[0]!));
  const first = Number(bytes.readBigUInt64LE()) + 16;
  expect(bytes.subarray(0, first).toString("latin1")).toContain("\x1a\rbrain.Event:2R.\n,tensorboard.summary.writer");
  return new Uint8Array(bytes.subarray(first));
}

// files/make.py, with `events`
test("events are those that PyTorch writes, byte for byte", () => {
  const writer = new SummaryWriter(join(folder, "same"));
  writer.addScalar("loss", 0.5, 3, { walltime });
  writer.addScalar("zero", 0, 0, { walltime });
  writer.addScalar("tensor", tensor(2.25), null, { walltime });
  writer.addScalar("new", 0.1, 1, { newStyle: true, walltime });
  writer.addScalar("double", 0.1, 300, { newStyle: true, doublePrecision: true, walltime });
  writer.addText("note", "hé **x**", 2, { walltime });
  writer.addText("empty", "", 2, { walltime });
  writer.addHistogram("h", tensor([-1.5, 0, 0, 0.25, 3, 100]), 1, { walltime });
  writer.addHistogram("one", [2], 1, { walltime });
  writer.addHistogram("edges", tensor([1, 2, 2], { dtype: int64 }), 1, { bins: [0, 1, 2, 3], walltime });
  writer.addHistogram("merged", arange(-8, 9).div(8), 1, { maxBins: 64, walltime });
  writer.addHistogram("ten", arange(-8, 9).div(8), -1, { bins: 10, walltime });
  writer.addHistogram("same", ones([3]), 1, { bins: 4, walltime });
  writer.close();
  expect(events(join(folder, "same"))).toEqual(bytesOfFile("events.bin"));
});

test("several scalars are several runs", () => {
  const writer = new SummaryWriter(join(folder, "many"));
  writer.addScalars("loss/all", { train: 0.5, test: tensor(1) }, 2, { walltime });
  writer.flush();
  writer.close();
  expect(events(join(folder, "many"))).toHaveLength(0);
  const [train, held] = ["train", "test"].map((tag) => events(join(folder, "many", `loss_all_${tag}`)));
  expect([train!.length, Buffer.from(train!).toString("latin1").includes("loss/all")]).toEqual([held!.length, true]);
});

test("what cannot be shown is refused", () => {
  const writer = new SummaryWriter(join(folder, "refused"));
  expect(() => writer.addHistogram("h", [])).toThrow("The input has no element.");
  expect(() => writer.addHistogram("h", [1, Number.NaN])).toThrow("element 1 is NaN; every value must be finite");
  expect(() => writer.addHistogram("h", [1], 0, { bins: [2, 3] })).toThrow("no value lies in a bin");
  expect(() => writer.addHistogram("h", [1], 0, { bins: 0 })).toThrow("a positive number of bins");
  expect(() => writer.addScalar("s", ones([2]))).toThrow("s should be a number or a tensor of one element");
  writer.close();
  expect(events(join(folder, "refused"))).toHaveLength(0);
});
