import { Float, pythonRepr, sizeText, Tensor } from "@flambeau/core";

/** `Invalid learning rate: -1` */
export function invalidOption(what: string, ...values: readonly unknown[]): RangeError {
  return new RangeError(`Invalid ${what}: ${values.map(pythonRepr).join(", ")}`);
}

export function unknownOption(optimizer: string, name: string, known: readonly string[]): TypeError {
  return new TypeError(`${optimizer}: there is no option \`${name}\`; the options are ${known.join(", ")}`);
}

export function exclusiveOptions(a: string, b: string): Error {
  return new Error(
    b === "differentiable"
      ? `\`${a}\` does not support \`${b}\``
      : `\`${a}\` and \`${b}\` cannot be \`True\` together.`,
  );
}

export function paramsNotIterable(seen: unknown): TypeError {
  return new TypeError(
    `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${typeText(seen)}`,
  );
}

export function noParameters(): Error {
  return new Error("optimizer got an empty parameter list");
}

export function notGroup(seen: unknown): TypeError {
  return new TypeError(`param_group must be a dict, but got ${typeText(seen)}`);
}

export function groupWithoutParams(): Error {
  return new Error("param_group must have 'params', the tensors to optimize");
}

export function notOptimizerState(seen: unknown): TypeError {
  return new TypeError(`state_dict must have a list 'param_groups' and 'state', but got ${typeText(seen)}`);
}

export function unorderedParameters(): TypeError {
  return new TypeError(
    "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will change between runs. Please use a list instead.",
  );
}

export function notTensor(seen: unknown): TypeError {
  return new TypeError(`optimizer can only optimize Tensors, but one of the params is ${typeText(seen)}`);
}

export function nonLeafParameter(): Error {
  return new Error("can't optimize a non-leaf Tensor");
}

export function missingNames(): Error {
  return new Error("all optimizer params should be with/without names. Some param names are missing");
}

export function mixedNames(named: boolean): Error {
  return new Error(
    `all optimizer param groups should be with/without names. cannot add param group ${named ? "with" : "without"} names to the optimizer`,
  );
}

export function sharedParameters(): Error {
  return new Error("some parameters appear in more than one parameter group");
}

export function otherGroupCount(): Error {
  return new Error("loaded state dict has a different number of parameter groups");
}

export function otherGroupSize(): Error {
  return new Error("loaded state dict contains a parameter group that doesn't match the size of optimizer's group");
}

export function noUpdateRule(optimizer: string): Error {
  return new Error(`${optimizer}: define \`updateParameter\`, which changes one parameter, or override \`step\``);
}

/** The name of a value's type as PyTorch writes it. */
function typeText(value: unknown): string {
  if (value instanceof Tensor) return `torch.${value.dtype.title}Tensor`;
  if (value instanceof Float) return "float";
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "function":
      return "function";
    default:
      return (value as object).constructor?.name ?? "object";
  }
}

export function notOptimizer(seen: unknown): TypeError {
  return new TypeError(`${typeText(seen)} is not an Optimizer`);
}

export function otherLambdaCount(groups: number, seen: number): Error {
  return new Error(`Expected ${groups} lr_lambdas, but got ${seen}`);
}

export function wrongLambda(seen: unknown): TypeError {
  return new TypeError(`lr_lambda should be a function, but got ${typeText(seen)}`);
}

/** `Expected positive integer T_0, but got 0` */
export function invalidCycle(expected: string, seen: number): RangeError {
  return new RangeError(`Expected ${expected}, but got ${pythonRepr(seen)}`);
}

export function otherValueCount(name: string, seen: number, groups: number): Error {
  return new Error(
    `${name} must have the same length as optimizer.param_groups. ${name} has ${seen} values, param_groups has ${groups}.`,
  );
}

export function noMomentum(): Error {
  return new Error("optimizer must support momentum or beta1 with `cycle_momentum` option enabled");
}

export function unknownStrategy(seen: string): Error {
  return new Error(`anneal_strategy must be one of 'cos' or 'linear', instead got ${seen}`);
}

/** `mode best is unknown!` */
export function unknownMode(what: string, seen: string): Error {
  return new Error(`${what} ${seen} is unknown!`);
}

export function otherMinCount(groups: number, seen: number): Error {
  return new Error(`expected ${groups} min_lrs, got ${seen}`);
}

export function otherMinCountNow(groups: number, before: number): Error {
  return new Error(
    `The number of param groups in the \`optimizer\` (${groups}) differs from when \`ReduceLROnPlateau\` was initialized (${before}), usually due to a new param group being added to the optimizer. Please modify the \`minLrs\` field to match the length of the \`optimizer\` param groups.`,
  );
}

export function noScheduler(scheduler: string, purpose: string): Error {
  return new Error(`${scheduler} expects at least one scheduler${purpose}, but got no scheduler.`);
}

export function notScheduler(scheduler: string, index: number): TypeError {
  return new TypeError(`${scheduler} at index ${index} should have \`optimizer\` as its attribute.`);
}

export function unschedulablePlateau(scheduler: string, index: number): Error {
  return new Error(
    `${scheduler} does not support \`ReduceLROnPlateau\` scheduler as it requires additional kwargs to be specified when calling \`step\`, but got one at index ${index} in the given schedulers sequence.`,
  );
}

export function otherOptimizer(
  scheduler: string,
  optimizer: object,
  part: { readonly optimizer: object },
  index: number,
): Error {
  return new Error(
    `${scheduler} expects all schedulers to belong to the same optimizer, but got scheduler ${part.constructor.name} at index ${index} has ${part.optimizer}, which is different from ${optimizer.constructor.name}.`,
  );
}

export function otherMilestoneCount(schedulers: number, milestones: number): Error {
  return new Error(
    `Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers ${schedulers} and the number of milestones to be equal to ${milestones}`,
  );
}

export function invalidAnnealing(seen: number): RangeError {
  return new RangeError(`anneal_epochs must be equal or greater than 0, got ${pythonRepr(seen)}`);
}

export function noMetric(): TypeError {
  return new TypeError("ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'");
}

/** `Learning rate should be >= 0 but is: -1` */
export function outOfRange(what: string, rule: string, seen: unknown): RangeError {
  return new RangeError(`${what} should be ${rule} but is: ${pythonRepr(seen)}`);
}

export function unknownAdjustment(seen: unknown): Error {
  return new Error(`Adjust learning rate function ${seen} is not supported`);
}

export function notMatrix(shape: readonly number[]): Error {
  return new Error(`Muon only supports 2D parameters whereas we found a parameter with size: ${sizeText(shape)}`);
}

export function tooManyIterations(): RangeError {
  return new RangeError("Number of steps must be less than 100 for computational efficiency");
}

export function wrongCoefficients(): Error {
  return new Error("Coefficients must be a tuple of exactly 3 values");
}

export function severalGroups(): Error {
  return new Error("LBFGS doesn't support per-parameter options (parameter groups)");
}

export function unknownLineSearch(): Error {
  return new Error("only 'strong_wolfe' is supported");
}

export function noClosure(): TypeError {
  return new TypeError("LBFGS.step() missing 1 required positional argument: 'closure'");
}

export function foreachWithTensor(): Error {
  return new Error("lr as a Tensor is not supported for capturable=False and foreach=True");
}
