import { isTracked, type Tensor } from "../tensor.js";
import { record } from "./apply.js";
import { type NaryOp, naryOp } from "./record.js";

const labels = new Map<string, NaryOp<void>>();

/**
 * The same tensor, whose `gradFn` has another name: that of PyTorch's one op where several make it here.
 *
 * @example
 * labelled(tensor([2.5], { requiresGrad: true }).mul(2), "DoubleBackward0").gradFn?.name // => "DoubleBackward0"
 */
export function labelled(x: Tensor, gradName: string): Tensor {
  if (!isTracked(x)) return x;
  let op = labels.get(gradName);
  if (op === undefined) labels.set(gradName, (op = naryOp({ name: "label", gradName, gradients: [(grad) => grad] })));
  return record(op, [x], undefined, x.detach());
}
