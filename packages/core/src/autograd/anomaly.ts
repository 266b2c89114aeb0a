/** Gives the stack of the op under way; null unless anomaly mode is on. */
export let anomalyTrace: (() => string) | null = null;

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
export function setDetectAnomaly(mode: boolean): void {
  anomalyTrace = mode ? trace : null;
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
export function detectAnomaly<T>(body: () => T): T {
  const previous = anomalyTrace;
  anomalyTrace = trace;
  try {
    return body();
  } finally {
    anomalyTrace = previous;
  }
}
