import { Caller } from "./caller.js";
import type { Case } from "./cases.js";
import { runnerOf } from "./families/index.js";
import type { Library } from "./library.js";
import type { Run } from "./run.js";
import { Mismatch, Unsupported, type Verdict } from "./verdict.js";

/** What one case ended as. */
export interface Outcome {
  readonly id: string;
  readonly family: string;
  readonly verdict: Verdict;
  /** What was noted without deciding, such as whether a text was the same to the letter. */
  readonly notes: ReadonlyMap<string, boolean>;
}

/** Runs a case. Only a runner that returns has passed; whatever is thrown fails the case or makes it unsupported. */
export function runCase(library: Library, one: Case): Outcome {
  const notes = new Map<string, boolean>();
  const run: Run = { library, caller: new Caller(library), note: (what, holds) => void notes.set(what, holds) };
  return { id: one.id, family: one.family, verdict: judge(one, run), notes };
}

function judge(one: Case, run: Run): Verdict {
  const subject = subjectOf(one);
  try {
    const runner = runnerOf(one.family);
    if (runner === undefined) throw new Unsupported(`no runner for the family ${one.family}`);
    runner(one.body, run, one.folder);
    return { status: "passed" };
  } catch (error) {
    if (error instanceof Unsupported) return { status: "unsupported", subject, kind: error.message, detail: "" };
    if (error instanceof Mismatch) return { status: "failed", subject, kind: error.kind, detail: error.detail };
    const message = error instanceof Error ? error.message : String(error);
    return { status: "failed", subject, kind: "threw", detail: message };
  }
}

/** What a case is about, for grouping reasons. */
function subjectOf({ body, family }: Case): string {
  const subject = body.op ?? body.fn ?? body.scheduler ?? body.optimizer ?? body.module ?? body.program ?? body.kind;
  return String(subject ?? family);
}
