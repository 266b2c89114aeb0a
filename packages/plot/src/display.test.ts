import { inspect } from "node:util";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.resetModules());

/** What Deno's kernel does with the value of a cell. */
async function deno(value: object): Promise<unknown> {
  return await (value as Record<symbol, () => unknown>)[Symbol.for("Jupyter.display")]!();
}

/** What IJavascript's kernel does, which also asks Node for the text where there is none. */
function ijavascript(value: object): unknown {
  return (value as { _toMime(): unknown })._toMime();
}

test("a figure that nothing draws says so", async () => {
  const { subplots } = await import("./index.js");
  const [fig] = subplots(2, 2, { figsize: [7.5, 5] });
  const text = "<Figure size 750x500 with 4 Axes>";
  expect([String(fig), inspect(fig), inspect({ fig })]).toEqual([text, text, `{ fig: ${text} }`]);
  const shown = { "text/plain": `${text}\nimport "@flambeau/plot-vega" to see it` };
  expect([await deno(fig), ijavascript(fig)]).toEqual([shown, shown]);
});

test("adapters draw the figure as it is when it is shown", async () => {
  const { displayFiguresAs, subplots } = await import("./index.js");
  const [fig, ax] = subplots();
  displayFiguresAs("text/markdown", ({ axes }) => `# ${axes[0]!.title}`);
  displayFiguresAs("image/png", () => undefined);
  ax.setTitle("Loss");
  const shown = { "text/plain": "<Figure size 640x480 with 1 Axes>", "text/markdown": "# Loss" };
  expect([await deno(fig), ijavascript(fig)]).toEqual([shown, shown]);
});

test("what shows an object does not show in it", async () => {
  const { displayedAs } = await import("./index.js");
  const value = displayedAs({ a: 1 }, ({ a }) => ({ "text/plain": `a is ${a}` }));
  expect(await deno(value)).toEqual({ "text/plain": "a is 1" });
  expect(Reflect.ownKeys({ ...value })).toEqual(["a"]);
});
