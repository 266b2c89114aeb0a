// What is said when a value of a wrong kind arrives, which TypeScript refuses and JavaScript lets through.

/** The sentences of V8, SpiderMonkey and JavaScriptCore for a value that is not what the code takes it for. */
const accident =
  /^(?:Cannot|can't|Can't) (?:read|destructure|access|convert|mix|set|use)|is not (?:a function|iterable|an object|a constructor)|(?:is|is not) (?:undefined|null)\b|has no properties|^undefined is not/;

function isAccident(error: unknown): boolean {
  const isOfEngine = error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError;
  return isOfEngine && accident.test(error.message);
}

/** What a user would call the kind of `value`. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "Object" ? name : "object";
}

export function notATensor(op: string, value: unknown): TypeError {
  return new TypeError(`${op}: expected a Tensor, got ${kindOf(value)}; \`tensor(...)\` makes one of numbers`);
}

export function notAnOperand(op: string, value: unknown): TypeError {
  return new TypeError(
    `${op}: expected a Tensor or a number as operand, got ${kindOf(value)}; \`tensor(...)\` makes a Tensor of lists`,
  );
}

export function notTensors(op: string, value: unknown): TypeError {
  return new TypeError(`${op}: argument 'tensors' must be an array of Tensors, not ${kindOf(value)}`);
}

export function notAShape(value: unknown): TypeError {
  return new TypeError(`argument 'size' must be an array of whole numbers such as [2, 3], not ${kindOf(value)}`);
}

export function notAnInteger(op: string, name: string, value: unknown): TypeError {
  return new TypeError(`${op}: argument '${name}' must be int, a whole number, not ${kindOf(value)}`);
}

export function notANumber(op: string, name: string, value: unknown): TypeError {
  return new TypeError(`${op}: argument '${name}' must be float, a number, not ${kindOf(value)}`);
}

export function notDims(value: unknown): TypeError {
  return new TypeError(`argument 'dim' must be a whole number or an array of them, not ${kindOf(value)}`);
}

export function notABody(op: string, value: unknown): TypeError {
  return new TypeError(`${op}: expected a function to run, got ${kindOf(value)}`);
}

/**
 * What to throw where `op` has thrown `error`: a sentence about its arguments if the engine stumbled over their kinds, else `error`.
 * Functions among the arguments may have stumbled themselves, so nothing is said of those.
 */
export function explained(error: unknown, op: string, args: readonly unknown[]): unknown {
  if (!isAccident(error)) return error;
  const given = args.slice(0, args.findLastIndex((value) => value !== undefined) + 1);
  if (given.some((value) => typeof value === "function")) return error;
  const kinds = given.map(kindOf).join(", ");
  return new TypeError(
    `${op}: received an invalid combination of arguments - got (${kinds}); its signature says which kinds it takes`,
    { cause: error },
  );
}
