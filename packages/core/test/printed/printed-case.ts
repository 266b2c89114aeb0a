import type { setPrintoptions } from "../../src/printing/options.js";
import type { Element, Printable } from "../../src/printing/printable.js";

/** A tensor and the text PyTorch gives it. */
export interface Case extends Partial<Omit<Printable, "read">> {
  /** The line whose `repr` is `text`. */
  readonly python: string;
  readonly shape: readonly number[];
  readonly data: readonly Element[];
  readonly options?: Parameters<typeof setPrintoptions>[0];
  readonly text: string;
}

/** Elements by their position. */
export function range(length: number, value: (i: number) => Element): Element[] {
  return Array.from({ length }, (_, i) => value(i));
}
