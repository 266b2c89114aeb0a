import type { DType } from "../dtype.js";
import type { Shape } from "../layout.js";
import { kindOf } from "./kind.js";
import { show } from "./shape.js";
import { nameInC } from "./type.js";

export function modifiedInPlace(type: string, shape: Shape, op: string | null, saved: number, now: number): Error {
  const maker = op === null ? "" : `, which is output 0 of ${op},`;
  return new Error(
    `one of the variables needed for gradient computation has been modified by an inplace operation: [${type} ${show(shape)}]${maker} is at version ${now}; expected version ${saved} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with autograd.setDetectAnomaly(true, { checkNan: false }).`,
  );
}

export function leafInPlace(): Error {
  return new Error("a leaf Variable that requires grad is being used in an in-place operation.");
}

export function leafViewInPlace(): Error {
  return new Error("a view of a leaf Variable that requires grad is being used in an in-place operation.");
}

const ambiguous =
  "Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside `noGrad` (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).";
const manyViews =
  "This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.";

/**
 * A view that cannot be written to while gradients are recorded, because it is one of several that an op returned or because it
 * was made where nothing is recorded. `maker` says which output of which op it is; `indirect` that something else was written to
 * that shares its elements.
 */
export function unwritableView(maker: string | null, isOneOfMany: boolean, indirect: boolean): Error {
  const noGrad =
    maker === null
      ? "A view was created in no_grad mode"
      : `${maker} is a view of a view which was created in no_grad mode`;
  const isPlain = isOneOfMany && maker !== null;
  const what = isPlain ? `${maker} is a view` : noGrad;
  const written = indirect ? "its base or another view of its base has been" : "is being";
  const mode = isPlain ? "" : " with grad mode enabled";
  return new Error(`${what} and ${written} modified inplace${mode}. ${isOneOfMany ? manyViews : ambiguous}`);
}

export function secondBackward(): Error {
  return new Error(
    "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward; here that is the option `retainGraph: true`.",
  );
}

export function gradientNeeded(): Error {
  return new Error("grad can be implicitly created only for scalar outputs; call `.sum()` first or pass `gradient`");
}

export function gradientCount(tensors: number, gradients: number): Error {
  return new Error(`got ${tensors} tensors and ${gradients} gradients`);
}

export function noInputs(): Error {
  return new Error("`inputs` argument to `backward()` cannot be empty.");
}

export function noGraph(): Error {
  return new Error("element 0 of tensors does not require grad and does not have a grad_fn");
}

export function gradientShape(gradient: Shape, output: Shape): Error {
  return new Error(
    `Mismatch in shape: grad_output[0] has a shape of ${show(gradient)} and output[0] has a shape of ${show(output)}.`,
  );
}

export function unusedInput(index: number): Error {
  return new Error(
    `The differentiated Tensor at index ${index} appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior; here that is the option \`allowUnused: true\`.`,
  );
}

/** Of an assignment; the method `requires_grad_` leaves complex numbers out. */
export function onlyFloatsRequireGrad(isAssigned: boolean): Error {
  const complex = isAssigned ? " and complex" : "";
  return new Error(`only Tensors of floating point${complex} dtype can require gradients`);
}

/** A warning. */
export const gradientOfResult =
  "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more information.";

export const graphInGradient =
  "Using backward() with create_graph=True will create a reference cycle between the parameter and its gradient which can cause a memory leak. We recommend using autograd.grad when creating the graph to avoid this. If you have to use this function, make sure to reset the .grad fields of your parameters to None after use to break the cycle and avoid the leak.";

export function noInputsToGrad(): Error {
  return new Error("`inputs` argument to `grad()` cannot be empty.");
}

export function madeToRequireGrad(): Error {
  return new Error("Only Tensors of floating point and complex dtype can require gradients");
}

/** Of an op that PyTorch has no formula for. */
export function notDifferentiable(op: string): Error {
  return new Error(`derivative for aten::${op} is not implemented`);
}

/** Of an operand that PyTorch's formula leaves out. */
export function derivativeMissing(operand: string): Error {
  return new Error(`the derivative for '${operand}' is not implemented.`);
}

export function inferenceSaved(): Error {
  return new Error(
    "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `noGrad` instead of `inferenceMode`.",
  );
}

export function inferenceInPlace(): Error {
  return new Error(
    "Inplace update to inference tensor outside InferenceMode is not allowed. You can make a clone to get a normal tensor before doing inplace update. See https://github.com/pytorch/rfcs/pull/17 for more details.",
  );
}

export function sharedWrite(): Error {
  return new Error(
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.",
  );
}

export function overlappingWrite(): Error {
  return new Error(
    "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
  );
}

export function nanGradient(name: string, output: number, trace: string | null): Error {
  const where = trace === null ? "" : `\nThe operation ran here:\n${trace}`;
  return new Error(`Function '${name}' returned nan values in its ${output}th output.${where}`);
}

export function noGradientNeeded(): Error {
  return new Error("One of the differentiated Tensors does not require grad");
}

export function changesNonLeaf(): Error {
  return new Error(
    "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use varNoGrad = var.detach().",
  );
}

export function gradientSize(given: Shape, own: Shape): Error {
  return new Error(
    `attempting to assign a gradient of size '${show(given)}' to a tensor of size '${show(own)}'. Please ensure that the gradient and the tensor are the same size`,
  );
}

export function gradientType(value: unknown): TypeError {
  return new TypeError(`assigned grad expected to be a Tensor or null but got grad of type ${typeof value}`);
}

export function ownGradient(): Error {
  return new Error("can't assign Variable as its own grad");
}

export function notTensorData(value: unknown): TypeError {
  return new TypeError(`Variable data has to be a tensor, but got ${kindOf(value)}`);
}

export function dataWithoutSlope(): Error {
  return new Error("data set to a tensor that requires gradients must be floating point or complex dtype");
}

export function notABoolean(name: string): TypeError {
  return new TypeError(`${name} must be a bool`);
}

export function notDifferentiated(value: unknown): TypeError {
  return new TypeError(`all inputs have to be Tensors or GradientEdges, but got ${kindOf(value)}`);
}

export function notAHookResult(value: unknown): TypeError {
  return new TypeError(`expected Variable, but hook returned '${kindOf(value)}'`);
}

export function hookedSize(hook: string): Error {
  return new Error(`hook '${hook}' has changed the size of value`);
}

export function hookedType(hook: string, before: DType, after: DType): Error {
  return new Error(
    `hook '${hook}' has changed the type of value (was torch.${before.title}Tensor got torch.${after.title}Tensor)`,
  );
}

export function gradientDtype(given: DType, wanted: DType): TypeError {
  return new TypeError(
    `attempting to assign a gradient with dtype '${nameInC(given)}' to a tensor with grad_dtype '${wanted.title}'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.`,
  );
}

export function gradDtypeOfLeaf(what: "set" | "accessed"): Error {
  return new Error(`grad_dtype can only be ${what} on leaf tensors.`);
}

export function gradDtypeFixed(wanted: DType, present: DType): Error {
  return new Error(
    `Cannot set grad_dtype to '${wanted.title}' because there is already a gradient with dtype '${nameInC(present)}'. Please clear the gradient (.grad = None) before changing grad_dtype, or ensure the new grad_dtype matches the existing gradient's dtype.`,
  );
}

export function copiesNonLeaf(): Error {
  return new Error(
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment. If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001",
  );
}

export function leafMoved(): Error {
  return new Error("leaf variable has been moved into the graph interior");
}

export function detachesView(): Error {
  return new Error(
    "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.",
  );
}
