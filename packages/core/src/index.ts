import "./methods/index.js";

// autograd
export { type AnomalyOptions, detectAnomaly, isAnomalyEnabled, setDetectAnomaly } from "./autograd/anomaly.js";
export { type BackwardOptions, type GradOptions, grad, type HookHandle } from "./autograd/backward.js";
export { type CustomFunction, Function, type FunctionContext } from "./autograd/function.js";
export {
  enableGrad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
} from "./autograd/grad-mode.js";
export { type Differentiable, type GradcheckOptions, gradcheck, gradgradcheck } from "./autograd/gradcheck.js";
export type { Hook, Node } from "./autograd/node.js";
export * as autograd from "./autograd.js";
export { asBuffer, type BufferOptions, persistenceOf } from "./buffer.js";
// for packages that add operations
export { type BackendInfo, backendInfo } from "./cpu/backend-info.js";
export { cpu } from "./cpu/index.js";
export { deepcopy } from "./deepcopy.js";
// types and numbers
export { Device, device } from "./device.js";
export {
  bfloat16,
  bool,
  canCast,
  type DType,
  type DTypeName,
  float16,
  float32,
  float64,
  getDefaultDtype,
  int8,
  int16,
  int32,
  int64,
  promoteTypes,
  setDefaultDtype,
  uint8,
} from "./dtype.js";
export { LinAlgError } from "./errors/linear-algebra.js";
export { nameInC, UnsupportedKernelError } from "./errors/type.js";
export { expr } from "./expression.js";
export { vmap } from "./func/vmap.js";
export * as func from "./func.js";
export { Activation } from "./kernels/activation.js";
export type { Patches } from "./kernels/convolution.js";
export { Binary, Compare, Parametric, Ternary, Test, Unary } from "./kernels/elementwise.js";
export { Reduction } from "./kernels/reduction.js";
export type { Taps } from "./kernels/resampling.js";
export type { Kernels } from "./kernels.js";
// tensors
export type { Shape } from "./layout.js";
export { broadcast, Layout } from "./layout.js";
export { type FloatLimits, finfo, type IntegerLimits, iinfo } from "./limits.js";
// linear algebra
export * as linalg from "./linalg.js";
export { bytesOf, type MemoryStats, memoryStats, storageOf, tenure } from "./memory/allocator.js";
export { hardshrink, logit, relu, shrinkGrad, sigmoid } from "./ops/activation.js";
// arithmetic and element-wise functions
export { type AdamStep, adamStep_ } from "./ops/adam-step.js";
export type { BetaAlpha } from "./ops/added-product.js";
export { addmm, addmv, addr } from "./ops/addmm.js";
export { applyBinary, applyUnary, empty as allocate, record, recordMulti } from "./ops/apply.js";
export {
  type AlphaOptions,
  add,
  type DivOptions,
  div,
  div as divide,
  div as trueDivide,
  mul,
  mul as multiply,
  neg,
  neg as negative,
  positive,
  rsub,
  sub,
  sub as subtract,
} from "./ops/arithmetic.js";
// indexing
export type { Index, IndexList } from "./ops/at.js";
// shapes and views
export { atleast1d, atleast2d, atleast3d } from "./ops/atleast.js";
export { addbmm, baddbmm } from "./ops/baddbmm.js";
export { i0 } from "./ops/bessel.js";
export {
  bitwiseAnd,
  bitwiseLeftShift,
  bitwiseNot,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
} from "./ops/bitwise.js";
export { maskByBlocks } from "./ops/blocks.js";
export { broadcastShapes } from "./ops/broadcasting.js";
export type { ValuesAndIndices } from "./ops/choice.js";
export { clamp, clamp as clip, clampMax, clampMin } from "./ops/clamp.js";
export {
  allclose,
  type CloseOptions,
  eq,
  equal,
  ge,
  ge as greaterEqual,
  gt,
  gt as greater,
  isclose,
  isfinite,
  isinf,
  isnan,
  isneginf,
  isposinf,
  le,
  le as lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  lt,
  lt as less,
  ne,
  ne as notEqual,
} from "./ops/comparison.js";
export { angle, conj, isreal, real } from "./ops/complex.js";
export { inner, kron, tensordot } from "./ops/contraction.js";
export { clone, type ToOptions } from "./ops/conversion.js";
export { all, any, bincount, countNonzero, type HistogramOptions, histc, histogram } from "./ops/counting.js";
export { type CovOptions, corrcoef, cov } from "./ops/covariance.js";
// creation
export {
  asTensor,
  empty,
  emptyStrided,
  fromTypedArray,
  full,
  ones,
  scalarTensor,
  type TensorOptions,
  tensor,
  zeros,
} from "./ops/creation.js";
export { cross } from "./ops/cross.js";
export type { TensorData, TypedArray } from "./ops/data.js";
export { type CholeskyOptions, cholesky } from "./ops/decomposition/cholesky.js";
export { choleskyInverse, choleskySolve } from "./ops/decomposition/cholesky-solve.js";
export { type GeqrfResult, geqrf, householderProduct as orgqr } from "./ops/decomposition/householder.js";
export { type LuUnpackOptions, luUnpack } from "./ops/decomposition/lu.js";
export { type OldQrOptions, oldQr as qr } from "./ops/decomposition/qr.js";
export { type OldSvdOptions, type OldSvdResult, oldSvd as svd } from "./ops/decomposition/svd.js";
export { det, logdet, slogdet } from "./ops/determinant.js";
export { blockDiag, diag, diagEmbed, diagflat, type FillDiagonalOptions } from "./ops/diagonals.js";
export {
  cumulativeTrapezoid,
  type DiffOptions,
  diff,
  type GradientOptions,
  gradient,
  type TrapezoidOptions,
  trapezoid,
  trapz,
} from "./ops/difference.js";
export {
  adjoint,
  moveaxis,
  movedim,
  permute,
  squeeze,
  swapaxes,
  swapdims,
  t,
  transpose,
  unsqueeze,
} from "./ops/dimensions.js";
export { type CdistOptions, cdist, dist, norm, pdist, renorm } from "./ops/distance.js";
export { floorDivide, fmod, gcd, lcm, remainder } from "./ops/division.js";
export type { GeneratorOption, RandomOptions } from "./ops/drawing.js";
export { einsum } from "./ops/einsum.js";
export { erf, erfc, erfinv } from "./ops/error-function.js";
export { exp, exp2, expm1, log, log1p, log2, log10, logaddexp, logaddexp2, xlogy } from "./ops/exponential.js";
export {
  type AminmaxOptions,
  amax,
  amin,
  aminmax,
  argmax,
  argmin,
  type KeepdimOptions,
  max,
  min,
} from "./ops/extrema.js";
export { isFloatingPoint, isTensor, numel } from "./ops/facts.js";
export { fill } from "./ops/fill.js";
export { digamma, gammainc as igamma, gammaincc as igammac, lgamma, mvlgamma, polygamma } from "./ops/gamma.js";
export { type GatherOptions, gather, indexSelect, take, takeAlongDim } from "./ops/gather.js";
export {
  type CombinationsOptions,
  cartesianProd,
  combinations,
  type MeshgridOptions,
  meshgrid,
  unravelIndex,
  type VanderOptions,
  vander,
} from "./ops/grids.js";
export {
  acosh,
  acosh as arccosh,
  asinh,
  asinh as arcsinh,
  atanh,
  atanh as arctanh,
  cosh,
  sinh,
  tanh,
} from "./ops/hyperbolic.js";
export { applyBinaryInPlace, applyUnaryInPlace, checkInPlace, recordInPlace } from "./ops/in-place.js";
export { type IndexAddOptions, indexAdd, indexCopy, indexFill } from "./ops/index-writing.js";
export { indexPut, type TensorIndices } from "./ops/indexing.js";
export {
  cat,
  columnStack,
  concat,
  concatenate,
  dstack,
  hstack,
  rowStack,
  stack,
  vstack,
} from "./ops/joining.js";
export { labelled } from "./ops/label.js";
export { emptyLike, fullLike, onesLike, zerosLike } from "./ops/likeness.js";
export { linear } from "./ops/linear.js";
export { maskedFill, maskedScatter, maskedSelect } from "./ops/masked.js";
export { matmul } from "./ops/matmul.js";
export { chainMatmul, matrixExp, matrixPower } from "./ops/matrix-function.js";
export { fmax, fmin, maximum, minimum } from "./ops/maximum.js";
export { median, mode, nanmedian } from "./ops/median.js";
export { argwhere, type NonzeroOptions, nonzero } from "./ops/nonzero.js";
export { vectorNorm } from "./ops/norm.js";
export {
  type EpsOption,
  groupNorm,
  layerNorm,
  nativeLayerNorm,
  type RMSNormOptions,
  rmsNorm,
  scaledAndShifted,
  standardized,
} from "./ops/normalization.js";
export type { Dims } from "./ops/over.js";
export { constantPadNd } from "./ops/padding.js";
export { diagonal, narrow, narrowCopy, select } from "./ops/part.js";
export { floatPower, hypot, ldexp, pow, reciprocal, rsqrt, sqrt, square } from "./ops/power.js";
export { prod } from "./ops/prod.js";
export { bmm, dot, mm, mv, outer, outer as ger, vdot } from "./ops/products.js";
export { resultType } from "./ops/promotion.js";
export { pinverse } from "./ops/pseudoinverse.js";
export { type PutOptions, put } from "./ops/put.js";
export { nanquantile, type QuantileOptions, quantile } from "./ops/quantile.js";
export {
  type BernoulliOptions,
  bernoulli,
  dropoutFactors,
  getRngState,
  type MultinomialOptions,
  multinomial,
  normal,
  rand,
  randint,
  randintLike,
  randLike,
  randn,
  randnLike,
  randperm,
  setRngState,
} from "./ops/random.js";
export { arange, eye, linspace, logspace } from "./ops/ranges.js";
export { isNonzero, type NestedList } from "./ops/reading.js";
export { flip, fliplr, flipud, roll, rot90 } from "./ops/rearrange.js";
export {
  type BinaryOp,
  binaryOp,
  multiOp,
  type NaryOp,
  naryOp,
  Result,
  type UnaryOp,
  unaryOp,
} from "./ops/record.js";
export { mean, nanmean, nansum, type ReductionOptions, sum } from "./ops/reduction.js";
export { type RepeatInterleaveOptions, repeatInterleave, tile } from "./ops/repetition.js";
export { asStridedScatter, diagonalScatter, selectScatter, sliceScatter } from "./ops/replacing.js";
export { type RootStep, rootStep_ } from "./ops/root-step.js";
export { ceil, floor, frac, type RoundOptions, round, trunc, trunc as fix } from "./ops/rounding.js";
export { takeRows } from "./ops/rows.js";
export { cummax, cummin, cumprod, cumsum, logcumsumexp, type ScanOptions } from "./ops/scan.js";
export { type ScatterOptions, scatter, scatterAdd } from "./ops/scatter.js";
export {
  type IndexReduction,
  indexReduce,
  type ScatterReduceOptions,
  type ScatterReduction,
  scatterReduce,
} from "./ops/scatter-reduce.js";
export {
  type BucketizeOptions,
  bucketize,
  type IsinOptions,
  isin,
  type SearchsortedOptions,
  searchsorted,
} from "./ops/search.js";
export { nanToNum, where } from "./ops/selection.js";
export {
  abs,
  abs as absolute,
  copysign,
  type Frexp,
  frexp,
  heaviside,
  nextafter,
  sgn,
  sign,
  signbit,
} from "./ops/sign.js";
export { logSoftmax, logsumexp, type SoftmaxOptions, softmax } from "./ops/softmax.js";
export { inv as inverse } from "./ops/solve.js";
export { argsort, kthvalue, msort, type SortOptions, sort, type TopkOptions, topk } from "./ops/sorting.js";
export {
  chunk,
  dsplit,
  hsplit,
  split,
  splitWithSizes,
  tensorSplit,
  unbind,
  vsplit,
} from "./ops/splitting.js";
export { std, stdMean, type VarianceOptions, variance as var, varMean } from "./ops/statistics.js";
export { asStrided } from "./ops/strided.js";
export { addcdiv, addcmul, lerp, type ValueOptions } from "./ops/ternary.js";
export { trace } from "./ops/trace.js";
export { tril, trilIndices, triu, triuIndices } from "./ops/triangle.js";
export {
  acos,
  acos as arccos,
  asin,
  asin as arcsin,
  atan,
  atan as arctan,
  atan2,
  atan2 as arctan2,
  cos,
  deg2rad,
  rad2deg,
  sin,
  sinc,
  tan,
} from "./ops/trigonometric.js";
export {
  type UniqueConsecutiveOptions,
  type UniqueOptions,
  unique,
  uniqueConsecutive,
} from "./ops/unique.js";
export {
  broadcastTensors,
  broadcastTo,
  flatten,
  ravel,
  reshape,
  unflatten,
} from "./ops/view.js";
export { asParameter, isParameter, type ParameterOptions } from "./parameter.js";
// printing
export { formatNumber } from "./printing/number-format.js";
export { numpyText } from "./printing/numpy-text.js";
export { getPrintoptions, setPrintoptions } from "./printing/options.js";
export { orderedDictText, pythonRepr } from "./printing/python.js";
export { type DictOptions, dictKind, emptyDict } from "./printing/python-dict.js";
export { floatsOf, noteFloats, takeFloats, withFloats } from "./printing/python-floats.js";
export { returnTypeText, sizeText } from "./printing/torch-text.js";
export type { ProfilerEvent } from "./profiler/recorder.js";
export type { FunctionAverage, TableOptions } from "./profiler/table.js";
export { FunctionAverages, Profile, profile, recordFunction } from "./profiler.js";
export { defaultGenerator, initialSeed, manualSeed, seed } from "./random/default-generator.js";
export { Generator } from "./random/generator.js";
export { Float, float, type Scalar } from "./scalar.js";
export * as signal from "./signal.js";
export * from "./sliding.js";
export * as special from "./special.js";
export type { Storage } from "./storage.js";
export { isTracked, type Operand, Tensor } from "./tensor.js";
export { getNumInteropThreads, getNumThreads, setNumInteropThreads, setNumThreads } from "./threads/count.js";
export { isWarnAlwaysEnabled, setWarnAlways } from "./warnings.js";
