import { noGrad } from "./autograd/grad-mode.js";
import * as dtypes from "./dtype.js";
import { copiesNonLeaf } from "./errors/autograd.js";
import { Layout } from "./layout.js";
import { clone, detach } from "./ops/conversion.js";
import { asParameter, isParameter } from "./parameter.js";
import { floatsOf, noteFloats } from "./printing/python-floats.js";
import { Generator } from "./random/generator.js";
import type { Storage } from "./storage.js";
import { Flag, isTracked, Tensor } from "./tensor.js";

/** Originals with their copies: what is reached twice is copied once. */
type Memo = Map<object, unknown>;

/**
 * A copy of a value and of everything it holds: tensors, modules, state dicts, arrays, maps. What was shared inside stays shared:
 * tied parameters, views of the same elements. Functions are not copied, as in Python.
 *
 * Objects of classes are copied property by property, so what a class keeps in `#private` fields is missing in the copy.
 *
 * @throws {Error} if a tensor was computed from ones that require a gradient
 * @example
 * const best = deepcopy({ weight: ones([2]) });
 * best.weight.add_(1);
 * best.weight.tolist() // => [2, 2]
 */
export function deepcopy<T>(value: T): T {
  const memo: Memo = new Map<object, unknown>(atoms.map((atom) => [atom, atom]));
  return noGrad(() => copied(value, memo));
}

/** Objects that stand for themselves. */
const atoms: readonly object[] = Object.values(dtypes).filter((value) => typeof value === "object");

function copied<T>(value: T, memo: Memo): T {
  if (typeof value !== "object" || value === null) return value;
  if (!memo.has(value)) copyInto(memo, value);
  return memo.get(value) as T;
}

function copyInto(memo: Memo, value: object): void {
  if (value instanceof Tensor) copyTensor(value, memo);
  else if (value instanceof Generator) memo.set(value, value.cloneState());
  else if (ArrayBuffer.isView(value) || value instanceof Date) memo.set(value, structuredClone(value));
  else if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    memo.set(value, copy);
    for (const [key, item] of value) copy.set(copied(key, memo), copied(item, memo));
  } else if (value instanceof Set) {
    const copy = new Set<unknown>();
    memo.set(value, copy);
    for (const item of value) copy.add(copied(item, memo));
  } else copyProperties(value, memo);
}

/** Arrays and objects of any class. */
function copyProperties(value: object, memo: Memo): void {
  const copy: object = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  memo.set(value, copy);
  const floats = floatsOf(value);
  if (floats.size > 0) noteFloats(copy, floats);
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    if ("value" in property) property.value = copied(property.value, memo);
    Object.defineProperty(copy, key, property);
  }
  if (Object.isFrozen(value)) Object.freeze(copy);
}

function copyTensor(x: Tensor, memo: Memo): void {
  if (!x.isLeaf) throw copiesNonLeaf();
  const isTrained: boolean = isParameter(x);
  const copy = isTrained
    ? asParameter(clone(detach(x)), x)
    : new Tensor(copyStorage(x, memo), x.offset, x.layout, x.dtype, null);
  memo.set(x, copy);
  // as in PyTorch, a parameter leaves its gradient behind
  if (isTrained) return;
  copy.flags |= x.flags & (Flag.buffer | Flag.transient);
  copy.needsGrad = isTracked(x);
  copy.gradient = copied(x.gradient, memo);
}

/** All elements of the storage, so that other tensors that see it are given the same copy. */
function copyStorage({ storage, dtype }: Tensor, memo: Memo): Storage {
  let copy = memo.get(storage) as Storage | undefined;
  if (copy === undefined) {
    const whole = new Tensor(storage, 0, Layout.of([storage.bytes >> dtype.shift]), dtype, null);
    memo.set(storage, (copy = clone(whole).storage));
  }
  return copy;
}
