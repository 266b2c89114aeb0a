// Warnings that a program needs to hear once. Those about a single call are plain `console.warn`.

const given = new Set<string>();
let always = false;

/** Warns, unless this was said before. */
export function warnOnce(message: string): void {
  if (given.has(message) && !always) return;
  given.add(message);
  console.warn(message);
}

/**
 * Whether warnings that are given once, such as those of deprecated functions, are given every time; default false.
 *
 * @example
 * setWarnAlways(true);
 * isWarnAlwaysEnabled() // => true
 * setWarnAlways(false);
 */
export function setWarnAlways(mode: boolean): void {
  always = mode;
}

/**
 * What `setWarnAlways` has set.
 *
 * @example
 * isWarnAlwaysEnabled() // => false
 */
export function isWarnAlwaysEnabled(): boolean {
  return always;
}
