import { Func, I32, integers, V128 } from "./asm.js";
import type { Format } from "./format.js";

/** Exchanges rows and columns of a square of vectors on locals; gives the locals of the result. */
function exchange(f: Func, rows: readonly number[], spare: readonly number[], bytes: number): readonly number[] {
  const lanes = rows.length;
  let [from, to] = [rows, spare];
  for (let round = 1; round < lanes; round *= 2) {
    for (let i = 0; i < lanes; i++) {
      const half = (i & 1) * 8;
      const low = Array.from({ length: 8 }, (_, at) => half + at);
      const interleaved = Array.from({ length: 8 / bytes }, (_, lane) => low.slice(lane * bytes, (lane + 1) * bytes));
      f.get(from[i >> 1]!).get(from[(i >> 1) + lanes / 2]!);
      f.shuffle(interleaved.flatMap((lane) => [...lane, ...lane.map((at) => at + 16)])).set(to[i]!);
    }
    [from, to] = [to, from];
  }
  return from;
}

/** transpose(from, fromRow, to, toRow, rows, columns): a matrix of `columns` rows, in which rows lie as columns did. */
export function transpose(format: Format): Func {
  const f = new Func("transpose", integers(6));
  const [from, fromRow, to, toRow, rows, columns] = [0, 1, 2, 3, 4, 5] as const;
  const { bytes, load, store } = format;
  const lanes = 16 / bytes;
  const pointers = Array.from({ length: lanes }, () => f.local(I32));
  const [at, line, count, across] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const [vectors, spare] = [pointers.map(() => f.local(V128)), pointers.map(() => f.local(V128))];

  const square = (): void => {
    for (const [row, p] of pointers.entries()) f.get(p).vload().set(vectors[row]!);
    for (const vector of exchange(f, vectors, spare, bytes)) {
      f.get(at).get(vector).vstore().get(at).get(toRow).add().set(at);
    }
    for (const p of pointers) f.get(p).i32(16).add().set(p);
  };
  const single = (): void => {
    for (const [row, p] of pointers.entries()) {
      f.get(at)
        .get(p)
        .op(...load)
        .op(store[0]!, store[1]!, row * bytes);
      f.get(p).i32(bytes).add().set(p);
    }
    f.get(at).get(toRow).add().set(at);
  };

  f.get(rows).i32(lanes).op(0x6e).set(across);
  f.repeat(across, () => {
    for (const [row, p] of pointers.entries()) {
      f.get(row === 0 ? from : pointers[row - 1]!);
      if (row > 0) f.get(fromRow).add();
      f.set(p);
    }
    f.get(to).set(at).get(columns).i32(lanes).op(0x6e).set(count);
    f.repeat(count, square);
    f.get(columns)
      .i32(lanes - 1)
      .and()
      .set(count);
    f.repeat(count, single);
    f.get(from).get(fromRow).i32(lanes).mul().add().set(from).get(to).i32(16).add().set(to);
  });
  f.get(rows)
    .i32(lanes - 1)
    .and()
    .set(rows);
  f.repeat(rows, () => {
    f.get(from).set(line).get(to).set(at).get(columns).set(count);
    f.repeat(count, () => {
      f.get(at)
        .get(line)
        .op(...load)
        .op(...store);
      f.get(line).i32(bytes).add().set(line).get(at).get(toRow).add().set(at);
    });
    f.get(from).get(fromRow).add().set(from).get(to).i32(bytes).add().set(to);
  });
  return f;
}
