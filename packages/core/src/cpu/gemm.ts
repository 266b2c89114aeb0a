import { Func, I32, integers, V128 } from "./asm.js";
import { type Format, moveElement } from "./format.js";

// The inner loops of matrix products. A tile of results stays in registers while k runs. Products are rounded and then added, k in
// order: the bits of the plain kernels, whatever the engine offers. V8 makes fast code of this form only: the loop over k is not
// unrolled and stands in an `if`, and 5 by 2 vectors are as many as its registers hold.

export const tileRows = 5;
const tileVectors = 2;
/** A row of a tile. */
export const tileBytes: number = 16 * tileVectors;

/**
 * tile(a, aRow, aColumn, b, bRow, c, cRow, k, adds, bias): `rows` rows of results, so many vectors wide. They begin with what `c` has
 * if `adds` is not 0, and end with the row at `bias` added if that is not.
 */
export function tile(rows: number, { splatLoad, multiply, add }: Format, vectors: number): Func {
  const f = new Func(`tile${rows}x${vectors}`, integers(10));
  const [a, aRow, aColumn, b, bRow, c, cRow, k, adds, bias] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const pointers = [a, ...Array.from({ length: rows - 1 }, () => f.local(I32))];
  const to = f.local(I32);
  const row = (): number[] => Array.from({ length: vectors }, () => f.local(V128));
  const totals = pointers.map(row);
  const left = f.local(V128);
  const right = row();
  const eachTotal = (visit: (total: number, offset: number) => void): void => {
    f.get(c).set(to);
    for (const [row, vectors] of totals.entries()) {
      if (row > 0) f.get(to).get(cRow).add().set(to);
      for (const [v, total] of vectors.entries()) visit(total, v * 16);
    }
  };
  for (const [row, pointer] of pointers.entries())
    if (row > 0)
      f.get(pointers[row - 1]!)
        .get(aRow)
        .add()
        .set(pointer);
  f.get(adds).when(() => eachTotal((total, offset) => f.get(to).vload(offset).set(total)));
  f.repeat(k, () => {
    for (const [v, vector] of right.entries())
      f.get(b)
        .vload(v * 16)
        .set(vector);
    for (const [row, pointer] of pointers.entries()) {
      f.get(pointer).simd(splatLoad).op(0, 0).set(left);
      for (const [v, total] of totals[row]!.entries())
        f.get(total).get(left).get(right[v]!).simd(multiply).simd(add).set(total);
    }
    for (const pointer of pointers) f.get(pointer).get(aColumn).add().set(pointer);
    f.get(b).get(bRow).add().set(b);
  });
  f.get(bias).when(() => {
    for (const [v, vector] of right.entries()) {
      f.get(bias)
        .vload(v * 16)
        .set(vector);
      for (const row of totals) f.get(row[v]!).get(vector).simd(add).set(row[v]!);
    }
  });
  eachTotal((total, offset) => f.get(to).get(total).vstore(offset));
  return f;
}

/**
 * sweep(a, aRow, aColumn, b, bRow, bPanel, c, cRow, m, k, end, adds, bias): tiles down the rows and across the panels of `b`, until
 * the columns of the first row of `c` reach `end`. `firstTile` is the number of the tile of one row.
 */
export function sweep(firstTile: number, vectors: number): Func {
  const f = new Func(`sweep${vectors}`, integers(13));
  const [a, aRow, aColumn, b, bRow, bPanel, c, cRow, m, k] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const [end, adds, bias] = [10, 11, 12] as const;
  const [panel, to, whole, biases] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const across = (rows: number): void => {
    f.get(b).set(panel).get(c).set(to).get(bias).set(biases);
    f.walk(to, end, 16 * vectors, () => {
      for (const argument of [a, aRow, aColumn, panel, bRow, to, cRow, k, adds, biases]) f.get(argument);
      f.call(firstTile + rows - 1);
      f.get(panel).get(bPanel).add().set(panel);
      f.get(bias).when(() =>
        f
          .get(biases)
          .i32(16 * vectors)
          .add()
          .set(biases),
      );
    });
  };
  f.get(m).i32(tileRows).op(0x6e).set(whole);
  f.get(m).get(whole).i32(tileRows).mul().sub().set(m);
  f.repeat(whole, () => {
    across(tileRows);
    f.get(a).get(aRow).i32(tileRows).mul().add().set(a);
    for (const pointer of [c, end]) f.get(pointer).get(cRow).i32(tileRows).mul().add().set(pointer);
  });
  for (let rows = 1; rows < tileRows; rows++)
    f.get(m)
      .i32(rows)
      .equal()
      .when(() => across(rows));
  return f;
}

/** packRows(b, bRow, to, k, panels): the vectors of panels side by side whose rows are runs. */
export function packRows(): Func {
  const f = new Func("packRows", integers(5));
  const [b, bRow, to, k, panels] = [0, 1, 2, 3, 4] as const;
  const [from, count] = [f.local(I32), f.local(I32)];
  f.repeat(panels, () => {
    f.get(b).set(from).get(k).set(count);
    f.repeat(count, () => {
      for (let v = 0; v < tileVectors; v++) {
        const offset = v * 16;
        f.get(to).get(from).vload(offset).vstore(offset);
      }
      f.get(from).get(bRow).add().set(from).get(to).i32(tileBytes).add().set(to);
    });
    f.get(b).i32(tileBytes).add().set(b);
  });
  return f;
}

/** packElements(b, bRow, bColumn, to, k, columns): the elements of a panel, however they lie. */
export function packElements(format: Format): Func {
  const f = new Func("packElements", integers(6));
  const [b, bRow, bColumn, to, k, columns] = [0, 1, 2, 3, 4, 5] as const;
  const [from, at, count] = [f.local(I32), f.local(I32), f.local(I32)];
  f.repeat(columns, () => {
    f.get(b).set(from).get(to).set(at).get(k).set(count);
    f.repeat(count, () => moveElement(f, format, from, bRow, at, tileBytes));
    f.get(b).get(bColumn).add().set(b).get(to).i32(format.bytes).add().set(to);
  });
  return f;
}
