import { describe } from "./errors.js";

export function notPlain(value: unknown, path: string): TypeError {
  return new TypeError(
    `save: ${path} is ${describe(value)}; save tensors, numbers, texts, and dicts and lists of them`,
  );
}

/** An object with a type: a module, an optimizer. */
export function unnamedValue(value: object, path: string): TypeError {
  const remedy =
    "stateDict" in value ? "save its `stateDict()`" : "save tensors, numbers, texts, and dicts and lists of them";
  return new TypeError(`save: ${path} is ${describe(value)}; ${remedy}`);
}

export function containsItself(path: string): Error {
  return new Error(`save: ${path} contains itself`);
}

export function nestedTooDeep(path: string, deepest: number): Error {
  return new Error(`save: ${path.slice(0, 60)}... is nested more than ${deepest} deep`);
}

export function notText(path: string): Error {
  return new Error(`save: ${path} is no well-formed text: half of a surrogate pair is alone`);
}

export function tooLargeInt(path: string): RangeError {
  return new RangeError(`save: ${path} is an integer of more than 255 bytes`);
}

export function sharedAsDifferentTypes(from: string, to: string): Error {
  return new Error(
    `save: Cannot save multiple tensors or storages that view the same data as different types (${from} and ${to}); clone one of them`,
  );
}

export function archiveTooLarge(): RangeError {
  return new RangeError("save: an archive of more than 4 GiB is not written; use `saveSharded`");
}

export function sharedMemory(names: readonly string[]): Error {
  return new Error(
    `saveSafetensors: ${names.join(" and ")} share memory, which the format cannot say; save one of them, or clone`,
  );
}

export function notTensor(op: string, name: string, value: unknown): TypeError {
  return new TypeError(`${op}: ${name} is ${describe(value)}; expected a tensor`);
}

export function notInNumpy(op: string, dtype: string): TypeError {
  return new TypeError(`${op}: numpy has no ${dtype}; convert with \`.float()\``);
}

export function unknownTarget(target: unknown): TypeError {
  return new TypeError(`save: expected a path or a WritableStream, but got ${describe(target)}`);
}
