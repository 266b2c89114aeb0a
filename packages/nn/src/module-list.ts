import type { Module } from "./module.js";
import { ModuleSequence } from "./module-sequence.js";
import { moduleText } from "./module-text.js";

/**
 * Modules in a list, which the module that holds it knows as its parts. It has no `forward`: iterate over it.
 *
 * @example
 * const layers = new ModuleList([new Linear(2, 2), new Linear(2, 2)]);
 * [...layers].reduce((x, layer) => layer.forward(x), zeros([1, 2])).shape // => [1, 2]
 * Object.keys(layers.stateDict()) // => ["0.weight", "0.bias", "1.weight", "1.bias"]
 * String(layers)
 * // => ModuleList(
 * //      (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)
 * //    )
 */
export class ModuleList<M extends Module = Module> extends ModuleSequence<M, never> {
  constructor(modules: Iterable<M> = []) {
    super();
    this.extend(modules);
  }

  declare forward: () => never;

  /** The modules from `start` to before `end`, in a list of their own. */
  slice(start?: number, end?: number): ModuleList<M> {
    return new ModuleList([...this].slice(start, end));
  }

  /** Neighbours of equal text become one line. */
  override toString(): string {
    const runs: { first: number; last: number; text: string }[] = [];
    [...this].forEach((module, i) => {
      const run = runs.at(-1);
      const text = String(module);
      if (run?.text === text) run.last = i;
      else runs.push({ first: i, last: i, text });
    });
    return moduleText(
      this.typeName,
      "",
      runs.map(({ first, last, text }) =>
        first === last ? [String(first), text] : [`${first}-${last}`, `${last - first + 1} x ${text}`],
      ),
    );
  }
}
