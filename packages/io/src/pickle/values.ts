// What a pickle makes, before it becomes plain JavaScript: containers are filled after they are made, and may be met again.
// Strings, booleans, null and bytes are themselves; an int is a number or a bigint, a float with a whole value a `Float`.

export class PyList {
  readonly items: unknown[] = [];
}

export class PyTuple {
  constructor(
    readonly items: readonly unknown[],
    /** A `torch.Size`. */
    readonly isSize: boolean = false,
  ) {}
}

export class PyDict {
  /** Made when first filled: the many empty dicts of files cost little. */
  #entries: Map<unknown, unknown> | null = null;

  constructor(readonly ordered: boolean = false) {}

  set(key: unknown, value: unknown): void {
    this.#entries ??= new Map();
    this.#entries.set(key, value);
  }

  get(key: unknown): unknown {
    return this.#entries?.get(key);
  }

  get entries(): ReadonlyMap<unknown, unknown> {
    return this.#entries ?? nothing;
  }
}

const nothing: ReadonlyMap<unknown, unknown> = new Map();

export class PySet {
  constructor(readonly items: readonly unknown[]) {}
}

/** A function or a class that a file may name. Only those of the allow-list exist, and they are ours. */
export class PyGlobal {
  constructor(
    readonly name: string,
    /** What calling it gives; null of a class that is only named. */
    readonly call: ((args: readonly unknown[], place: string) => unknown) | null,
  ) {}
}
