import type { Event, Report } from "../web/run/messages.js";

interface Observed {
  reports: Report[];
}

/** Makes a page keep what its workers report. */
export function keepReports(): void {
  const observed = globalThis as unknown as Observed;
  observed.reports = [];
  globalThis.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }) => observed.reports.push(data));
    }
  };
}

/** Makes a page forget what it kept. */
export function forgetReports(): void {
  (globalThis as unknown as Observed).reports = [];
}

/**
 * A fingerprint of all that a run printed and drew, with the bits of every number instead of its digits. It runs in pages too, as
 * text, so it uses nothing from outside itself.
 */
export async function digest(events: readonly Event[]): Promise<string> {
  const view = new DataView(new ArrayBuffer(8));
  const bitsOf = (number: number): string => {
    view.setFloat64(0, number);
    return view.getBigUint64(0).toString(16);
  };
  const text = JSON.stringify(
    events.filter(({ kind }) => kind !== "progress"),
    (_, value) => (typeof value === "number" ? bitsOf(value) : value),
  );
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** To be evaluated in a page: the fingerprint of what its workers have reported. */
export const digestOfReports: string = `(${digest})(reports.flatMap(({ events = [] }) => events))`;
