import { describe, expect, test } from "vitest";
import { bound, catalog } from "../src/catalog.js";
import { play } from "../src/play.js";
import type { Walkthrough } from "../src/steps.js";
import { customTrainingLoop } from "./custom-training-loop.js";
import { pytorchWay } from "./pytorch-way.js";
import { questionsOnEd } from "./questions-on-ed.js";
import { regressionByHand } from "./regression-by-hand.js";
import { regressionWithModules } from "./regression-with-modules.js";

describe.each(catalog)("$walkthrough.id", (one) => {
  const outcome = play(one);

  test("runs to its end", () => {
    expect(outcome.error).toBeUndefined();
  });

  test("prints what PyTorch prints, line by line", () => {
    const printed = outcome.steps.flatMap((step) => (step.kind === "printed" ? [step.text] : []));
    expect(printed).toEqual(one.expected.map((line) => line.text));
    expect(outcome.matching).toBe(outcome.numbers);
    expect(outcome.ok).toBe(true);
  });

  test("shows code from its own source, and names each figure once", () => {
    const shown = outcome.steps.flatMap((step) => (step.kind === "code" ? [step.text] : []));
    for (const line of shown.join("\n").split("\n")) expect(one.source).toContain(line);
    const figures = outcome.steps.flatMap((step) => (step.kind === "figure" ? [step.name] : []));
    expect(new Set(figures).size).toBe(figures.length);
  });
});

describe("nothing is hard-coded: another number brings other results", () => {
  test("custom-training-loop", () => {
    differs(customTrainingLoop, { lr: 2e-3 });
    differs(customTrainingLoop, { seed: 2 });
  });
  test("pytorch-way", () => {
    differs(pytorchWay, { lr: 0.02 });
    differs(pytorchWay, { practiceRate: 0.05 });
    differs(pytorchWay, { batchSize: 2 });
    differs(pytorchWay, { startWeight: 10 });
    differs(pytorchWay, { startBias: 5 });
  });
  test("questions-on-ed", () => differs(questionsOnEd, { learningRate: 0.01 }));
  test("regression-by-hand", () => differs(regressionByHand, { epsilon: 0.02 }));
  test("regression-with-modules", () =>
    differs(regressionWithModules, { lineRate: 0.11, polyRate: 0.04, polyEpochs: 1000 }));

  function differs<Settings extends object>(walkthrough: Walkthrough<Settings>, settings: Partial<Settings>): void {
    const outcome = play(bound(walkthrough), undefined, settings);
    expect(outcome.error).toBeUndefined();
    expect(outcome.matching).toBeLessThan(outcome.numbers);
    expect(outcome.ok).toBe(false);
  }
});
