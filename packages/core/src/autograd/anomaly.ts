/** Gives the stack of the op under way; null unless anomaly mode is on. */
export let anomalyTrace: (() => string) | null = null;

/** Whether a backward pass looks for NaNs. */
export let refusesNaN = false;

/** Options of anomaly detection. */
export interface AnomalyOptions {
  /** Throw where a backward pass makes a NaN; default true. */
  readonly checkNan?: boolean;
}

function trace(): string {
  return (new Error().stack ?? "").split("\n").slice(4).join("\n");
}

/**
 * Switches anomaly detection: every op remembers where it ran, and a backward pass that makes a NaN, or fails, tells it.
 *
 * @example
 * setDetectAnomaly(true);
 * isAnomalyEnabled() // => true
 * setDetectAnomaly(false);
 */
export function setDetectAnomaly(mode: boolean, { checkNan = true }: AnomalyOptions = {}): void {
  anomalyTrace = mode ? trace : null;
  refusesNaN = mode && checkNan;
}

/**
 * Whether anomaly detection is on.
 *
 * @example
 * isAnomalyEnabled() // => false
 */
export function isAnomalyEnabled(): boolean {
  return anomalyTrace !== null;
}

/**
 * Runs `body` with anomaly detection on.
 *
 * @example
 * detectAnomaly(() => isAnomalyEnabled()) // => true
 */
export function detectAnomaly<T>(body: () => T, options: AnomalyOptions = {}): T {
  const [wasOn, checkNan] = [anomalyTrace !== null, refusesNaN];
  setDetectAnomaly(true, options);
  try {
    return body();
  } finally {
    setDetectAnomaly(wasOn, { checkNan });
  }
}
