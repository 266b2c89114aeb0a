import { deepcopy, onesLike, type Tensor, zerosLike } from "@flambeau/core";
import type { BatchNorm1d, BatchNorm2d, BatchNorm3d } from "./channel-norm.js";
import type { Convolution } from "./convolution.js";
import type { Linear } from "./linear.js";
import { Parameter } from "./parameter.js";

// A batch normalisation that no longer learns only scales and shifts, which the layer before it can do.

type BatchNorm = BatchNorm1d | BatchNorm2d | BatchNorm3d;

/**
 * The weight and bias of a convolution that does what one with a batch normalisation behind it does.
 *
 * @param transpose whether the output channels are the second dimension of the weight; default false
 * @example
 * const [mean, variance] = [tensor([1.5]), tensor([4.0])];
 * const [weight, bias] = utils.fuseConvBnWeights(tensor([[[3.5]]]), null, mean, variance, 0, tensor([2.0]), null);
 * weight.tolist() // => [[[3.5]]]
 * bias.tolist() // => [-1.5]
 */
export function fuseConvBnWeights(
  convWeight: Tensor,
  convBias: Tensor | null,
  runningMean: Tensor,
  runningVar: Tensor,
  eps: number,
  bnWeight: Tensor | null,
  bnBias: Tensor | null,
  transpose = false,
): [weight: Parameter, bias: Parameter] {
  const shape = convWeight.shape.map((_, d) => (d === (transpose ? 1 : 0) ? -1 : 1));
  const bias = convBias ?? zerosLike(runningMean);
  const weight = bnWeight ?? onesLike(runningMean);
  const inverse = runningVar.add(eps).rsqrt();
  const fusedWeight = convWeight.mul(weight.mul(inverse).reshape(shape)).to(convWeight.dtype);
  const fusedBias = bias
    .sub(runningMean)
    .mul(inverse)
    .mul(weight)
    .add(bnBias ?? zerosLike(runningMean));
  return [
    new Parameter(fusedWeight.detach(), { requiresGrad: convWeight.requiresGrad }),
    new Parameter(fusedBias.to((convBias ?? convWeight).dtype).detach(), { requiresGrad: bias.requiresGrad }),
  ];
}

/**
 * The weight and bias of a linear layer that does what one with a batch normalisation behind it does.
 *
 * @example
 * const [mean, variance] = [tensor([1.5]), tensor([4.0])];
 * const [weight, bias] = utils.fuseLinearBnWeights(tensor([[3.5]]), null, mean, variance, 0, tensor([2.0]), tensor([0.5]));
 * weight.tolist() // => [[3.5]]
 * bias.tolist() // => [-1]
 */
export function fuseLinearBnWeights(
  linearWeight: Tensor,
  linearBias: Tensor | null,
  runningMean: Tensor,
  runningVar: Tensor,
  eps: number,
  bnWeight: Tensor,
  bnBias: Tensor,
): [weight: Parameter, bias: Parameter] {
  const bias = linearBias ?? zerosLike(runningMean);
  const scale = bnWeight.mul(runningVar.add(eps).rsqrt());
  const fusedWeight = linearWeight.mul(scale.unsqueeze(-1).to(linearWeight.dtype));
  const fusedBias = bias
    .sub(runningMean)
    .mul(scale)
    .add(bnBias)
    .to((linearBias ?? linearWeight).dtype);
  return [
    new Parameter(fusedWeight.detach(), { requiresGrad: linearWeight.requiresGrad }),
    new Parameter(fusedBias.detach(), { requiresGrad: bias.requiresGrad }),
  ];
}

/** The running numbers of a normalisation, as it and the layer before it are to be used from now on. */
function runningOf(layer: Convolution | Linear, bn: BatchNorm): [mean: Tensor, variance: Tensor] {
  if (layer.training || bn.training) throw new Error("Fusion only for eval!");
  if (bn.runningMean === null || bn.runningVar === null)
    throw new Error("bn.running_mean and bn.running_var must not be None");
  return [bn.runningMean, bn.runningVar];
}

/** A copy of a layer with other parameters. */
function withParameters<T extends Convolution | Linear>(layer: T, weight: Parameter, bias: Parameter): T {
  const copy = deepcopy(layer);
  copy.setMember("weight", weight);
  copy.setMember("bias", bias);
  return copy;
}

/**
 * A convolution that does what one with a batch normalisation behind it does. Both must be in evaluation mode.
 *
 * @param transpose whether the convolution is transposed; default false
 * @throws {Error} in training mode, or if the normalisation keeps no running numbers
 * @example
 * const [conv, bn] = [new Conv1d(2, 3, 1).eval(), new BatchNorm1d(3).eval()];
 * const x = ones([1, 2, 4]);
 * allclose(utils.fuseConvBnEval(conv, bn).forward(x), bn.forward(conv.forward(x)), { atol: 1e-6 }) // => true
 */
export function fuseConvBnEval<T extends Convolution>(conv: T, bn: BatchNorm, transpose = false): T {
  const [mean, variance] = runningOf(conv, bn);
  const { weight, bias } = conv;
  return withParameters(
    conv,
    ...fuseConvBnWeights(weight, bias, mean, variance, bn.eps, bn.weight, bn.bias, transpose),
  );
}

/**
 * A linear layer that does what one with a batch normalisation behind it does. Both must be in evaluation mode.
 *
 * @throws {Error} in training mode, if the features do not fit, or if the normalisation keeps no running numbers
 * @example
 * const [linear, bn] = [new Linear(2, 3).eval(), new BatchNorm1d(3).eval()];
 * const x = ones([1, 2]);
 * allclose(utils.fuseLinearBnEval(linear, bn).forward(x), bn.forward(linear.forward(x)), { atol: 1e-6 }) // => true
 */
export function fuseLinearBnEval(linear: Linear, bn: BatchNorm): Linear {
  const [mean, variance] = runningOf(linear, bn);
  if (linear.outFeatures !== bn.numFeatures && bn.numFeatures !== 1)
    throw new Error(
      `To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got linear.out_features=${linear.outFeatures} and bn.num_features=${bn.numFeatures}`,
    );
  const scale = bn.weight ?? onesLike(mean);
  const shift = bn.bias ?? zerosLike(mean);
  return withParameters(
    linear,
    ...fuseLinearBnWeights(linear.weight, linear.bias, mean, variance, bn.eps, scale, shift),
  );
}
