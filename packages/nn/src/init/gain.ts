/** The functions after a layer that have a recommended gain. */
export type Nonlinearity =
  | "linear"
  | "conv1d"
  | "conv2d"
  | "conv3d"
  | "conv_transpose1d"
  | "conv_transpose2d"
  | "conv_transpose3d"
  | "sigmoid"
  | "tanh"
  | "relu"
  | "leaky_relu"
  | "selu";

/**
 * By how much the standard deviation of weights grows so that what leaves the function after them keeps its variance.
 *
 * @param param of `leaky_relu`: the negative slope, default 0.01
 * @throws {Error} if there is no recommendation
 * @example
 * calculateGain("tanh") // => 1.6666666666666667
 */
export function calculateGain(nonlinearity: Nonlinearity, param: number | null = null): number {
  switch (nonlinearity) {
    case "tanh":
      return 5 / 3;
    case "relu":
      return Math.sqrt(2);
    case "leaky_relu":
      if (param !== null && typeof param !== "number") throw new Error(`negative_slope ${param} not a valid number`);
      return Math.sqrt(2 / (1 + (param ?? 0.01) ** 2));
    case "selu":
      return 3 / 4; // found by trial, says PyTorch
    case "sigmoid":
    case "linear":
    case "conv1d":
    case "conv2d":
    case "conv3d":
    case "conv_transpose1d":
    case "conv_transpose2d":
    case "conv_transpose3d":
      return 1;
    default:
      throw new Error(`Unsupported nonlinearity ${nonlinearity satisfies never}`);
  }
}
