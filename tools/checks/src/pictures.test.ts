import { join } from "node:path";
import * as plot from "@flambeau/plot";
import * as flambeau from "flambeau";
import { expect, test } from "vitest";
import { runExample } from "./claims.js";
import { examplesInMarkdown } from "./examples.js";
import { guides } from "./scope.js";
import { root } from "./workspace.js";

// A picture in a guide is what the program above it draws; `-u` draws it anew.

const drawing = guides().flatMap((guide) => {
  const [, file] = /!\[[^\]]*\]\(([^)]*\.svg)\)/.exec(guide.text) ?? [];
  const example = examplesInMarkdown(guide).find(({ code }) => code.includes("backwardGraphSvg("));
  return file && example ? [{ example, path: join(root, guide.path, "..", file) }] : [];
});

test.each(drawing)("$example.place draws $path", async ({ example, path }) => {
  let drawn = "";
  const backwardGraphSvg = (graph: plot.BackwardGraph): string => {
    drawn = plot.backwardGraphSvg(graph);
    return drawn;
  };
  await runExample(example, {}, (name) => (name === "flambeau" ? flambeau : { ...plot, backwardGraphSvg }));
  await expect(drawn).toMatchFileSnapshot(path);
});

test("there is a picture", () => {
  expect(drawing).toHaveLength(1);
});
