// Kinds of Python's that JavaScript has no own value for, kept aside so that what was loaded is saved as what it was.

const sizes = new WeakSet<object>();

/** Notes that a frozen array is a `torch.Size`. */
export function noteSize(array: readonly unknown[]): void {
  sizes.add(array);
}

export function isSize(array: readonly unknown[]): boolean {
  return sizes.has(array);
}
