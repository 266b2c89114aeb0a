import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import { isTracked, type Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { denseOrder } from "./conversion.js";
import { checkInPlace, recordInPlace } from "./in-place.js";
import type { NaryOp } from "./record.js";

// Ops that write into some places of their first input: into a copy of it, or into itself.

type Inputs = readonly [Tensor, ...(Tensor | null)[]];

/** Lets `write` change a copy of the first input, and records it. */
export function writtenCopy<A>(op: NaryOp<A>, inputs: Inputs, attr: A, write: (out: Tensor) => void): Tensor {
  const out = empty(denseOrder(inputs[0].layout), inputs[0].dtype);
  cpu.copy(inputs[0], out);
  write(out);
  return record(op, inputs, attr, out);
}

/** Lets `write` change the first input itself, and records it. */
export function writtenInPlace<A>(op: NaryOp<A>, inputs: Inputs, attr: A, write: (out: Tensor) => void): Tensor {
  const [x] = inputs;
  const tracked = inputs.some((y) => y !== null && isTracked(y));
  checkInPlace(x, tracked);
  const isKept = gradEnabled && tracked && op.restSaves?.[0]?.includes(0) === true;
  const before = isKept ? x.detach().clone() : undefined;
  write(x);
  return recordInPlace(op, inputs, attr, before);
}
