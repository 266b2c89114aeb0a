import { type Check, check, type ExpectedLine } from "./check.js";
import { counted, printedText } from "./effects.js";
import { region } from "./regions.js";
import { asInTutorial, type Stage, type Step, type Walkthrough } from "./steps.js";

/** What there is to play: the program, its own source, and the lines that PyTorch prints for it. */
export interface Play<Settings extends object = object> {
  readonly walkthrough: Walkthrough<Settings>;
  readonly source: string;
  readonly expected: readonly ExpectedLine[];
}

/** What came of it. `error` is set if the program stopped before its end. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step[];
  readonly checks: readonly Check[];
  readonly numbers: number;
  readonly matching: number;
  readonly seconds: number;
  readonly ok: boolean;
  readonly error?: Error;
}

/**
 * Runs a walkthrough and shows each step as it happens; every printed line is compared with the line that PyTorch prints there.
 * The outcome keeps all steps except those of progress.
 */
export function play<Settings extends object>(
  { walkthrough, source, expected }: Play<Settings>,
  show: (step: Step) => void = () => {},
  settings: Partial<Settings> = {},
): Outcome {
  const steps: Step[] = [];
  const checks: Check[] = [];
  const happen = (step: Step): void => {
    steps.push(step);
    show(step);
  };
  const stage: Stage = {
    console: {
      log(...values) {
        const text = printedText(values);
        const result = check(text, expected[checks.length] ?? null);
        checks.push(result);
        happen({ kind: "printed", text, check: result });
      },
    },
    range: (total) => counted(total, (done) => show({ kind: "progress", done, total })),
  };

  const start = performance.now();
  let error: Error | undefined;
  try {
    for (const direction of walkthrough.program(stage, { ...asInTutorial(walkthrough.knobs), ...settings })) {
      happen(direction.kind === "code" ? { ...direction, text: region(source, direction.region) } : direction);
    }
  } catch (reason) {
    error = reason instanceof Error ? reason : new Error(String(reason));
  }
  const seconds = (performance.now() - start) / 1000;
  for (const line of expected.slice(checks.length)) checks.push(check(null, line));

  return {
    id: walkthrough.id,
    title: walkthrough.title,
    steps,
    checks,
    numbers: sum(checks.map((result) => result.numbers)),
    matching: sum(checks.map((result) => result.matching)),
    seconds,
    ok: error === undefined && checks.every((result) => result.ok),
    ...(error === undefined ? {} : { error }),
  };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
