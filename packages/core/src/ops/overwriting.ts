import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import type { Layout } from "../layout.js";
import { isTracked, type Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { checkApart, checkHistory, checkInPlace, recordInPlace } from "./in-place.js";
import { denseOrder } from "./order.js";
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

/** What an op that writes in place may do. */
interface Freedom {
  /** The written tensor may repeat elements. */
  readonly mayOverlap: boolean;
  /** Other inputs may share elements with it. */
  readonly mayShare: boolean;
}

function inPlaceWriter({ mayOverlap, mayShare }: Freedom): typeof writtenCopy {
  return (op, inputs, attr, write) => {
    const [x, ...others] = inputs;
    const tracked = inputs.some((input) => input !== null && isTracked(input));
    if (mayOverlap) checkHistory(x, tracked);
    else checkInPlace(x, tracked);
    for (const other of others) if (!mayShare && other !== null) checkApart(x, other, false);
    const isKept = gradEnabled && tracked && op.restSaves?.[0]?.includes(0) === true;
    const before = isKept ? x.clone() : undefined;
    write(x);
    return recordInPlace(op, inputs, attr, before);
  };
}

/** Lets `write` change the first input itself, and records it. */
export const writtenInPlace: typeof writtenCopy = inPlaceWriter({ mayOverlap: false, mayShare: false });
/** The same for `maskedScatter_`, which may read from what it writes. */
export const writtenFromAnywhere: typeof writtenCopy = inPlaceWriter({ mayOverlap: false, mayShare: true });
/** The same for ops that may write an element twice. */
export const writtenRepeatedly: typeof writtenCopy = inPlaceWriter({ mayOverlap: true, mayShare: false });
/** The same for ops that fill. */
export const writtenFreely: typeof writtenCopy = inPlaceWriter({ mayOverlap: true, mayShare: true });
