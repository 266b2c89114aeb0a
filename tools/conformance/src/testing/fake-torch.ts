import { Library } from "../library.js";

type Numbers = (number | bigint)[];
type Nested = number | bigint | boolean | readonly Nested[];

interface FakeDtype {
  readonly name: string;
}

const dtypes = Object.fromEntries(
  ["float32", "float64", "int64", "bool"].map((name): [string, FakeDtype] => [name, { name }]),
);

/** The least of a tensor library: `neg` and `double` with gradients, enough to run every path of the runner. */
export class FakeTensor {
  grad: FakeTensor | null = null;
  leaf: { readonly tensor: FakeTensor; readonly slope: number } | null = null;

  constructor(
    readonly shape: readonly number[],
    readonly dtype: FakeDtype,
    public data: Numbers,
  ) {}

  toTypedArray(): Float64Array | BigInt64Array {
    return this.dtype.name === "int64"
      ? BigInt64Array.from(this.data.map(BigInt))
      : Float64Array.from(this.data.map(Number));
  }

  requiresGrad_(): this {
    this.leaf = { tensor: this, slope: 1 };
    return this;
  }

  clone(): FakeTensor {
    return this.times(1);
  }

  neg(): FakeTensor {
    return this.times(-1);
  }

  neg_(): this {
    this.data = this.data.map((value) => -Number(value));
    if (this.leaf !== null) this.leaf = { tensor: this.leaf.tensor, slope: -this.leaf.slope };
    return this;
  }

  get T(): FakeTensor {
    return this;
  }

  backward({ gradient }: { gradient: FakeTensor }): void {
    if (this.leaf === null) throw new Error("backward: the tensor does not require grad");
    const { tensor, slope } = this.leaf;
    tensor.grad = new FakeTensor(
      this.shape,
      this.dtype,
      gradient.data.map((value) => Number(value) * slope),
    );
  }

  times(factor: number, dtype: FakeDtype = this.dtype): FakeTensor {
    const result = new FakeTensor(
      this.shape,
      dtype,
      this.data.map((value) => Number(value) * factor),
    );
    if (this.leaf !== null) result.leaf = { tensor: this.leaf.tensor, slope: this.leaf.slope * factor };
    return result;
  }
}

function flatten(data: Nested): Numbers {
  if (typeof data === "boolean") return [Number(data)];
  return typeof data === "object" ? data.flatMap(flatten) : [data];
}

function shapeOf(data: Nested): number[] {
  return typeof data === "object" ? [data.length, ...(data.length > 0 ? shapeOf(data[0] as Nested) : [])] : [];
}

/** A library with these functions, to which a test may add or from which it may take. */
export function fakeLibrary(functions: Record<string, unknown> = {}): Library {
  const round = (value: number | bigint, { name }: FakeDtype): number | bigint =>
    name === "float32" ? Math.fround(Number(value)) : value;
  return new Library({
    ...dtypes,
    Tensor: FakeTensor,
    tensor: (data: Nested, { dtype }: { dtype: FakeDtype }) =>
      new FakeTensor(
        shapeOf(data),
        dtype,
        flatten(data).map((value) => round(value, dtype)),
      ),
    empty: (shape: number[], { dtype }: { dtype: FakeDtype }) => new FakeTensor(shape, dtype, []),
    neg: (x: FakeTensor) => x.neg(),
    identity: (x: FakeTensor) => x.clone(),
    ...functions,
  });
}
