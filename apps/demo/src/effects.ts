import { pythonRepr } from "flambeau";

/** What a program that prints `values` writes, as Python would. */
export function printedText(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "string" ? value : pythonRepr(value))).join(" ");
}

/** Counts from 0 to `total` and reports before each number, and at the end, how far it is. */
export function* counted(total: number, report: (done: number) => void): Generator<number, void> {
  for (let done = 0; done < total; done++) {
    report(done);
    yield done;
  }
  report(total);
}
