import type { memory } from "../memory/heap.js";
import { Counter, countersAt, rowHead, rowLength, startsAt, tableAt } from "./board.js";

// A helper is a worker without a file of its own, so that no bundler needs to know of it. It takes calls until there are none, then
// looks out for more for a moment, and sleeps. A helper that came late finds no open calls and does no harm.

/** How often it looks for more work before it sleeps: some tens of microseconds, because this thread may wait for its processor. */
const looks = 4000;

/** What a helper tells of itself: whether it may have a task, and a file that it keeps open. */
const Life = { busy: 0, file: 1 } as const;

/** The program of a helper; a function of the memory, of how many helpers were there before it, and of what it tells of itself. */
const program = `(memory, place, life) => {
  const counters = new Int32Array(memory.buffer, ${countersAt << 2});
  const starts = new Int32Array(memory.buffer, ${startsAt << 2});
  const table = new Float64Array(memory.buffer, ${tableAt << 3});
  const modules = new Map(), args = [], small = (x) => (Object.is(x | 0, x) ? x | 0 : x);
  const functionAt = (address, length, index) => {
    let functions = modules.get(address);
    if (functions === undefined) {
      const code = new Uint8Array(memory.buffer).slice(address, address + length);
      const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { e: { m: memory } });
      modules.set(address, (functions = Object.values(instance.exports)));
    }
    return functions[index];
  };
  const callOpen = () => {
    Atomics.store(life, ${Life.busy}, 1);
    for (let open; (open = Atomics.sub(counters, ${Counter.open}, 1)) > 0; ) {
      try {
        for (let row = starts[open - 1] * ${rowLength}; row < starts[open] * ${rowLength}; row += ${rowLength}) {
          const own = table[row + 4], space = counters[${Counter.own} + 1 + place] + 2 ** 31;
          args.length = table[row + 3];
          for (let i = 0; i < args.length; i++) args[i] = small(table[row + ${rowHead} + i] + ((own >> i) & 1 ? space : 0));
          table[row] = functionAt(table[row], table[row + 1], table[row + 2])(...args) ?? 0;
        }
      } catch {
        Atomics.store(counters, ${Counter.failed}, 1);
      }
      if (Atomics.add(counters, ${Counter.done}, 1) + 1 === counters[${Counter.tasks}]) Atomics.notify(counters, ${Counter.done});
    }
    Atomics.store(life, ${Life.busy}, 0);
  };
  for (let seen = -1; ; seen = Atomics.load(counters, ${Counter.round})) {
    if (place < Atomics.load(counters, ${Counter.helpers})) callOpen();
    for (let i = 0; i < ${looks} && Atomics.load(counters, ${Counter.round}) === seen; i++);
    Atomics.wait(counters, ${Counter.round}, seen);
  }
}`;

/** A worker of Node or of a browser. */
export interface Helper {
  /** Whether it may have a task. */
  isBusy(): boolean;
  /** Whether it has ended, or not yet begun; null where nobody can know. */
  isGone(): boolean | null;
  terminate(): unknown;
}

interface AnyWorker {
  terminate(): unknown;
}
interface NodeWorker extends AnyWorker {
  unref(): void;
  on(event: "error" | "exit", listener: () => void): void;
}
interface NodeThreads {
  readonly Worker: new (code: string, options: object) => NodeWorker;
}
interface NodeFiles {
  fstatSync(file: number): unknown;
}
interface WebWorker extends AnyWorker {
  postMessage(message: unknown): void;
  onerror: () => void;
}
interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): unknown };
  readonly Worker?: new (address: string) => WebWorker;
  readonly Blob?: new (parts: string[], options: { type: string }) => unknown;
  readonly URL?: { createObjectURL(blob: unknown): string };
  readonly navigator?: { readonly hardwareConcurrency?: number };
}
const { process, Worker, Blob, URL, navigator } = globalThis as unknown as Surroundings;

function builtin<T>(name: string): T | undefined {
  return process?.getBuiltinModule?.(name) as T | undefined;
}

/** Hears that a helper died, or that a page's policy does not let it start. */
export type Lost = (isRefused: boolean) => void;

/** What a helper is given. */
interface Start {
  readonly memory: typeof memory;
  readonly place: number;
  readonly life: Int32Array;
}

/** Starts a helper; null where the engine or the policy of a process does not allow it. */
export function startHelper(shared: typeof memory, place: number, lost: Lost): Helper | null {
  const threads = builtin<NodeThreads>("node:worker_threads");
  const life = new Int32Array(new SharedArrayBuffer(8));
  const start: Start = { memory: shared, place, life };
  try {
    const worker = threads === undefined ? inBrowser(start, lost) : inNode(threads, start, lost);
    if (worker === null) return null;
    return {
      isBusy: () => Atomics.load(life, Life.busy) !== 0,
      isGone: () => (threads === undefined ? null : isClosed(Atomics.load(life, Life.file))),
      terminate: () => worker.terminate(),
    };
  } catch {
    return null;
  }
}

// Events do not reach a thread that waits. But Node closes the files of a worker that ends, whatever ends it, and that can be seen.

function inNode({ Worker }: NodeThreads, start: Start, lost: Lost): AnyWorker {
  const code = `const { memory, place, life } = require("node:worker_threads").workerData;
  let file = -1;
  try {
    file = require("node:fs").openSync(require("node:os").devNull);
  } catch {} // files may be forbidden
  Atomics.store(life, ${Life.file}, file);
  (${program})(memory, place, life);`;
  // it needs nothing of what the program is started with, such as loaders
  const worker = new Worker(code, { eval: true, workerData: start, execArgv: [], env: {} });
  for (const event of ["error", "exit"] as const) worker.on(event, () => lost(false));
  worker.unref();
  return worker;
}

/** Whether the file of a helper is closed, or not open yet; null if it has none. */
function isClosed(file: number): boolean | null {
  if (file <= 0) return file === 0 ? true : null;
  try {
    builtin<NodeFiles>("node:fs")!.fstatSync(file);
    return false;
  } catch {
    return true;
  }
}

function inBrowser(start: Start, lost: Lost): AnyWorker | null {
  if (Worker === undefined || Blob === undefined || URL === undefined) return null;
  const code = `onmessage = ({ data: { memory, place, life } }) => (${program})(memory, place, life);`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  // what goes wrong later is caught there
  worker.onerror = () => lost(true);
  worker.postMessage(start);
  return worker;
}

/** How many threads the machine runs at once. */
export function processors(): number {
  const os = builtin<{ availableParallelism(): number }>("node:os");
  return os?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1;
}
