// `torch.linalg`

export { vectorNorm } from "./ops/norm.js";
