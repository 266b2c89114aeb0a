import { bool, getDefaultDtype } from "../dtype.js";
import { toTypedArray } from "../ops/reading.js";
import { formatNumber } from "../printing/number-format.js";
import { tensorText } from "../printing/tensor-text.js";
import { float } from "../scalar.js";
import { Flag, isTracked, Tensor } from "../tensor.js";

// What tensors look like: PyTorch's text, also for `console.log` and notebooks.

function text(x: Tensor): string {
  let values: ReturnType<typeof toTypedArray> | null = null;
  return tensorText({
    shape: x.shape,
    dtypeName: x.dtype.name,
    defaultDtypeName: getDefaultDtype().name,
    read(i) {
      values ??= toTypedArray(x);
      return x.dtype === bool ? values[i] !== 0 : values[i]!;
    },
    requiresGrad: isTracked(x),
    gradName: x.gradFn?.name ?? null,
    isParameter: (x.flags & Flag.parameter) !== 0,
  });
}

const methods = {
  /** PyTorch's text of the tensor. */
  toString(this: Tensor): string {
    return text(this);
  },
  /** As Python's `format(x, spec)`: the number of a 0-d tensor in that format, other tensors as their text. */
  format(this: Tensor, spec: string): string {
    if (this.ndim > 0 || spec === "") return text(this);
    const value = this.item();
    return formatNumber(this.dtype.isFloatingPoint ? float(value as number) : value, spec);
  },
  [Symbol.for("nodejs.util.inspect.custom")](this: Tensor): string {
    return text(this);
  },
  [Symbol.for("Jupyter.display")](this: Tensor): Record<string, string> {
    return { "text/plain": text(this) };
  },
};
for (const key of Reflect.ownKeys(methods))
  Object.defineProperty(Tensor.prototype, key, {
    value: (methods as Record<PropertyKey, unknown>)[key],
    writable: true,
    configurable: true,
  });

declare module "../tensor.js" {
  interface Tensor {
    /** PyTorch's text of the tensor. */
    toString(): string;
    /** As Python's `format(x, spec)`: the number of a 0-d tensor in that format, other tensors as their text. */
    format(spec: string): string;
  }
}
