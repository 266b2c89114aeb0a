import { refuse } from "../errors.js";

/** Counts what calls copy: a value written once and named again and again must not become large. */
export class Budget {
  #left: number;

  /** @param bytes of the pickle: honest ones write each item of a copied value anew */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  spend(count: number, place: string): void {
    this.#left -= count;
    if (this.#left < 0) refuse(place, "values are copied more often than any honest file does");
  }

  spent<T>(items: readonly T[], place: string): readonly T[] {
    this.spend(items.length, place);
    return items;
  }
}
