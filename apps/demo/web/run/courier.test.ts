import { expect, test } from "vitest";
import { Courier } from "./courier.js";
import type { Report } from "./messages.js";

const ending = { numbers: 0, matching: 0, seconds: 0, ok: true, problem: null };

test("sends at display rate, and of progress only the latest", () => {
  const sent: Report[] = [];
  let now = 0;
  const courier = new Courier(
    (report) => sent.push(report),
    () => now,
  );
  for (let done = 0; done < 1000; done++) {
    courier.take({ kind: "progress", done, total: 1000 });
    now += 0.1;
  }
  courier.end(ending);
  expect(sent.length).toBeLessThan(10);
  expect(sent.at(-1)).toEqual({ events: [{ kind: "progress", done: 999, total: 1000 }], ending });
  expect(sent.every(({ events }) => events.length === 1)).toBe(true);
});
