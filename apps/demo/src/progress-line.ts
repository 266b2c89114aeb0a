import { SingleBar } from "cli-progress";

/** Loops that are over sooner show no bar. */
const patience = 200;
const interval = 50;

/** Says how far a loop is. */
export interface ProgressLine {
  report(done: number, total: number): void;
  /** Takes the bar away, so that something else can be written; the next report brings it back. */
  pause(): void;
}

/** A progress bar that appears on long loops only. Where lines cannot be redrawn, it says once how long the loop took. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let bar: SingleBar | null = null;
  let start = 0;
  let last = 0;
  const pause = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    pause,
    report(done, total) {
      const now = performance.now();
      if (done === 0) start = now;
      if (now - start < patience) return;
      if (done === total) {
        pause();
        stream.write(`  ${total} steps in ${((now - start) / 1000).toFixed(2)} s\n`);
      } else if (stream.isTTY && now - last > interval) {
        last = now;
        bar ??= started(stream, total, done);
        bar.update(done);
      }
    },
  };
}

function started(stream: NodeJS.WriteStream, total: number, done: number): SingleBar {
  const bar = new SingleBar({
    stream,
    format: "  {bar} {value} of {total} steps",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    fps: 40,
    // A handler for Ctrl-C could not run before the loop is over, and would keep it from being stopped.
    gracefulExit: false,
    linewrap: true,
  });
  bar.start(total, done);
  return bar;
}
