/** One thing that ran, in microseconds since profiling began. */
export interface ProfilerEvent {
  readonly name: string;
  readonly start: number;
  duration: number;
  /** The part of `duration` not spent in events within. */
  self: number;
  /** Of the operands and results it was given; 0 for what only contains others. */
  readonly bytes: number;
}

const now = (): number => performance.now() * 1e3;

/** Notes events, which may lie within each other. */
export class Recorder {
  readonly events: ProfilerEvent[] = [];
  private readonly origin = now();
  private current: ProfilerEvent | null = null;

  /** Runs `body` as an event. */
  run<T>(name: string, bytes: number, body: () => T): T {
    const outer = this.current;
    const event: ProfilerEvent = { name, start: now() - this.origin, duration: 0, self: 0, bytes };
    this.events.push(event);
    this.current = event;
    try {
      return body();
    } finally {
      event.duration = now() - this.origin - event.start;
      event.self += event.duration;
      if (outer !== null) outer.self -= event.duration;
      this.current = outer;
    }
  }
}
