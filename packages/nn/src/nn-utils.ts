// What `torch.nn.utils` has.

export { fuseConvBnEval, fuseConvBnWeights, fuseLinearBnEval, fuseLinearBnWeights } from "./fusion.js";
export * from "./gradients.js";
export * as rnn from "./packing.js";
export * as parametrizations from "./parametrizations.js";
export * as parametrize from "./parametrize.js";
