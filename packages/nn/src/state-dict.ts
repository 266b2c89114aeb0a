import { noGrad, orderedDictText, Tensor } from "@flambeau/core";

/** Parameters and buffers by their keys, in PyTorch's order; prints as PyTorch prints it. */
export type StateDict = Record<string, Tensor>;

/** What `loadStateDict` found, when it is not strict. */
export interface IncompatibleKeys {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

/** An empty state dict; without a prototype, because keys are data. */
export function emptyStateDict(): StateDict {
  const dict = Object.create(null) as StateDict;
  const text = (): string => orderedDictText(Object.entries(dict));
  for (const key of ["toString", Symbol.for("nodejs.util.inspect.custom")])
    Object.defineProperty(dict, key, { value: text, enumerable: false });
  return dict;
}

/** Where a loaded tensor goes. */
export interface Slot {
  readonly key: string;
  readonly target: Tensor;
  /** Puts another tensor in its place. */
  replace(value: Tensor): void;
}

/** Options of `loadStateDict`. */
export interface LoadOptions {
  /** Throw unless the keys are exactly those of the module; default true. */
  readonly strict?: boolean;
  /** Use the given tensors themselves rather than copy their elements; default false. */
  readonly assign?: boolean;
}

/** Copies the tensors of `state` into `slots`; reports everything that does not fit at once. */
export function loadInto(
  moduleName: string,
  slots: readonly Slot[],
  state: Readonly<Record<string, Tensor>>,
  { strict = true, assign = false }: LoadOptions,
): IncompatibleKeys {
  if (typeof state !== "object" || state === null || Array.isArray(state))
    throw new TypeError(
      `Expected state_dict to be dict-like, got ${Array.isArray(state) ? "an array" : typeof state}.`,
    );
  const known = new Set(slots.map(({ key }) => key));
  const missingKeys = slots.filter(({ key }) => state[key] === undefined).map(({ key }) => key);
  const unexpectedKeys = Object.keys(state).filter((key) => !known.has(key));
  const problems: string[] = [];
  if (strict && missingKeys.length > 0) problems.push(`Missing key(s) in state_dict: ${quoted(missingKeys)}. `);
  if (strict && unexpectedKeys.length > 0)
    problems.push(`Unexpected key(s) in state_dict: ${quoted(unexpectedKeys)}. `);
  const fitting = slots.filter(({ key, target }) => {
    const value = state[key];
    if (value === undefined) return false;
    if (!(value instanceof Tensor)) {
      problems.push(
        `While copying the parameter named "${key}", expected torch.Tensor or Tensor-like object from checkpoint but received ${typeof value}`,
      );
      return false;
    }
    if (sameSizes(value.shape, target.shape)) return true;
    problems.push(
      `size mismatch for ${key}: copying a param with shape torch.Size([${value.shape.join(", ")}]) from checkpoint, the shape in current model is torch.Size([${target.shape.join(", ")}]).`,
    );
    return false;
  });
  if (problems.length > 0)
    throw new Error(`Error(s) in loading state_dict for ${moduleName}:\n\t${problems.join("\n\t")}`);
  noGrad(() => {
    for (const { key, target, replace } of fitting) {
      if (assign) replace(state[key]!);
      else target.copy_(state[key]!);
    }
  });
  return { missingKeys, unexpectedKeys };
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(", ");
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
