import { Float, pythonRepr, Tensor } from "@flambeau/core";

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
