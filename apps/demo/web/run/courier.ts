import type { Event, Report } from "./messages.js";

/** Milliseconds between two reports: the display shows no more. */
const pause = 16;

/**
 * Gathers what happens in a run and sends it at display rate, so that a hundred thousand steps are a few hundred messages. It looks at
 * the clock itself, since no timer fires inside a synchronous loop. Of progress only the latest is sent.
 */
export class Courier {
  readonly #send: (report: Report) => void;
  readonly #now: () => number;
  #events: Event[] = [];
  #last = Number.NEGATIVE_INFINITY;

  constructor(send: (report: Report) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  take(event: Event): void {
    const latest = this.#events.length - 1;
    if (event.kind === "progress" && this.#events[latest]?.kind === "progress") this.#events[latest] = event;
    else this.#events.push(event);
    if (this.#now() - this.#last >= pause) this.#flush(null);
  }

  end(ending: Report["ending"]): void {
    this.#flush(ending);
  }

  #flush(ending: Report["ending"]): void {
    this.#last = this.#now();
    this.#send({ events: this.#events, ending });
    this.#events = [];
  }
}
