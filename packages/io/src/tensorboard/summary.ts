import { encodeText } from "../byte-sink.js";
import type { Histogram } from "./histogram.js";
import { Message } from "./message.js";

// Field numbers are those of summary.proto, tensor.proto, tensor_shape.proto and types.proto.
const type = { float: 1, double: 2, string: 7 };

function summary(tag: string, fill: (value: Message) => Message): Message {
  return new Message().message(1, fill(new Message().text(1, tag)));
}

/** Says which panel of TensorBoard shows a value. */
function plugin(name: string): Message {
  return new Message().message(1, new Message().text(1, name));
}

export function scalarSummary(tag: string, value: number): Message {
  return summary(tag, (message) => message.float(2, value));
}

/** A scalar as a tensor, in the newer form. */
export function tensorScalarSummary(tag: string, value: number, isDouble: boolean): Message {
  const tensor = isDouble
    ? new Message().int(1, type.double).doubles(6, [value])
    : new Message().int(1, type.float).floats(5, [value]);
  return summary(tag, (message) => message.message(8, tensor).message(9, plugin("scalars")));
}

export function textSummary(tag: string, text: string): Message {
  const shape = new Message().message(2, new Message().int(1, 1));
  const tensor = new Message().int(1, type.string).message(2, shape).bytes(8, encodeText(text));
  return summary(`${tag}/text_summary`, (message) => message.message(8, tensor).message(9, plugin("text")));
}

export function histogramSummary(tag: string, histogram: Histogram): Message {
  const { min, max, count, sum, sumOfSquares, limits, counts } = histogram;
  const message = new Message().double(1, min).double(2, max).double(3, count).double(4, sum).double(5, sumOfSquares);
  return summary(tag, (value) => value.message(5, message.doubles(6, limits).doubles(7, counts)));
}
