import { memory } from "../memory/heap.js";
import { WebAssembly } from "../memory/webassembly.js";
import { assemble, F32, Func, I32, integers } from "./asm.js";

// What pooling does with each window of a plane of float32 elements.

const [greater, notEqual, select, shiftLeft, extend, storeLong] = [0x5e, 0x5c, 0x1b, 0x74, 0xac, [0x37, 3, 0]] as const;
const loadInteger = [0x28, 2, 0] as const;

/** largest(plane, places, ends, firsts, count, best, where): of each window the first of its largest elements, or the last NaN. */
function largest(): Func {
  const f = new Func("largest", integers(7));
  const [plane, places, ends, firsts, count, best, where] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [at, end, place, candidate] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const [top, value, isBetter] = [f.local(F32), f.local(F32), f.local(I32)];
  f.get(places).set(at);
  f.repeat(count, () => {
    f.f32(Number.NEGATIVE_INFINITY).set(top);
    f.get(firsts)
      .op(...loadInteger)
      .set(place);
    f.get(ends)
      .op(...loadInteger)
      .i32(2)
      .op(shiftLeft)
      .get(places)
      .add()
      .set(end);
    f.walk(at, end, 4, () => {
      f.get(at)
        .op(...loadInteger)
        .tee(candidate)
        .i32(2)
        .op(shiftLeft)
        .get(plane)
        .add()
        .load()
        .set(value);
      f.get(value).get(top).op(greater).get(value).get(value).op(notEqual).or().set(isBetter);
      f.get(value).get(top).get(isBetter).op(select).set(top);
      f.get(candidate).get(place).get(isBetter).op(select).set(place);
    });
    f.get(best).get(top).store();
    f.get(where)
      .get(place)
      .op(extend, ...storeLong);
    for (const pointer of [firsts, ends, best]) f.get(pointer).i32(4).add().set(pointer);
    f.get(where).i32(8).add().set(where);
  });
  return f;
}

/** scatter(values, where, count, plane, size): adds each value to the element of the plane that it came from. */
function scatter(): Func {
  const f = new Func("scatter", integers(5));
  const [values, where, count, plane, size] = [0, 1, 2, 3, 4] as const;
  const [place, to] = [f.local(I32), f.local(I32)];
  f.repeat(count, () => {
    // that of a window without elements may lie outside
    f.get(where)
      .op(...loadInteger)
      .tee(place)
      .get(size)
      .lessThan();
    f.when(() => {
      f.get(place).i32(2).op(shiftLeft).get(plane).add().tee(to).get(to).load().get(values).load().fadd().store();
    });
    f.get(values).i32(4).add().set(values).get(where).i32(8).add().set(where);
  });
  return f;
}

/** All but counts and sizes are addresses; places in a plane are int32 where they are read, and int64 where they are results. */
interface WindowFunctions {
  largest(
    plane: number,
    places: number,
    ends: number,
    firsts: number,
    count: number,
    best: number,
    where: number,
  ): void;
  scatter(values: number, where: number, count: number, plane: number, size: number): void;
}
let functions: WindowFunctions | null = null;

/** The functions, compiled when they are first wanted. */
export function windowFunctions(): WindowFunctions {
  if (functions === null) {
    const module = new WebAssembly.Module(assemble([largest(), scatter()]));
    const { exports } = new WebAssembly.Instance(module, { e: { m: memory } });
    functions = { ...(exports as unknown as WindowFunctions) };
  }
  return functions;
}
