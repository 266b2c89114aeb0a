import { Func, I32, integers, V128 } from "./asm.js";
import { compile } from "./compiled.js";

// What pooling does with each window of a plane of float32 elements.

const [loadInteger, shiftLeft] = [[0x28, 2], 0x74] as const;
/** Of four lanes. */
const [greater, notEqual, vectorOr, bitSelect, shiftRight] = [0x44, 0x42, 0x50, 0x52, 0xad] as const;
const [loadZero, loadLane, extendLow, extendHigh] = [0x5c, 0x56, 0xc9, 0xca] as const;

/**
 * largest(plane, places, rowBytes, members, best, where, fours, planes, planeBytes): of windows, four at a time, the first of the largest
 * elements, or the last NaN, in each of some planes. `places` tells where the first elements of the windows lie, in bytes; `rowBytes`
 * further those of the second ones follow; and as far apart are the results of planes, in `best`.
 */
function largest(): Func {
  const f = new Func("largest", integers(9));
  const [plane, places, rowBytes, members, best, where, fours, planes, planeBytes] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ] as const;
  const [at, left, four, window, toBest, toWhere] = integers(6).map((type) => f.local(type)) as Six;
  const [top, place] = [f.local(V128), f.local(V128)];
  const [value, candidate, isBetter] = [f.local(V128), f.local(V128), f.local(V128)];
  const element = (lane: number): Func =>
    f
      .get(at)
      .op(...loadInteger, lane * 4)
      .get(plane)
      .add();
  f.repeat(planes, () => {
    f.get(places).set(window).get(best).set(toBest).get(where).set(toWhere).get(fours).set(four);
    f.repeat(four, () => {
      f.f32(Number.NEGATIVE_INFINITY).splat().set(top).get(window).tee(at).vload().set(place);
      f.get(members).set(left);
      f.repeat(left, () => {
        element(0).simd(loadZero).op(2, 0).set(value);
        for (const lane of [1, 2, 3]) element(lane).get(value).simd(loadLane).op(2, 0, lane).set(value);
        f.get(at).vload().set(candidate);
        f.get(value).get(top).simd(greater).get(value).get(value).simd(notEqual).simd(vectorOr).set(isBetter);
        f.get(value).get(top).get(isBetter).simd(bitSelect).set(top);
        f.get(candidate).get(place).get(isBetter).simd(bitSelect).set(place);
        f.get(at).get(rowBytes).add().set(at);
      });
      f.get(toBest).get(top).vstore();
      f.get(place).i32(2).simd(shiftRight).set(place);
      f.get(toWhere).get(place).simd(extendLow).vstore();
      f.get(toWhere).get(place).simd(extendHigh).vstore(16);
      for (const pointer of [window, toBest]) f.get(pointer).i32(16).add().set(pointer);
      f.get(toWhere).i32(32).add().set(toWhere);
    });
    f.get(plane).get(planeBytes).add().set(plane).get(best).get(rowBytes).add().set(best);
    f.get(where).get(rowBytes).get(rowBytes).add().add().set(where);
  });
  return f;
}
type Six = [number, number, number, number, number, number];

/** scatter(values, where, count, plane, size, planes): adds each of `count` values to the element of their plane that it came from. */
function scatter(): Func {
  const f = new Func("scatter", integers(6));
  const [values, where, count, plane, size, planes] = [0, 1, 2, 3, 4, 5] as const;
  const [place, to, left] = [f.local(I32), f.local(I32), f.local(I32)];
  f.repeat(planes, () => {
    f.get(count).set(left);
    f.repeat(left, () => {
      // that of a window without elements may lie outside
      f.get(where)
        .op(...loadInteger, 0)
        .tee(place)
        .get(size)
        .lessThan();
      f.when(() => {
        f.get(place).i32(2).op(shiftLeft).get(plane).add().tee(to).get(to).load().get(values).load().fadd().store();
      });
      f.get(values).i32(4).add().set(values).get(where).i32(8).add().set(where);
    });
    f.get(size).i32(2).op(shiftLeft).get(plane).add().set(plane);
  });
  return f;
}

/** All but counts and sizes are addresses; places in a plane are int64 where they are results. */
interface WindowFunctions {
  largest(
    plane: number,
    places: number,
    rowBytes: number,
    members: number,
    best: number,
    where: number,
    fours: number,
    planes: number,
    planeBytes: number,
  ): void;
  scatter(values: number, where: number, count: number, plane: number, size: number, planes: number): void;
}
let functions: WindowFunctions | null = null;

/** The functions, compiled when they are first wanted. */
export function windowFunctions(): WindowFunctions {
  return (functions ??= { ...compile<WindowFunctions>([largest(), scatter()]) });
}
