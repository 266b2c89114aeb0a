import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import type { Layout } from "../layout.js";
import { isTracked, type Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { denseOrder } from "./conversion.js";
import { checkInPlace, recordInPlace } from "./in-place.js";
import type { NaryOp } from "./record.js";

// Ops that write into some places of their first input: into a copy of it, or into itself.

type Inputs = readonly [Tensor, ...(Tensor | null)[]];

/** Lets `write` change a row-major copy of the first input, and records it. */
export function writtenCopy<A>(op: NaryOp<A>, inputs: Inputs, attr: A, write: (out: Tensor) => void): Tensor {
  return writtenInto(inputs[0].layout.dense, op, inputs, attr, write);
}

/** Lets `write` change a clone of the first input, which lies in storage as `clone` says, and records it. */
export function writtenClone<A>(op: NaryOp<A>, inputs: Inputs, attr: A, write: (out: Tensor) => void): Tensor {
  return writtenInto(denseOrder(inputs[0].layout), op, inputs, attr, write);
}

function writtenInto<A>(layout: Layout, op: NaryOp<A>, inputs: Inputs, attr: A, write: (out: Tensor) => void): Tensor {
  const out = empty(layout, inputs[0].dtype);
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
