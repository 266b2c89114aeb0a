import type { Case } from "../cases.js";
import type { Outcome } from "../runner.js";
import { runCase } from "../runner.js";
import type { RecordingLibrary } from "./recorder.js";
import { compatibilityText } from "./table.js";

/** Counts, over cases that pass, what they call. */
export class CallCount {
  readonly #calls = new Map<string, number>();
  readonly #outcomes = { passed: 0, total: 0 };

  constructor(readonly library: RecordingLibrary) {}

  /** Runs a case and counts it. */
  run(one: Case): Outcome {
    this.library.takeUsed();
    const outcome = runCase(this.library, one);
    const used = this.library.takeUsed();
    this.#outcomes.total++;
    if (outcome.verdict.status !== "passed") return outcome;
    this.#outcomes.passed++;
    for (const name of used) this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    return outcome;
  }

  /** The table after all cases have run. */
  text(): string {
    const { passed, total } = this.#outcomes;
    return compatibilityText(this.library, this.#calls, `${passed} of ${total} cases pass.`);
  }
}
