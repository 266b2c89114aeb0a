import { bool, getDefaultDtype } from "../dtype.js";
import { onlyOneElement } from "../errors/creation.js";
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
  /** The one element where JavaScript wants a number, as in `Number(x)`; elsewhere the text. */
  [Symbol.toPrimitive](this: Tensor, hint: "number" | "string" | "default"): number | string {
    if (hint !== "number") return text(this);
    if (this.layout.numel !== 1) throw onlyOneElement();
    return Number(this.item());
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
    /** The one element where JavaScript wants a number, as in `Number(x)`; elsewhere the text. */
    [Symbol.toPrimitive](hint: "number"): number;
    [Symbol.toPrimitive](hint: "string" | "default"): string;
  }
}
