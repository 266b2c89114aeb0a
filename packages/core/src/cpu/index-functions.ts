import { Func, I32, integers } from "./asm.js";
import { compile } from "./compiled.js";

// Rows of elements, moved between the places that a list tells and a run.

/** Takes the addresses of the list and of the run. The list tells places of elements of `1 << shift` bytes; a row has so many bytes. */
type Move = (places: number, count: number, shift: number, bytes: number, run: number) => void;

type Write = (f: Func, to: number, from: number) => void;

function moving(name: string, isGather: boolean, write: Write): Func {
  const f = new Func(name, integers(5));
  const [places, count, shift, bytes, run, place] = [0, 1, 2, 3, 4, f.local(I32)];
  f.repeat(count, () => {
    f.get(places).op(0x28, 2, 0).get(shift).op(0x74).set(place);
    if (isGather) write(f, run, place);
    else write(f, place, run);
    f.get(places).i32(4).add().set(places).get(run).get(bytes).add().set(run);
  });
  return f;
}

/** Writes rows of one element, of 1, 2, 4 or 8 bytes. */
const elements: readonly Write[] = [
  [0x2d, 0x3a],
  [0x2f, 0x3b],
  [0x28, 0x36],
  [0x29, 0x37],
].map(
  ([load, store], shift) =>
    (f, to, from) =>
      f.get(to).get(from).op(load!, shift, 0, store!, shift, 0),
);
const row: Write = (f, to, from) => f.get(to).get(from).get(3).op(0xfc, 0x0a, 0, 0);

let functions: Readonly<Record<string, Move>> | null = null;

/** The function that gathers or scatters rows; those of one element have functions apart. */
export function moveOf(isGather: boolean, shift: number, length: number): Move {
  const ways = [true, false] as const;
  functions ??= {
    ...compile<Record<string, Move>>(
      ways.flatMap((way) => [...elements, row].map((write, kind) => moving(`${way}${kind}`, way, write))),
    ),
  };
  return functions[`${isGather}${length === 1 ? shift : elements.length}`]!;
}
