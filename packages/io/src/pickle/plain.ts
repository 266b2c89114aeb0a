import { emptyDict, Float, noteFloats, Tensor } from "@flambeau/core";
import { describe, refuse } from "../errors.js";
import { noteSize } from "./kinds.js";
import { PyDict, PyList, PySet, PyTuple } from "./values.js";

/** Deeper than any checkpoint, and shallow enough for whoever walks the result. */
const deepest = 500;

/**
 * The plain JavaScript of what a pickle made. Shared values stay shared; values that contain themselves are refused.
 *
 * - list: array; tuple and `torch.Size`: frozen array; set: `Set`; bytes: `Uint8Array`
 * - dict and OrderedDict: an object without inherited keys, or a `Map` where a key is no string, or objects would reorder the keys
 */
export function plainOf(value: unknown, place: string): unknown {
  return new Plain(place).of(value, 0);
}

/** A container that is done, or under way. */
interface Done {
  value: unknown;
  /** How many containers are nested in it, itself included; 0 while it is under way. */
  height: number;
}

class Plain {
  readonly #done = new Map<object, Done>();
  /** The height of what was made so far inside the present container. */
  #tallest = 0;

  constructor(readonly place: string) {}

  of(value: unknown, depth: number): unknown {
    if (value instanceof Float) return value.value;
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof PyList) return this.#once(value, depth, (deeper) => this.#array(value.items, deeper));
    if (value instanceof PyTuple) return this.#once(value, depth, (deeper) => this.#tuple(value, deeper));
    if (value instanceof PyDict) return this.#once(value, depth, (deeper) => this.#dict(value, deeper));
    if (value instanceof PySet)
      return this.#once(value, depth, (deeper) => new Set(value.items.map((item) => this.of(item, deeper))));
    if (value instanceof Tensor || value instanceof Uint8Array || "isFloatingPoint" in value) return value;
    return refuse(this.place, `holds ${describe(value)} where data should be`);
  }

  /** Makes a container where it is first met. Its height is watched too, because it may be met again further down. */
  #once(container: object, depth: number, make: (depth: number) => unknown): unknown {
    let done = this.#done.get(container);
    if (done === undefined) {
      if (depth === deepest) this.#refuseDepth();
      done = { value: undefined, height: 0 };
      this.#done.set(container, done);
      const outside = this.#tallest;
      this.#tallest = 0;
      done.value = make(depth + 1);
      done.height = this.#tallest + 1;
      this.#tallest = outside;
    } else if (done.height === 0) refuse(this.place, "a container holds itself");
    this.#tallest = Math.max(this.#tallest, done.height);
    if (this.#tallest > deepest) this.#refuseDepth();
    return done.value;
  }

  #refuseDepth(): never {
    return refuse(this.place, `containers are nested more than ${deepest} deep`);
  }

  #array(items: readonly unknown[], depth: number): unknown[] {
    const array = items.map((item) => this.of(item, depth));
    note(array, items.entries());
    return array;
  }

  #tuple({ items, isSize }: PyTuple, depth: number): readonly unknown[] {
    const array = Object.freeze(this.#array(items, depth));
    if (isSize) noteSize(array);
    return array;
  }

  #dict({ entries, ordered }: PyDict, depth: number): unknown {
    if (entries.size === 0) return emptyDict({ ordered });
    const values = [...entries].map(([key, value]) => [this.of(key, depth), this.of(value, depth)] as const);
    if (!fitsObject(entries.keys())) return note(new Map(values), entries);
    const dict = emptyDict({ ordered });
    for (const [key, value] of values) dict[key as string] = value;
    return note(dict, entries);
  }
}

/** Notes which of the values were floats in Python. */
function note<T extends object>(container: T, raw: Iterable<readonly [unknown, unknown]>): T {
  const floats: string[] = [];
  for (const [key, value] of raw) if (value instanceof Float) floats.push(String(key));
  if (floats.length > 0) noteFloats(container, floats);
  return container;
}

/** Whether every key is a string, and an object keeps them in order: numbers come first there, from small to large. */
function fitsObject(keys: Iterable<unknown>): boolean {
  let last = -1;
  for (const key of keys) {
    if (typeof key !== "string") return false;
    if (!isIndex(key)) last = Number.POSITIVE_INFINITY;
    else if (Number(key) < last) return false;
    else last = Number(key);
  }
  return true;
}

/** Whether objects sort a key by its number. */
function isIndex(key: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}
