import type { ComponentChildren, JSX } from "preact";
import type { Progress, Run } from "../run/performance.js";

interface RunBarProps {
  readonly performance: Run;
  run(): void;
  stop(): void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

const count = new Intl.NumberFormat("en");

/** The buttons, how far the run is, and what came of it. */
export function RunBar({ performance, run, stop, children }: RunBarProps): JSX.Element {
  const { state, progress } = performance;
  return (
    <div class="run-bar" data-state={state}>
      <button type="button" class="button" onClick={run}>
        Run
      </button>
      <button type="button" onClick={stop} disabled={state !== "running"}>
        Stop
      </button>
      {children}
      <p role="status">{statusOf(performance)}</p>
      {state === "running" && progress && <HowFar {...progress} />}
    </div>
  );
}

function statusOf({ state, ending }: Run): string {
  switch (state) {
    case "waiting":
      return "ready";
    case "running":
      return "running";
    case "stopped":
      return "stopped";
    case "failed":
      return "stopped by an error";
    case "finished": {
      const seconds = `${(ending?.seconds ?? 0).toFixed(2)} s`;
      if (!ending?.numbers) return `finished in ${seconds}`;
      return `finished: ${ending.matching} of ${ending.numbers} figures matched, ${seconds}`;
    }
  }
}

function HowFar({ done, total, stepsPerSecond }: Progress): JSX.Element {
  const speed = stepsPerSecond > 0 ? `, ${count.format(Math.round(stepsPerSecond))} steps per second` : "";
  return (
    <span class="how-far">
      <progress aria-label="Progress" value={done} max={total} />
      <span>
        {count.format(done)} of {count.format(total)}
        {speed}
      </span>
    </span>
  );
}
