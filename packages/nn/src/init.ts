export { constant_, ones_, zeros_ } from "./init/constant.js";
export { normal_, sparse_, uniform_ } from "./init/draw.js";
export { type KaimingOptions, kaimingNormal_, kaimingUniform_, xavierNormal_, xavierUniform_ } from "./init/fan.js";
export { calculateGain, type Nonlinearity } from "./init/gain.js";
export {
  constant,
  dirac,
  eye,
  kaimingNormal,
  kaimingUniform,
  normal,
  orthogonal,
  uniform,
  xavierNormal,
  xavierUniform,
} from "./init/old-names.js";
export { orthogonal_ } from "./init/orthogonal.js";
export { dirac_, eye_ } from "./init/pattern.js";
export { truncNormal_ } from "./init/truncated.js";
