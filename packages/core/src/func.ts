export type { TensorFunction, Tensors } from "./func/tensors.js";
export {
  type Argnums,
  type AuxOptions,
  grad,
  gradAndValue,
  hessian,
  jacfwd,
  jacrev,
  jvp,
  type TransformOptions,
  vjp,
} from "./func/transforms.js";
export { type Randomness, type VmapOptions, vmap } from "./func/vmap.js";
