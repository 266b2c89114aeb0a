import { Func, I32, integers } from "../asm.js";
import { hasFusedMultiplyAdd } from "../instructions.js";
import { Writer } from "./loop.js";
import { type Value, Vectors } from "./vector.js";

/** How many vectors are computed side by side: more would not have registers. */
const width = 2;

/** The least weight for which the hasty function is right. */
export const leastHastyWeight: number = 2 ** -7;

/**
 * NAME(count, x, gradient, average, squares, parameters): a step of Adam over runs of float32, for a weight of less than a half; returns
 * how many elements it has written, in whole vectors, and fewer if it meets doubtful ones. The hasty one doubts squares that are denormal,
 * so that it need not look closely at any.
 */
export function adamFunction(name: "hasty" | "patient"): Func {
  const f = new Func(name, integers(6), [I32]);
  const [count, x] = [0, 1] as const;
  const pointers = [1, 2, 3, 4] as const;
  const v = new Vectors();
  const operands = pointers.map(() => v.input()) as [Value, Value, Value, Value];
  const results = stepOf(v, operands, name === "patient");
  const writer = new Writer(f, v, results);
  const [end, start] = [f.local(I32), f.local(I32)];
  f.get(x).set(start).op(0x02, 0x40);
  for (const vectors of [width, 1]) {
    const bytes = 16 * vectors;
    f.get(count)
      .i32(-4 * vectors)
      .and()
      .i32(2)
      .op(0x74)
      .get(start)
      .add()
      .set(end);
    f.walk(x, end, bytes, () => {
      for (let q = 0; q < vectors; q++)
        for (const [i, pointer] of pointers.entries())
          f.get(pointer)
            .vload(16 * q)
            .set(writer.localOf(operands[i]!, q));
      writer.compute(vectors);
      for (let q = 0; q < vectors; q++)
        for (const [i, pointer] of [x, 3, 4].entries())
          f.get(pointer)
            .get(writer.localOf(results[i]!, q))
            .vstore(16 * q);
      for (const pointer of pointers.slice(1)) f.get(pointer).i32(bytes).add().set(pointer);
    });
  }
  return f.op(0x0b).get(x).get(start).sub().i32(2).op(0x76);
}

/** What the elements, the average and the squares become: the formulas of the element-wise kernels, one after the other. */
function stepOf(
  v: Vectors,
  [x, gradient, average, squares]: readonly [Value, Value, Value, Value],
  isPatient: boolean,
): Value[] {
  const [weight, decay, gain, scale, eps, value, shrink] = [0, 1, 2, 3, 4, 5, 6].map((i) => v.parameter(i)) as [
    ...[Value, Value, Value, Value],
    ...[Value, Value, Value],
  ];
  // where a weight is no multiple of less than 2⁻³⁰, doubles hold every average that is denormal as a single, and round it once
  const m = v.fma(weight, v.sub(gradient, average), average, isPatient);
  const s = v.fma(v.mul(gain, gradient), gradient, v.mul(squares, decay), isPatient);
  if (!isPatient && !hasFusedMultiplyAdd) v.doubt(v.and(v.lt(s, v.number(2 ** -126)), v.gt(s, v.number(0))));
  const denominator = v.add(v.div(v.sqrt(s), scale), eps);
  return [v.add(v.mul(x, shrink), v.div(v.mul(value, m), denominator)), m, s];
}
