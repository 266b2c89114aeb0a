import { I32 } from "../cpu/asm.js";
import { type Compiled, originOf } from "../cpu/compiled.js";
import { lostThread } from "../errors/threads.js";
import { blockSize, freeBlock, takeBlock } from "../memory/blocks.js";
import { f64, i32, memory, u8 } from "../memory/heap.js";
import { beginOwnTemporaries, endOwnTemporaries } from "../memory/temporary.js";
import {
  Counter,
  countersAt,
  maxCalls,
  maxThreads,
  read,
  rowHead,
  rowLength,
  startsAt,
  tableAt,
  write,
} from "./board.js";
import { getNumThreads } from "./count.js";
import { type Helper, startHelper } from "./helper.js";
import { Pace } from "./pace.js";
import { patience } from "./patience.js";

// Calls of compiled functions that neither read nor write what another of them writes: they are noted, then run on all threads in
// any order. So are tasks of several calls, which are run one after the other. A result never depends on who computes it, nor on how
// many threads there are.

const calls: Compiled[] = [];
let tasks = 0;
/** Whether what is called belongs to a task. */
let inTask = false;

/** Whether nothing may be done now, only noted. */
export function isNoting(): boolean {
  return inTask;
}

/** A task has too many calls. */
class TableIsFull extends Error {}

let helpers: Helper[] = [];
const pace = new Pace();
/** Whether no helper can be started here, or one that was given up might still write; this thread then does everything. */
let refused = false;

/** Notes a call; those before it are run first, if the table is full. */
export function note(f: Compiled, ...args: number[]): void {
  if (calls.length === maxCalls) {
    if (inTask) throw new TableIsFull();
    runNoted();
  }
  if (!inTask) beginTask();
  const row = tableAt + calls.length * rowLength;
  const { code, index, params } = originOf(f);
  let own = 0;
  for (let i = 0; i < args.length; i++) {
    const value = args[i]!;
    f64[row + rowHead + i] = value;
    if (value < 0 && params[i] === I32) own |= 1 << i;
  }
  f64[row] = addressOf(code);
  f64[row + 1] = code.length;
  f64[row + 2] = index;
  f64[row + 3] = args.length;
  f64[row + 4] = own;
  calls.push(f);
}

function beginTask(): void {
  i32[startsAt + tasks++] = calls.length;
}

/** The function itself, or where nothing may be done now one that only notes its calls. */
export function deferred<F extends (...args: never[]) => unknown>(f: F): F {
  return inTask ? notingForm(f) : f;
}

function notingForm<F extends (...args: never[]) => unknown>(f: F): F {
  return ((...args: number[]) => note(f as unknown as Compiled, ...args)) as unknown as F;
}

const notedForms = new WeakMap<object, object>();

/** The same functions, but calls of them are only noted. */
export function noted<T extends object>(functions: T): T {
  let forms = notedForms.get(functions);
  if (forms === undefined) {
    const each = Object.entries(functions).map(([name, f]) => [
      name,
      (...args: number[]) => note(f as Compiled, ...args),
    ]);
    notedForms.set(functions, (forms = Object.fromEntries(each) as object));
  }
  return forms as T;
}

/** From this many multiplications, or the like, work is worth dividing. */
const worthwhile = 1 << 20;

/** Into how many calls to divide work, measured in multiplications: several for each thread, so that none waits long for the last. */
export function partsOf(work: number): number {
  if (work < worthwhile || inTask || refused || pace.rests()) return 1;
  const threads = getNumThreads();
  return threads === 1 ? 1 : Math.min(8 * threads, Math.ceil((2 * work) / worthwhile), maxCalls / 4);
}

/** A task takes at most about as long as so many multiplications, a fraction of a second. */
const mostOfTask = 1 << 30;

/**
 * Divides `count` things, which do not depend on each other, into tasks, and runs them on all threads: `body` notes the calls of those
 * from `first` to `end`, and reads and writes elements by no other means than compiled functions. Temporaries that it takes are each
 * thread's own. It does everything at once, on this thread, where there is too little work, no room for them, or where there are so few
 * things that each is better divided.
 */
export function divide(count: number, work: number, body: (first: number, end: number) => void): void {
  const most = partsOf(work);
  if (most === 1 || count < getNumThreads()) return body(0, count);
  const parts = Math.min(Math.max(most, Math.ceil(work / mostOfTask)), count);
  const startOf = (part: number): number => Math.floor((count * part) / parts);
  let part = 0;
  let bytes = 0;
  inTask = true;
  const outside = beginOwnTemporaries();
  wakeHelpers(parts); // while this thread notes, they get up
  try {
    for (; part < parts; part++) {
      beginTask();
      body(startOf(part), startOf(part + 1));
    }
  } catch (error) {
    if (!(error instanceof TableIsFull)) {
      forgetNoted();
      throw error;
    }
    calls.length = i32[startsAt + --tasks]!;
  } finally {
    inTask = false;
    bytes = blockSize(endOwnTemporaries(outside));
  }
  if (!runInOwnSpace(bytes)) part = 0;
  if (part < parts) body(startOf(part), count);
}

/** What a byte costs that is merely moved, in multiplications; and how many are worth dividing. */
const costOfByte = 2;
export const longBytes: number = worthwhile / costOfByte;
/** Parts of a run begin with a vector, and with a line of a cache; but for the last they are whole vectors. */
const grain = 64;

/** Divides a run of bytes in the same way: `body` notes the calls for `size` bytes from `first` on. */
export function divideBytes(bytes: number, body: (first: number, size: number) => void): void {
  divide(Math.ceil(bytes / grain), bytes * costOfByte, (begin, end) =>
    body(begin * grain, Math.min(end * grain, bytes) - begin * grain),
  );
}

/**
 * Divides a run of elements among calls of `f`, which return how many they have done; `goOn` does what is left from a place to an end.
 * It does everything where there is too little work. Calls begin at multiples of `unit`.
 */
export function divideAhead<Args extends number[]>(
  count: number,
  work: number,
  f: (...args: Args) => number,
  argsOf: (first: number, size: number) => Args,
  goOn: (start: number, end: number) => void,
  unit: number = grain,
): void {
  const parts = partsOf(work);
  if (parts === 1) return goOn(0, count);
  const step = unit * Math.ceil(count / parts / unit);
  for (let first = 0; first < count; first += step)
    note(f as Compiled, ...argsOf(first, Math.min(step, count - first)));
  for (const [part, done] of runNoted().entries()) {
    const start = part * step + done;
    const end = Math.min((part + 1) * step, count);
    if (start < end) goOn(start, end);
  }
}

/** Runs what was noted, with so many bytes for each thread; forgets it and gives false if there is no room for them. */
function runInOwnSpace(bytes: number): boolean {
  // a helper that is late from a round of more threads may take part
  const threads = Math.max(Math.min(getNumThreads(), maxThreads), helpers.length + 1);
  const size = blockSize(bytes * threads);
  let space: number;
  try {
    space = takeBlock(size);
  } catch {
    forgetNoted();
    return false;
  }
  for (let thread = 0; thread < threads; thread++) i32[countersAt + Counter.own + thread] = space + thread * bytes;
  try {
    runNoted();
  } finally {
    if (!refused) freeBlock(space, size);
  }
  return true;
}

function forgetNoted(): void {
  calls.length = tasks = 0;
}

/**
 * Runs what was noted; gives what each call returned.
 *
 * @throws {Error} if a thread dies meanwhile
 */
export function runNoted(): number[] {
  const count = tasks;
  if (count === 0) return [];
  i32[startsAt + count] = calls.length;
  const begin = performance.now();
  write(Counter.tasks, count);
  write(Counter.failed, 0);
  write(Counter.done, 0);
  write(Counter.helpers, helpersFor(count));
  write(Counter.open, count);
  wakeHelpers(count);
  try {
    const milliseconds = takePart();
    awaitOthers(count);
    if (read(Counter.failed) !== 0) throw lostThread();
    if (milliseconds > 0) pace.count(milliseconds * count - (performance.now() - begin));
    return calls.map((_, i) => f64[tableAt + i * rowLength]!);
  } catch (error) {
    forget();
    throw error;
  } finally {
    forgetNoted();
  }
}

/** How many helpers have a use with so many tasks. */
const helpersFor = (tasks: number): number => Math.min(getNumThreads(), tasks, maxThreads) - 1;

/** Tells helpers that there are so many tasks, or will be. */
function wakeHelpers(tasks: number): void {
  const wanted = helpersFor(tasks);
  startHelpers(wanted);
  Atomics.add(i32, countersAt + Counter.round, 1);
  Atomics.notify(i32, countersAt + Counter.round, wanted);
}

function startHelpers(wanted: number): void {
  while (helpers.length < wanted && !refused) {
    const helper = startHelper(memory, helpers.length, (isRefused) => {
      if (!helpers.includes(helper!)) return;
      refused ||= isRefused;
      forget();
    });
    if (helper === null) refused = true;
    else helpers.push(helper);
  }
}

const args: number[] = [];

/** The same number; an integer as engines have small ones, without memory of its own. */
function small(x: number): number {
  return Object.is(x | 0, x) ? x | 0 : x;
}

/**
 * Runs tasks in this thread while there are open ones. Gives how long a task takes, but for the longest, in whose midst the thread may
 * have had to wait for its turn; 0 if nobody knows.
 */
function takePart(): number {
  const begin = performance.now();
  let [own, longest, end] = [0, 0, begin];
  for (let open: number; (open = Atomics.sub(i32, countersAt + Counter.open, 1)) > 0; own++) {
    for (let call = i32[startsAt + open - 1]!; call < i32[startsAt + open]!; call++) {
      const row = tableAt + call * rowLength;
      const own = f64[row + 4]!;
      const space = i32[countersAt + Counter.own]! + 2 ** 31;
      args.length = f64[row + 3]!;
      for (let i = 0; i < args.length; i++) args[i] = small(f64[row + rowHead + i]! + ((own >> i) & 1 ? space : 0));
      f64[row] = calls[call]!(...args) ?? 0;
    }
    Atomics.add(i32, countersAt + Counter.done, 1);
    const now = performance.now();
    longest = Math.max(longest, now - end);
    end = now;
  }
  return own > 1 ? (end - begin - longest) / (own - 1) : 0;
}

function awaitOthers(count: number): void {
  for (let done = read(Counter.done), naps = 0; done < count; naps++) {
    nap(done);
    const now = read(Counter.done);
    if (now > done) naps = 0;
    else if (helpers.some((helper) => helper.isBusy() && isLost(helper, naps))) throw lostThread();
    done = now;
  }
}

/** Whether a helper has ended, or was waited for in vain so often. */
function isLost(helper: Helper, naps: number): boolean {
  return helper.isGone() ?? naps >= patience.naps;
}

/** A page's own thread must not sleep. */
const maySleep = !("document" in globalThis);

/** Waits until more than `done` calls are done, but not for long; awake at first, because most calls end soon. */
function nap(done: number): void {
  for (let i = 0; i < 2000; i++) if (read(Counter.done) > done) return;
  if (maySleep) Atomics.wait(i32, countersAt + Counter.done, done, patience.milliseconds);
  else for (const end = Date.now() + patience.milliseconds; read(Counter.done) === done && Date.now() < end; );
}

/** The next round starts new helpers, as soon as these write no more: one may be late in the midst of a task. */
function forget(): void {
  write(Counter.open, 0);
  const old = helpers;
  helpers = [];
  for (const helper of old) helper.terminate();
  for (let naps = 0; naps < patience.naps && old.some((helper) => helper.isGone() === false); naps++)
    nap(read(Counter.done));
  refused ||= old.some((helper) => helper.isGone() !== true);
}

const addresses = new Map<Uint8Array, number>();

/** Where other threads find the code of a module. */
function addressOf(code: Uint8Array): number {
  let address = addresses.get(code);
  if (address === undefined) {
    address = takeBlock(blockSize(code.length));
    u8.set(code, address);
    addresses.set(code, address);
  }
  return address;
}
