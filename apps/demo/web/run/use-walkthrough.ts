import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { region, regionAt, replaceRegion } from "../../src/regions.js";
import { asInTutorial } from "../../src/steps.js";
import type { Story } from "../../src/story.js";
import { begun, extended, type Performance, waiting } from "./performance.js";
import { Runner } from "./runner.js";

/** Milliseconds after the last turn of a knob, before the program runs again. */
const patience = 250;

/** How far the reader is with an exercise. */
export type ExerciseState = "open" | "solved" | "revealed";

/** Why a run stopped, and where in the code the reader sees. */
export interface ShownProblem {
  readonly message: string;
  readonly place: { readonly name: string; readonly line: number } | null;
}

/** A walkthrough being run and changed. */
export interface WalkthroughPlay {
  readonly performance: Performance;
  readonly settings: Readonly<Record<string, number>>;
  readonly problem: ShownProblem | null;
  /** Neither the code nor a number has been changed. */
  readonly isAsInTutorial: boolean;
  readonly exercise: ExerciseState;
  /** The text of a region as it stands in the reader's editor. */
  textOf(name: string): string;
  edit(name: string, text: string): void;
  /** Puts some knobs elsewhere. */
  turn(settings: Readonly<Record<string, number>>): void;
  run(): void;
  stop(): void;
  reset(): void;
  /** Runs the reader's answer to the exercise in the place of the solution. */
  checkAnswer(): void;
  revealAnswer(): void;
}

/** What can be changed: regions of the code by name, and where the knobs stand. */
interface Changes {
  readonly edits: ReadonlyMap<string, string>;
  readonly settings: Readonly<Record<string, number>>;
}

/** Runs a story at once, whenever a knob is turned, and when asked; keeps what the reader has changed. */
export function useWalkthrough(story: Story): WalkthroughPlay {
  const runner = useMemo(() => new Runner(), []);
  const [performance, setPerformance] = useState(() => waiting(story.places));
  const [changes, setChanges] = useState(() => unchanged(story));
  const [exercise, setExercise] = useState<ExerciseState>("open");
  const exerciseName = useMemo(() => nameOfExercise(story), [story]);
  const timer = useRef(0);
  // what has been run; a problem's line is a line of this text
  const source = useRef(story.source);

  const perform = ({ edits, settings }: Changes, whenFinished?: (performance: Performance) => void): void => {
    clearTimeout(timer.current);
    let text = story.source;
    for (const [name, edit] of edits) text = replaceRegion(text, name, edit);
    source.current = text;
    setPerformance(begun);
    runner.run({ kind: "walkthrough", source: text, expected: story.expected, settings }, (report) => {
      setPerformance((before) => {
        const after = extended(before, report, Date.now());
        if (after.state === "finished") whenFinished?.(after);
        return after;
      });
    });
  };

  /** An answer that is not yet checked is not run: the solution stands in for it. */
  const ran = ({ edits, settings }: Changes): Changes => {
    if (exercise !== "open" || exerciseName === null) return { edits, settings };
    return { edits: new Map([...edits].filter(([name]) => name !== exerciseName)), settings };
  };

  useEffect(() => {
    perform(changes);
    return () => runner.close();
  }, []);

  const problem = performance.ending?.problem ?? null;
  return {
    performance,
    settings: changes.settings,
    exercise,
    problem: problem && {
      message: problem.message,
      place: problem.line === null ? null : regionAt(source.current, problem.line),
    },
    isAsInTutorial:
      changes.edits.size === 0 &&
      Object.entries(story.knobs).every(([name, { value }]) => value === changes.settings[name]),
    textOf: (name) => changes.edits.get(name) ?? region(story.source, name),
    edit(name, text) {
      const edits = new Map(changes.edits);
      if (text === region(story.source, name)) edits.delete(name);
      else edits.set(name, text);
      setChanges({ ...changes, edits });
    },
    turn(settings) {
      const next = { ...changes, settings: { ...changes.settings, ...settings } };
      setChanges(next);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => perform(ran(next)), patience);
    },
    run: () => perform(ran(changes)),
    stop() {
      clearTimeout(timer.current);
      runner.stop();
      setPerformance((before) => ({ ...before, state: "stopped" }));
    },
    reset() {
      const fresh = unchanged(story);
      setChanges(fresh);
      setExercise("open");
      perform(fresh);
    },
    checkAnswer() {
      perform(changes, (after) => {
        if (after.ending?.ok) setExercise("solved");
      });
    },
    revealAnswer() {
      const edits = new Map(changes.edits);
      if (exerciseName !== null) edits.delete(exerciseName);
      setChanges({ ...changes, edits });
      setExercise("revealed");
      perform({ ...changes, edits });
    },
  };
}

function unchanged(story: Story): Changes {
  return { edits: new Map(), settings: asInTutorial<Record<string, number>>(story.knobs) };
}

function nameOfExercise({ places }: Story): string | null {
  for (const place of places) if (place.kind === "code" && place.task !== null) return place.region;
  return null;
}
