import { type Compiled, originOf } from "../cpu/compiled.js";
import { lostThread } from "../errors/threads.js";
import { blockSize, takeBlock } from "../memory/blocks.js";
import { f64, i32, memory, u8 } from "../memory/heap.js";
import { Counter, countersAt, maxCalls, read, rowLength, tableAt, write } from "./board.js";
import { getNumThreads } from "./count.js";
import { type Helper, startHelper } from "./helper.js";
import { patience } from "./patience.js";

// Calls of compiled functions that neither read nor write what another of them writes: they are noted, then run on all threads in
// any order. A result never depends on who computes it, nor on how many threads there are.

const calls: Compiled[] = [];
let helpers: Helper[] = [];
/** Whether no helper can be started here; this thread then does everything. */
let refused = false;

/** Notes a call; those before it are run first, if the table is full. */
export function note(f: Compiled, ...args: number[]): void {
  if (calls.length === maxCalls) runNoted();
  const row = tableAt + calls.length * rowLength;
  const { code, index } = originOf(f);
  f64[row] = addressOf(code);
  f64[row + 1] = code.length;
  f64[row + 2] = index;
  f64[row + 3] = args.length;
  for (let i = 0; i < args.length; i++) f64[row + 4 + i] = args[i]!;
  calls.push(f);
}

/** From this many multiplications, or the like, work is worth dividing. */
const worthwhile = 1 << 20;

/** Into how many calls to divide work, measured in multiplications: several for each thread, so that none waits long for the last. */
export function partsOf(work: number): number {
  if (work < worthwhile) return 1;
  const threads = getNumThreads();
  return threads === 1 ? 1 : Math.min(4 * threads, Math.ceil((2 * work) / worthwhile), maxCalls / 4);
}

/**
 * Runs what was noted; gives what each call returned.
 *
 * @throws {Error} if a thread dies meanwhile
 */
export function runNoted(): number[] {
  const count = calls.length;
  if (count === 0) return [];
  const wanted = Math.min(getNumThreads(), count) - 1;
  startHelpers(wanted);
  write(Counter.helpers, wanted);
  write(Counter.calls, count);
  write(Counter.failed, 0);
  write(Counter.done, 0);
  write(Counter.open, count);
  Atomics.add(i32, countersAt + Counter.round, 1);
  Atomics.notify(i32, countersAt + Counter.round, wanted);
  try {
    takePart();
    awaitOthers(count);
    if (read(Counter.failed) !== 0) throw lostThread();
    return calls.map((_, i) => f64[tableAt + i * rowLength]!);
  } catch (error) {
    forget();
    throw error;
  } finally {
    calls.length = 0;
  }
}

function startHelpers(wanted: number): void {
  while (helpers.length < wanted && !refused) {
    const helper = startHelper(memory, helpers.length, (isRefused) => {
      if (!helpers.includes(helper!)) return;
      refused = isRefused;
      forget();
    });
    if (helper === null) refused = true;
    else helpers.push(helper);
  }
}

/** Runs calls in this thread while there are open ones. */
function takePart(): void {
  for (let open: number; (open = Atomics.sub(i32, countersAt + Counter.open, 1)) > 0; ) {
    const row = tableAt + (open - 1) * rowLength;
    f64[row] = calls[open - 1]!(...f64.subarray(row + 4, row + 4 + f64[row + 3]!)) ?? 0;
    Atomics.add(i32, countersAt + Counter.done, 1);
  }
}

/** A page's own thread must not sleep. */
const maySleep = !("document" in globalThis);
function awaitOthers(count: number): void {
  for (let done = read(Counter.done), naps = 0; done < count; naps++) {
    if (naps > patience.naps) throw lostThread();
    nap(done);
    const now = read(Counter.done);
    if (now > done) naps = 0;
    done = now;
  }
}

/** Waits until more than `done` calls are done, but not for long; awake at first, because most calls end soon. */
function nap(done: number): void {
  for (let i = 0; i < 2000; i++) if (read(Counter.done) > done) return;
  if (maySleep) Atomics.wait(i32, countersAt + Counter.done, done, patience.milliseconds);
  else for (const end = Date.now() + patience.milliseconds; read(Counter.done) === done && Date.now() < end; );
}

/** The next round starts new helpers; these may be dead, or write where they should not. */
function forget(): void {
  write(Counter.open, 0);
  const old = helpers;
  helpers = [];
  for (const helper of old) helper.terminate();
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
