import type { FigureDescription } from "./description.js";

// How objects show themselves in notebooks. Deno's kernel asks for `Symbol.for("Jupyter.display")`, IJavascript for `_toMime`;
// tslab prints as Node does, which asks for `Symbol.for("nodejs.util.inspect.custom")`.

/** What a notebook is given: for each media type the same thing in another form. */
export type MediaBundle = Readonly<Record<string, unknown>>;

/** Draws a figure, or gives `undefined` where it cannot be drawn. */
export type FigureDrawer = (figure: FigureDescription) => unknown;

const drawers = new Map<string, FigureDrawer>();

/**
 * Tells notebooks to show figures as some media type too: `draw` is called whenever a figure is shown. `@flambeau/plot-vega` calls
 * this for SVG and PNG when Node or Deno imports it.
 *
 * @example
 * displayFiguresAs("text/markdown", (figure) => `a figure of ${figure.width} x ${figure.height}`);
 * const fig = figure();
 * Reflect.get(fig, "_toMime").call(fig)["text/markdown"] // => a figure of 640 x 480
 */
export function displayFiguresAs(mediaType: string, draw: FigureDrawer): void {
  drawers.set(mediaType, draw);
}

/** A figure in all forms there are, beginning with matplotlib's text. */
export function mediaOf(figure: { toString(): string; toJSON(): FigureDescription }): MediaBundle {
  const description = figure.toJSON();
  const drawn = [...drawers].map(([mediaType, draw]) => [mediaType, draw(description)] as const);
  const forms = drawn.filter(([, form]) => form !== undefined);
  const hint = forms.length === 0 ? '\nimport "@flambeau/plot-vega" to see it' : "";
  return { "text/plain": `${figure}${hint}`, ...Object.fromEntries(forms) };
}

/**
 * Makes an object, or all objects of a class by its prototype, show itself in notebooks. What is added is not enumerable.
 *
 * @example
 * const greeting = displayedAs({}, () => ({ "text/html": "<b>hello</b>" }));
 * Reflect.get(greeting, Symbol.for("Jupyter.display"))() // => { "text/html": "<b>hello</b>" }
 */
export function displayedAs<T extends object>(target: T, media: (self: T) => MediaBundle): T {
  function display(this: T): MediaBundle {
    return media(this);
  }
  for (const key of [Symbol.for("Jupyter.display"), "_toMime"])
    Object.defineProperty(target, key, { value: display, writable: true, configurable: true });
  return target;
}
