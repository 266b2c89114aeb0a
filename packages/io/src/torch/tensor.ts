import { asParameter, type DType, Layout, type Storage, Tensor, tenure } from "@flambeau/core";
import { refuse } from "../errors.js";
import { PyTuple } from "../pickle/values.js";

/** More dimensions than PyTorch can compute with. */
const mostDims = 64;

/** A storage of a file, with the type its elements were saved as. */
export class TorchStorage {
  constructor(
    readonly storage: Storage,
    /** null of an untyped one: whoever uses it says what its bytes are. */
    readonly dtype: DType | null,
  ) {}
}

/** A tensor over a storage, after its place in there was checked: `_rebuild_tensor_v2(storage, offset, size, stride, requires_grad)`. */
export function rebuildTensor(args: readonly unknown[], place: string, given: DType | null = null): Tensor {
  const [source, offset, size, stride, requiresGrad = false] = args;
  if (!(source instanceof TorchStorage)) refuse(place, "a tensor is made of what is no storage");
  const dtype = given ?? source.dtype ?? refuse(place, "a tensor is made of a storage without a type");
  if (source.dtype !== null && source.dtype !== dtype)
    refuse(place, `a storage of ${source.dtype} is used as ${dtype}; tensors that share bytes must share their type`);
  const shape = counts(size, "size", place);
  const strides = counts(stride, "stride", place);
  if (shape.length !== strides.length) refuse(place, `${shape.length} sizes have ${strides.length} strides`);
  if (!isCount(offset)) refuse(place, `the offset ${String(offset)} is no count`);
  checkExtent(shape, strides, offset, source.storage.bytes / dtype.bytes, place);
  if (typeof requiresGrad !== "boolean")
    refuse(place, "whether a tensor requires a gradient is neither true nor false");
  if (requiresGrad && !dtype.isFloatingPoint) refuse(place, `a tensor of ${dtype} requires a gradient`);
  const out = new Tensor(source.storage, offset, Layout.strided(shape, strides), dtype, null);
  if (requiresGrad) {
    tenure(source.storage);
    out.needsGrad = true;
  }
  return out;
}

/** `_rebuild_parameter(data, requires_grad, backward_hooks)` */
export function rebuildParameter([data, requiresGrad]: readonly unknown[], place: string): Tensor {
  if (!(data instanceof Tensor)) refuse(place, "a parameter is made of what is no tensor");
  if (typeof requiresGrad !== "boolean") refuse(place, "whether a parameter requires a gradient is not said");
  if (requiresGrad && !data.dtype.isFloatingPoint) refuse(place, `a parameter of ${data.dtype} requires a gradient`);
  return asParameter(data, { requiresGrad });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function counts(value: unknown, what: string, place: string): readonly number[] {
  if (!(value instanceof PyTuple)) refuse(place, `the ${what} of a tensor is no tuple`);
  if (value.items.length > mostDims)
    refuse(place, `a tensor has ${value.items.length} dimensions; ${mostDims} are the most`);
  for (const item of value.items) {
    if (typeof item === "bigint") refuse(place, `the ${what} ${item} is beyond any file`);
    if (!isCount(item)) refuse(place, `the ${what} ${String(item)} is no count`);
  }
  return value.items as readonly number[];
}

/** The last element lies within the storage, and the count of elements is a safe number. */
function checkExtent(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  stored: number,
  place: string,
): void {
  let numel = 1;
  let last = offset;
  for (const [i, size] of shape.entries()) {
    numel *= size;
    last += Math.max(size - 1, 0) * strides[i]!;
  }
  const text = `a tensor of shape [${shape.join(", ")}]`;
  if (!Number.isSafeInteger(numel) && !shape.includes(0))
    refuse(place, `${text} has more elements than can be counted`);
  const needed = shape.includes(0) ? offset : last + 1;
  if (needed > stored)
    refuse(place, `${text} needs ${needed} elements of its storage, which has ${Math.floor(stored)}`);
}
