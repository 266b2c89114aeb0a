import { notABody } from "../errors/kind.js";

/** Whether ops are recorded; read on every op. */
export let gradEnabled = true;
/** Whether new tensors are inference tensors, which can never take part in autograd. */
export let inferenceEnabled = false;

/** Switches recording and tells what it was. */
export function switchGrad(mode: boolean): boolean {
  const previous = gradEnabled;
  gradEnabled = mode;
  return previous;
}

function within<T>(op: string, grad: boolean, inference: boolean, body: () => T): T {
  if (typeof body !== "function") throw notABody(op, body);
  const previousGrad = gradEnabled;
  const previousInference = inferenceEnabled;
  gradEnabled = grad;
  inferenceEnabled = inference;
  try {
    const result = body();
    if (result instanceof Promise)
      throw new TypeError(`${op}: the callback must be synchronous, but it returned a promise; await outside of it`);
    return result;
  } finally {
    gradEnabled = previousGrad;
    inferenceEnabled = previousInference;
  }
}

/**
 * Runs `body` without recording gradients and returns its result.
 *
 * @throws {TypeError} if `body` returns a promise
 * @example
 * const w = ones([2], { requiresGrad: true });
 * noGrad(() => w.mul(2)).requiresGrad // => false
 */
export function noGrad<T>(body: () => T): T {
  return within("noGrad", false, inferenceEnabled, body);
}

/**
 * Runs `body` with recording on, also inside `noGrad`.
 *
 * @throws {TypeError} if `body` returns a promise
 * @example
 * const w = ones([2], { requiresGrad: true });
 * noGrad(() => enableGrad(() => w.mul(2))).requiresGrad // => true
 */
export function enableGrad<T>(body: () => T): T {
  return within("enableGrad", true, inferenceEnabled, body);
}

/**
 * Runs `body` with recording off for good: its results cannot be used in autograd later.
 *
 * @throws {TypeError} if `body` returns a promise
 * @example
 * const w = ones([2], { requiresGrad: true });
 * inferenceMode(() => w.mul(2)).requiresGrad // => false
 */
export function inferenceMode<T>(body: () => T): T {
  return within("inferenceMode", false, true, body);
}

/**
 * Runs `body` with recording on or off.
 *
 * @throws {TypeError} if `body` returns a promise
 * @example
 * setGradEnabled(false, () => isGradEnabled()) // => false
 */
export function setGradEnabled<T>(mode: boolean, body: () => T): T {
  return within("setGradEnabled", mode, inferenceEnabled, body);
}

/**
 * Whether operations are recorded now.
 *
 * @example
 * isGradEnabled() // => true
 */
export function isGradEnabled(): boolean {
  return gradEnabled;
}

/**
 * Whether `inferenceMode` is on.
 *
 * @example
 * inferenceMode(() => isInferenceModeEnabled()) // => true
 */
export function isInferenceModeEnabled(): boolean {
  return inferenceEnabled;
}
