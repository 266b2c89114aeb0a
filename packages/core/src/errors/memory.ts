export function freedTemporary(): Error {
  return new Error("internal: a gradient temporary was used after its backward pass ended; please report it");
}

export function outOfMemory(bytes: number, inUse: number, limit: number): RangeError {
  return new RangeError(
    `memory: cannot allocate ${bytes} bytes: ${inUse} of ${limit} bytes are in use; keep fewer or smaller tensors`,
  );
}

export function disposedTensor(): Error {
  return new Error(
    "dispose: the memory of this tensor was given back by dispose() or by a using block; clone() what you need",
  );
}

export function unknownInstructions(name: string, names: readonly string[]): RangeError {
  return new RangeError(`FLAMBEAU_SIMD: expected ${names.join(", ")} or nothing, got ${name}`);
}
