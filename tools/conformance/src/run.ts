import type { Caller } from "./caller.js";
import type { Case } from "./cases.js";
import { exact, type Tolerance } from "./compare.js";
import type { Library } from "./library.js";

/** What a family's runner is given besides its case. */
export interface Run {
  readonly library: Library;
  readonly caller: Caller;
  /** Counts something that is reported but does not decide, such as whether a text was the same to the letter. */
  note(what: string, holds: boolean): void;
}

/** Runs one case: returns when it passes, throws `Mismatch`, `Unsupported` or whatever the library throws. */
export type FamilyRunner = (body: Case["body"], run: Run, folder: string) => void;

/** The case's own tolerance; a case that states none is exact. */
export function toleranceOf(body: Case["body"], key = "tol"): Tolerance {
  const own = (body[key] ?? body.tol) as Tolerance | undefined;
  return own ?? exact;
}
