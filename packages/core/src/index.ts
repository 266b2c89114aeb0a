import "./methods/index.js";

// autograd
export { detectAnomaly, isAnomalyEnabled, setDetectAnomaly } from "./autograd/anomaly.js";
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

// types and numbers
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
// errors
export { UnsupportedKernelError } from "./errors/type.js";

// tensors
export type { Shape } from "./layout.js";
export { type MemoryStats, memoryStats } from "./memory/allocator.js";
// arithmetic
export { add, div, mul, neg, pow, rsub, sub } from "./ops/arithmetic.js";
// creation
export { empty, full, ones, type TensorOptions, tensor, zeros } from "./ops/creation.js";
export type { TensorData, TypedArray } from "./ops/data.js";
// linear algebra
export { addmm, type BetaAlpha, bmm, dot, linear, matmul, mm, mv, outer } from "./ops/products.js";
export type { NestedList } from "./ops/reading.js";
// random
export {
  bernoulli,
  dropoutFactors,
  type GeneratorOption,
  getRngState,
  multinomial,
  type MultinomialOptions,
  normal,
  rand,
  randint,
  randintLike,
  randLike,
  randn,
  randnLike,
  type RandomOptions,
  randperm,
  setRngState,
} from "./ops/random.js";
export { defaultGenerator, initialSeed, manualSeed, seed } from "./random/default-generator.js";
export { Generator } from "./random/generator.js";

// reductions
export { mean, sum, vectorNorm } from "./ops/reduction.js";
export { asParameter, isParameter, type ParameterOptions } from "./parameter.js";
// for packages that add operations
export { cpu } from "./cpu/index.js";
export type { Kernels } from "./kernels.js";
export { Binary, Compare, Test, Unary } from "./kernels/elementwise.js";
export { Reduction } from "./kernels/reduction.js";
export { broadcast, broadcastShapes, Layout } from "./layout.js";
export { applyBinary, applyUnary, empty as allocate, record, recordMulti } from "./ops/apply.js";
export { applyBinaryInPlace, applyUnaryInPlace, checkInPlace, recordInPlace } from "./ops/in-place.js";
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
export { isTracked, type Operand } from "./tensor.js";

// printing
export { formatNumber } from "./printing/number-format.js";
export { numpyText } from "./printing/numpy-text.js";
export { getPrintoptions, setPrintoptions } from "./printing/options.js";
export { orderedDictText, pythonRepr } from "./printing/python.js";
export { returnTypeText, sizeText } from "./printing/torch-text.js";
export { Float, float, type Scalar } from "./scalar.js";
export { Tensor } from "./tensor.js";
