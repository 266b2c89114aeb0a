import { asParameter, empty, isParameter, type ParameterOptions, type Tensor } from "@flambeau/core";

/** A tensor that a module trains. Assigned to a property of a module, it becomes one of its parameters. */
export interface Parameter extends Tensor {}

interface ParameterConstructor {
  /**
   * @param data the initial elements, shared with the parameter; default: none
   * @param options `requiresGrad`, default true
   */
  new (data?: Tensor, options?: ParameterOptions): Parameter;
  [Symbol.hasInstance](value: unknown): value is Parameter;
}

// A function, not a subclass: every op would have to deal with two kinds of tensors.
function construct(data: Tensor = empty([0]), options: ParameterOptions = {}): Parameter {
  return asParameter(data, options);
}
Object.defineProperty(construct, Symbol.hasInstance, { value: isParameter });
Object.defineProperty(construct, "name", { value: "Parameter" });

/**
 * Makes a parameter of a tensor.
 *
 * @example
 * new Parameter(zeros([2])).requiresGrad // => true
 */
export const Parameter: ParameterConstructor = construct as unknown as ParameterConstructor;
