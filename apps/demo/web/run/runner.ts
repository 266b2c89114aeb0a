import type { Report, Request } from "./messages.js";
import address from "./worker.ts?worker&url";

/**
 * Runs programs in a worker, one at a time. A program cannot be asked to stop while it computes, so stopping ends its worker;
 * the next one is started at once, so that it is warm when it is needed.
 */
export class Runner {
  #worker: Worker = newWorker();
  #isRunning = false;

  /** Runs a program in place of the one that runs now. */
  run(request: Request, report: (report: Report) => void): void {
    if (this.#isRunning) this.stop();
    this.#isRunning = true;
    this.#worker.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.ending !== null) this.#isRunning = false;
      report(data);
    };
    this.#worker.onerror = ({ message }) => {
      this.stop();
      const problem = { message: message || "the program could not be loaded", line: null };
      report({ events: [], ending: { numbers: 0, matching: 0, seconds: 0, ok: false, problem } });
    };
    this.#worker.postMessage(request);
  }

  /** Ends the program that runs, whatever it is doing. */
  stop(): void {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#worker.terminate();
    this.#worker = newWorker();
  }

  /** Ends the worker for good. */
  close(): void {
    this.#worker.terminate();
  }
}

/**
 * A worker that is loaded by its address has no policy of its own, and a program in it could send what it likes. One that begins as
 * a text of the page is bound by the page's policy.
 */
function newWorker(): Worker {
  const text = `import ${JSON.stringify(new URL(address, import.meta.url).href)};`;
  const source = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(source, { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(source), { once: true });
  return worker;
}
