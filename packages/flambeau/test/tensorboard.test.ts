import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRngState, manualSeed, nn, utils, zeros } from "flambeau";
import { expect, test } from "vitest";

test("the graph of a module has its operations in their scopes", () => {
  const folder = mkdtempSync(join(tmpdir(), "flambeau-graph-"));
  manualSeed(0);
  const inner = new nn.Sequential(new nn.Dropout(), new nn.Linear(3, 1));
  const model = new nn.Sequential(new nn.Linear(2, 3), new nn.BatchNorm1d(3), new nn.ReLU(), inner);
  const before = [String(model.stateDict()), String(getRngState())];
  const writer = new utils.tensorboard.SummaryWriter(folder);
  writer.addGraph(model, zeros([4, 2]));
  writer.close();
  const text = readFileSync(join(folder, readdirSync(folder)[0]!), "latin1");
  rmSync(folder, { recursive: true });
  const names = text.match(/(?:Sequential|input|output)\/[\w/.[\]]+/g) ?? [];
  const boxes = [...new Set(names.map((name) => name.replace(/\/\w+_\d$/, "")))];
  expect(boxes).toEqual(
    expect.arrayContaining([
      "input/input.1",
      "output/output.1",
      "Sequential/Linear[0]/weight",
      "Sequential/Linear[0]/bias",
      "Sequential/Sequential[3]/Linear[1]/weight",
    ]),
  );
  expect(names.some((name) => name.startsWith("Sequential/ReLU[2]/"))).toBe(true);
  // drawn as in evaluation, and nothing is left behind
  expect(model.training && inner.training).toBe(true);
  expect([String(model.stateDict()), String(getRngState())]).toEqual(before);
});
