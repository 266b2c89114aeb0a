import type { Func } from "./asm.js";

/** What depends on the type of elements: their size in bytes, and instructions. */
export interface Format {
  readonly bytes: number;
  /** Loads an element into all lanes of a vector. */
  readonly splatLoad: number;
  readonly multiply: number;
  readonly add: number;
  /** Load and store an element as an integer, which keeps the bits of a NaN. */
  readonly load: readonly number[];
  readonly store: readonly number[];
}
export const single: Format = {
  bytes: 4,
  splatLoad: 9,
  multiply: 0xe6,
  add: 0xe4,
  load: [0x28, 2, 0],
  store: [0x36, 2, 0],
};
export const double: Format = {
  bytes: 8,
  splatLoad: 10,
  multiply: 0xf2,
  add: 0xf0,
  load: [0x29, 3, 0],
  store: [0x37, 3, 0],
};

/** Copies the element at pointer `from` to pointer `to`, and moves both on: by the value of `step`, and by `bytes`. */
export function moveElement(
  f: Func,
  { load, store }: Format,
  from: number,
  step: number,
  to: number,
  bytes: number,
): void {
  f.get(to)
    .get(from)
    .op(...load)
    .op(...store);
  f.get(from).get(step).add().set(from).get(to).i32(bytes).add().set(to);
}
