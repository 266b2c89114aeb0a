/** What a case ended as. */
export type Verdict =
  | { readonly status: "passed" }
  | {
      readonly status: "failed" | "unsupported";
      readonly subject: string;
      readonly kind: string;
      readonly detail: string;
    };

/** Thrown when the library gives another answer than PyTorch; `kind` groups like reasons, `detail` tells this one. */
export class Mismatch extends Error {
  constructor(
    readonly kind: string,
    readonly detail = "",
  ) {
    super(detail === "" ? kind : `${kind}: ${detail}`);
  }
}

/** Thrown when a case cannot be run at all: a name is not there, or the format says something this runner cannot read. */
export class Unsupported extends Error {}

const engineWords =
  /^Cannot (?:read|set|destructure|convert|mix|access)|is not (?:a function|a constructor|iterable|defined)|^Invalid array length|^Maximum call stack/;

/** Whether something thrown is an accident of JavaScript rather than a refusal that the library words. */
export function isCrash(error: unknown): boolean {
  return error instanceof Error && engineWords.test(error.message);
}

/** Adds where in a case a mismatch was seen, such as the variant or the output. */
export function within<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Mismatch) throw new Mismatch(`${place}: ${error.kind}`, error.detail);
    if (error instanceof Unsupported) throw error;
    throw new Mismatch(`${place}: threw`, error instanceof Error ? error.message : String(error));
  }
}
