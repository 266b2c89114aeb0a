import { invalidPrintOption } from "../errors/printing.js";

/** How tensors are printed. */
export interface PrintOptions {
  /** Digits after the point; 4 by default. */
  readonly precision: number;
  /** Tensors of more elements than this show only their edges; 1000 by default, `Infinity` for never. */
  readonly threshold: number;
  /** Items shown at each edge of a summarized dimension; 3 by default. */
  readonly edgeitems: number;
  /** Characters per line; 80 by default. */
  readonly linewidth: number;
  /** Whether floats have exponents; null, the default, lets the values decide. */
  readonly sciMode: boolean | null;
}

/** A named set of print options: `short` has 2 digits and 2 edge items, `full` never summarizes. */
export type PrintProfile = "default" | "short" | "full";

const standard = { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80 };

const profiles: Record<PrintProfile, typeof standard> = {
  default: standard,
  short: { ...standard, precision: 2, edgeitems: 2 },
  full: { ...standard, threshold: Number.POSITIVE_INFINITY },
};

let current: PrintOptions = { ...standard, sciMode: null };

/**
 * Sets how tensors are printed.
 *
 * A `profile` sets every number first, then the named options change theirs. Options that are left out keep their value,
 * except `sciMode`, which every call sets: to null where it is left out.
 *
 * @throws RangeError for an unknown profile, or a number that is negative or not whole.
 *
 * @example
 * setPrintoptions({ precision: 2 });
 * tensor([1.12345]).toString() // => "tensor([1.12])"
 * setPrintoptions({ profile: "default" });
 */
export function setPrintoptions(options: Partial<PrintOptions> & { readonly profile?: PrintProfile }): void {
  const { profile, sciMode = null, ...named } = options;
  if (profile !== undefined && !Object.hasOwn(profiles, profile))
    throw invalidPrintOption("profile", `one of ${Object.keys(profiles).join(", ")}`, profile);
  const next = { ...current, ...(profile && profiles[profile]), sciMode };
  for (const name of ["precision", "threshold", "edgeitems", "linewidth"] as const)
    next[name] = named[name] ?? next[name];
  for (const name of ["precision", "edgeitems", "linewidth"] as const)
    if (!Number.isInteger(next[name]) || next[name] < 0)
      throw invalidPrintOption(name, "a whole number >= 0", next[name]);
  if (!(next.threshold >= 0)) throw invalidPrintOption("threshold", "a number >= 0 or Infinity", next.threshold);
  if (sciMode !== null && typeof sciMode !== "boolean")
    throw invalidPrintOption("sciMode", "true, false or null", sciMode);
  current = next;
}

/**
 * The options that tensors are printed with, in the form that `setPrintoptions` takes.
 *
 * @example
 * getPrintoptions().precision // => 4
 */
export function getPrintoptions(): PrintOptions {
  return { ...current };
}
