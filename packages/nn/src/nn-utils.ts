// What `torch.nn.utils` has.

export * from "./gradients.js";
export * as rnn from "./packing.js";
