import type { FigureLike } from "@flambeau/plot";

declare global {
  /** Shows a figure; one of the same name takes its place. */
  function show(figure: FigureLike, name?: string): void;
  /** Counts from 0 and reports how far it is. */
  function range(count: number): Iterable<number>;
}
