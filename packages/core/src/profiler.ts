import { watchNodes } from "./autograd/engine.js";
import { nestedProfile, promiseInProfile } from "./errors/profiler.js";
import { type ProfilerEvent, Recorder } from "./profiler/recorder.js";
import { type FunctionAverage, type TableOptions, tableOf } from "./profiler/table.js";
import { withWatchedKernels } from "./profiler/watched-kernels.js";

let recorder: Recorder | null = null;

/**
 * Runs `body` and notes every kernel, every node of a backward pass and every `recordFunction` with its time: what
 * `torch.profiler.profile` gives. Outside of it, profiling costs nothing.
 *
 * @throws {Error} if `body` returns a promise or profiles itself
 * @example
 * const x = ones([100, 100], { requiresGrad: true });
 * const prof = profile(() => x.matmul(x).sum().backward());
 * prof.keyAverages().find(({ key }) => key === "matmul")!.count // => 3
 */
export function profile(body: () => unknown): Profile {
  if (recorder !== null) throw nestedProfile();
  const notes = new Recorder();
  recorder = notes;
  const previous = watchNodes((node, visit) => notes.run(node.name, 0, visit));
  try {
    const result = withWatchedKernels(notes, body);
    if (result instanceof Promise) throw promiseInProfile();
  } finally {
    watchNodes(previous);
    recorder = null;
  }
  return new Profile(notes.events);
}

/**
 * Runs `body`; in a profile it is an event of its own, with what it calls inside. The same as PyTorch's `record_function`.
 *
 * @example
 * const prof = profile(() => recordFunction("forward", () => ones([2]).add(1)));
 * prof.keyAverages().map(({ key }) => key) // => [ 'forward', 'fill', 'add' ]
 */
export function recordFunction<T>(name: string, body: () => T): T {
  return recorder === null ? body() : recorder.run(name, 0, body);
}

/**
 * Averages per name, which print as PyTorch's table.
 *
 * @example
 * profile(() => ones([2])).keyAverages().map(({ key, count, bytes }) => [key, count, bytes]) // => [ [ 'fill', 1, 8 ] ]
 */
export class FunctionAverages extends Array<FunctionAverage> {
  /** What arrays made from this one are: plain. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /**
   * The averages as text.
   *
   * @example
   * profile(() => ones([2])).keyAverages().table().split("\n")[1]!.trim().split(/ {2,}/)[0] // => "Name"
   */
  table(options: TableOptions = {}): string {
    return tableOf(this, options);
  }
}

/**
 * What ran during `profile`.
 *
 * @example
 * profile(() => ones([2])).events().map(({ name }) => name) // => [ 'fill' ]
 */
export class Profile {
  private readonly list: readonly ProfilerEvent[];

  constructor(events: readonly ProfilerEvent[]) {
    this.list = events;
  }

  /** Every event in the order they began; times in microseconds. */
  events(): readonly ProfilerEvent[] {
    return this.list;
  }

  /** Per name: calls, times, bytes of operands and results. */
  keyAverages(): FunctionAverages {
    const averages = new FunctionAverages();
    for (const key of new Set(this.list.map(({ name }) => name)))
      averages.push(
        averageOf(
          key,
          this.list.filter(({ name }) => name === key),
        ),
      );
    return averages;
  }

  /** The text of a trace file for `chrome://tracing` and Perfetto, in the Trace Event Format: `writeFileSync("trace.json", ...)`. */
  chromeTrace(): string {
    const traceEvents = this.list.map(({ name, start, duration, bytes }) => ({
      ph: "X",
      cat: "cpu_op",
      name,
      pid: 0,
      tid: 0,
      ts: start,
      dur: duration,
      args: bytes === 0 ? {} : { bytes },
    }));
    return JSON.stringify({ schemaVersion: 1, displayTimeUnit: "ms", traceEvents });
  }
}

function averageOf(key: string, events: readonly ProfilerEvent[]): FunctionAverage {
  const sum = (of: (event: ProfilerEvent) => number): number => events.reduce((total, event) => total + of(event), 0);
  return {
    key,
    count: events.length,
    selfCpuTimeTotal: sum(({ self }) => self),
    cpuTimeTotal: sum(({ duration }) => duration),
    bytes: sum(({ bytes }) => bytes),
  };
}
