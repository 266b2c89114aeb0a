import { expect, test } from "vitest";
import { type NumpyValues, numpyText } from "./numpy-text.js";

interface Case {
  /** The line whose `str` is `text`. */
  readonly python: string;
  readonly values: NumpyValues;
  readonly shape?: readonly number[];
  readonly text: string;
}

const cases: readonly Case[] = [
  {
    python: "np.array([1.5249301, 4.626327, -5.4320383, -1.7490873, 4.497506], np.float32)",
    values: Float32Array.of(1.5249301, 4.626327, -5.4320383, -1.7490873, 4.497506),
    text: "[ 1.5249301  4.626327  -5.4320383 -1.7490873  4.497506 ]",
  },
  { python: "np.array([0.9932], np.float32)", values: Float32Array.of(0.9932), text: "[0.9932]" },
  { python: "np.array([-15.0], np.float32)", values: Float32Array.of(-15), text: "[-15.]" },
  { python: "np.array([1.0, 2.0], np.float32)", values: Float32Array.of(1, 2), text: "[1. 2.]" },
  {
    python: "np.array([0.5, 1.25, -3.0], np.float32)",
    values: Float32Array.of(0.5, 1.25, -3),
    text: "[ 0.5   1.25 -3.  ]",
  },
  { python: "np.array([0.0, -0.0], np.float32)", values: Float32Array.of(0, -0), text: "[ 0. -0.]" },
  {
    python: "np.array([0.001, 1.5, 1001.0], np.float32)",
    values: Float32Array.of(0.001, 1.5, 1001),
    text: "[1.000e-03 1.500e+00 1.001e+03]",
  },
  { python: "np.array([0.0001, 0.5], np.float32)", values: Float32Array.of(0.0001, 0.5), text: "[1.e-04 5.e-01]" },
  { python: "np.array([1e-05, 0.5], np.float32)", values: Float32Array.of(1e-5, 0.5), text: "[1.e-05 5.e-01]" },
  { python: "np.array([999999.9], np.float32)", values: Float32Array.of(999999.9), text: "[999999.9]" },
  { python: "np.array([1000000.0], np.float32)", values: Float32Array.of(1000000), text: "[1.e+06]" },
  {
    python: "np.array([0.001953125, 3.0], np.float32)",
    values: Float32Array.of(0.001953125, 3),
    text: "[1.953125e-03 3.000000e+00]",
  },
  {
    python: "np.array([0.1, 123456.78], np.float32)",
    values: Float32Array.of(0.1, 123456.78),
    text: "[1.0000000e-01 1.2345678e+05]",
  },
  {
    python: "np.array([1.0, 2.0, 3.0, 4.0], np.float32).reshape([2, 2])",
    values: Float32Array.of(1, 2, 3, 4),
    shape: [2, 2],
    text: `[[1. 2.]
 [3. 4.]]`,
  },
  {
    python: "np.array([0.3333333333333333, 0.6666666666666666, 100.0])",
    values: Float64Array.of(0.3333333333333333, 0.6666666666666666, 100),
    text: "[  0.33333333   0.66666667 100.        ]",
  },
  { python: "np.array([100000000.0, 1.0])", values: Float64Array.of(100000000, 1), text: "[1.e+08 1.e+00]" },
  {
    python: "np.array([10000000.0, 20000000.0])",
    values: Float64Array.of(10000000, 20000000),
    text: "[10000000. 20000000.]",
  },
  { python: "np.array([1e+100, 1.0])", values: Float64Array.of(1e100, 1), text: "[1.e+100 1.e+000]" },
  {
    python: "np.array([0.1, 0.12345678912345])",
    values: Float64Array.of(0.1, 0.12345678912345),
    text: "[0.1        0.12345679]",
  },
  {
    python: "np.array([0.001953125, 0.005859375])",
    values: Float64Array.of(0.001953125, 0.005859375),
    text: "[0.00195312 0.00585938]",
  },
  {
    python: "np.array([4.3790577010150533e-47])",
    values: Float64Array.of(4.3790577010150533e-47),
    text: "[4.3790577e-47]",
  },
  { python: "np.array([1e-10, 1.0, 0.3])", values: Float64Array.of(1e-10, 1, 0.3), text: "[1.e-10 1.e+00 3.e-01]" },
  {
    python: "np.array([np.inf, 1, np.nan], np.float32)",
    values: Float32Array.of(Number.POSITIVE_INFINITY, 1, Number.NaN),
    text: "[inf  1. nan]",
  },
  {
    python: "np.array([-np.inf, 100.5])",
    values: Float64Array.of(Number.NEGATIVE_INFINITY, 100.5),
    text: "[ -inf 100.5]",
  },
  {
    python: "np.array([np.nan, np.inf])",
    values: Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY),
    text: "[nan inf]",
  },
  { python: "np.array([1, -20, 300])", values: BigInt64Array.of(1n, -20n, 300n), text: "[  1 -20 300]" },
  {
    python: "np.array([[1, 2], [30, -4]], np.int32)",
    values: Int32Array.of(1, 2, 30, -4),
    shape: [2, 2],
    text: `[[ 1  2]
 [30 -4]]`,
  },
  { python: "np.array([True, False])", values: [true, false], text: "[ True False]" },
  {
    python: "np.arange(30, dtype=np.float32) / 7",
    values: Float32Array.from({ length: 30 }, (_, i) => i / 7),
    text: `[0.         0.14285715 0.2857143  0.42857143 0.5714286  0.71428573
 0.85714287 1.         1.1428572  1.2857143  1.4285715  1.5714285
 1.7142857  1.8571428  2.         2.142857   2.2857144  2.4285715
 2.5714285  2.7142856  2.857143   3.         3.142857   3.2857144
 3.4285715  3.5714285  3.7142856  3.857143   4.         4.142857  ]`,
  },
  {
    python: "np.arange(40) * 1001",
    values: BigInt64Array.from({ length: 40 }, (_, i) => BigInt(i * 1001)),
    text: `[    0  1001  2002  3003  4004  5005  6006  7007  8008  9009 10010 11011
 12012 13013 14014 15015 16016 17017 18018 19019 20020 21021 22022 23023
 24024 25025 26026 27027 28028 29029 30030 31031 32032 33033 34034 35035
 36036 37037 38038 39039]`,
  },
  {
    python: "np.arange(1001)",
    values: Int32Array.from({ length: 1001 }, (_, i) => i),
    text: "[   0    1    2 ...  998  999 1000]",
  },
  {
    python: "np.arange(2744).reshape(14, 14, 14)",
    values: Int32Array.from({ length: 2744 }, (_, i) => i),
    shape: [14, 14, 14],
    text: `[[[   0    1    2 ...   11   12   13]
  [  14   15   16 ...   25   26   27]
  [  28   29   30 ...   39   40   41]
  ...
  [ 154  155  156 ...  165  166  167]
  [ 168  169  170 ...  179  180  181]
  [ 182  183  184 ...  193  194  195]]

 [[ 196  197  198 ...  207  208  209]
  [ 210  211  212 ...  221  222  223]
  [ 224  225  226 ...  235  236  237]
  ...
  [ 350  351  352 ...  361  362  363]
  [ 364  365  366 ...  375  376  377]
  [ 378  379  380 ...  389  390  391]]

 [[ 392  393  394 ...  403  404  405]
  [ 406  407  408 ...  417  418  419]
  [ 420  421  422 ...  431  432  433]
  ...
  [ 546  547  548 ...  557  558  559]
  [ 560  561  562 ...  571  572  573]
  [ 574  575  576 ...  585  586  587]]

 ...

 [[2156 2157 2158 ... 2167 2168 2169]
  [2170 2171 2172 ... 2181 2182 2183]
  [2184 2185 2186 ... 2195 2196 2197]
  ...
  [2310 2311 2312 ... 2321 2322 2323]
  [2324 2325 2326 ... 2335 2336 2337]
  [2338 2339 2340 ... 2349 2350 2351]]

 [[2352 2353 2354 ... 2363 2364 2365]
  [2366 2367 2368 ... 2377 2378 2379]
  [2380 2381 2382 ... 2391 2392 2393]
  ...
  [2506 2507 2508 ... 2517 2518 2519]
  [2520 2521 2522 ... 2531 2532 2533]
  [2534 2535 2536 ... 2545 2546 2547]]

 [[2548 2549 2550 ... 2559 2560 2561]
  [2562 2563 2564 ... 2573 2574 2575]
  [2576 2577 2578 ... 2587 2588 2589]
  ...
  [2702 2703 2704 ... 2713 2714 2715]
  [2716 2717 2718 ... 2727 2728 2729]
  [2730 2731 2732 ... 2741 2742 2743]]]`,
  },
  {
    python: "np.arange(8.).reshape(2, 2, 2)",
    values: Float64Array.from({ length: 8 }, (_, i) => i),
    shape: [2, 2, 2],
    text: `[[[0. 1.]
  [2. 3.]]

 [[4. 5.]
  [6. 7.]]]`,
  },
  { python: "np.zeros((0, 3))", values: new Float64Array(), shape: [0, 3], text: "[]" },
  { python: "np.float32(6.661948)", values: Float32Array.of(6.661948204040527), shape: [], text: "6.661948" },
  { python: "np.float32(0.1)", values: Float32Array.of(0.10000000149011612), shape: [], text: "0.1" },
  { python: "np.float32(1.0)", values: Float32Array.of(1), shape: [], text: "1.0" },
  { python: "np.float32(0.0001)", values: Float32Array.of(9.999999747378752e-5), shape: [], text: "1e-04" },
  { python: "np.float32(999999.94)", values: Float32Array.of(999999.9375), shape: [], text: "999999.94" },
  { python: "np.float32(1000000.0)", values: Float32Array.of(1000000), shape: [], text: "1e+06" },
  { python: "np.float32(12345679.0)", values: Float32Array.of(12345679), shape: [], text: "1.2345679e+07" },
  { python: "np.float32(-0.0)", values: Float32Array.of(-0), shape: [], text: "-0.0" },
  { python: "np.float32(1e-45)", values: Float32Array.of(1.401298464324817e-45), shape: [], text: "1e-45" },
  { python: "np.float64(0.1)", values: Float64Array.of(0.1), shape: [], text: "0.1" },
  {
    python: "np.float64(1000000000000000.0)",
    values: Float64Array.of(1000000000000000.0),
    shape: [],
    text: "1000000000000000.0",
  },
  { python: "np.float64(1e+16)", values: Float64Array.of(1e16), shape: [], text: "1e+16" },
  { python: "np.float64(1e-05)", values: Float64Array.of(1e-5), shape: [], text: "1e-05" },
  { python: "np.float64(-2.0)", values: Float64Array.of(-2), shape: [], text: "-2.0" },
  { python: "np.float32(np.nan)", values: Float32Array.of(Number.NaN), shape: [], text: "nan" },
  { python: "np.int64(-3)", values: BigInt64Array.of(-3n), shape: [], text: "-3" },
  { python: "np.bool_(True)", values: [true], shape: [], text: "True" },
];

test.each(cases)("$python", ({ values, shape, text }) => {
  expect(numpyText(values, shape)).toBe(text);
});

test("a shape that does not hold the values is refused", () => {
  expect(() => numpyText(Float32Array.of(1, 2, 3), [2, 2])).toThrow(
    new RangeError("numpyText: `shape` [2, 2] does not hold 3 values"),
  );
});
