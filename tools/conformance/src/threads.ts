import { once } from "node:events";
import { availableParallelism } from "node:os";
import { isMainThread, type MessagePort, parentPort, Worker } from "node:worker_threads";
import type { Case } from "./cases.js";
import { type Library, loadLibrary } from "./library.js";
import { type Outcome, runCase } from "./runner.js";

// Cases run in as many threads as there are processors, each with a library of its own, a family at a time: calls of one family
// also run faster while the compiler has not seen those of every other.

/** These hold whole programs, take longest and therefore begin first. */
const longest: readonly string[] = ["tutorials", "training"];

/** Whether `runInThreads` started this thread, which is then to call `answerRequests`. */
export const isHelper: boolean = !isMainThread;

/** The outcomes of all cases; `program` is the file that calls `answerRequests` where `isHelper` holds. */
export async function runInThreads(program: string, cases: readonly Case[]): Promise<Outcome[]> {
  const families = byFamily(cases);
  const found = new Map<string, readonly Outcome[]>();
  const waiting = [...families.keys()].sort((a, b) => longest.indexOf(b) - longest.indexOf(a));
  const help = async (): Promise<void> => {
    const worker = new Worker(program);
    for (let family = waiting.shift(); family !== undefined; family = waiting.shift()) {
      worker.postMessage(families.get(family));
      const [outcomes] = (await once(worker, "message")) as [readonly Outcome[]];
      found.set(family, outcomes);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), families.size) }, help));
  return [...families.keys()].flatMap((family) => found.get(family) ?? []);
}

/** Runs what `runInThreads` asks this thread to run. */
export async function answerRequests(): Promise<void> {
  const asking = parentPort as MessagePort;
  const library: Library = await loadLibrary();
  asking.on("message", (cases: readonly Case[]) => {
    asking.postMessage(cases.map((one) => runCase(library, one)));
  });
}

function byFamily(cases: readonly Case[]): Map<string, Case[]> {
  const families = new Map<string, Case[]>();
  for (const one of cases) {
    const family = families.get(one.family);
    if (family === undefined) families.set(one.family, [one]);
    else family.push(one);
  }
  return families;
}
