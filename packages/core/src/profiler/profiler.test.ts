import { describe, expect, it } from "vitest";
import { type FunctionAverages, linspace, ones, profile, recordFunction } from "../index.js";
import { tableOf } from "./table.js";

const counts = (averages: FunctionAverages): Record<string, number> =>
  Object.fromEntries([...averages].map(({ key, count }) => [key, count]));

describe("profile", () => {
  it("notes kernels by what they compute, and the nodes of a backward pass with what they run", () => {
    const x = ones([3, 3], { requiresGrad: true });
    const prof = profile(() => x.mul(2).exp().sum().backward());
    expect(counts(prof.keyAverages())).toMatchObject({
      mul: 3, // forward, and the two gradients
      exp: 1,
      sum: 1,
      SumBackward0: 1,
      ExpBackward0: 1,
      MulBackward0: 1,
      AccumulateGrad: 1,
    });
    const within = (name: string): string[] => {
      const { start, duration } = prof.events().find((event) => event.name === name)!;
      const inside = prof.events().filter((e) => e.start > start && e.start + e.duration <= start + duration);
      return inside.map((event) => event.name);
    };
    expect(within("MulBackward0")).toEqual(["mul"]);
  });

  it("counts the bytes of operands and results", () => {
    const x = ones([10]);
    const [add] = profile(() => x.add(x)).events();
    expect(add).toMatchObject({ name: "add", bytes: 3 * 40 });
  });

  it("adds up: self times are the time of the outermost events", () => {
    const prof = profile(() => {
      recordFunction("outer", () => {
        recordFunction("inner", () => ones([1000]).exp());
        ones([1000]).log();
      });
    });
    const total = prof.keyAverages().reduce((sum, { selfCpuTimeTotal }) => sum + selfCpuTimeTotal, 0);
    expect(total).toBeCloseTo(prof.events()[0]!.duration, 6);
    expect(prof.events().map(({ name }) => name)).toEqual(["outer", "inner", "fill", "exp", "fill", "log"]);
  });

  it("computes the same, and leaves no trace, also after an error", () => {
    const x = linspace(-2, 2, 50);
    let inside = "";
    profile(() => {
      inside = `${x.softmax(0)}`;
    });
    expect(inside).toBe(`${x.softmax(0)}`);
    expect(() => profile(() => x.add(ones([3])))).toThrow("must match");
    expect(recordFunction("none", () => x.numel())).toBe(50);
    expect(profile(() => 0).events()).toEqual([]);
  });

  it("refuses promises and profiles within", () => {
    expect(() => profile(() => Promise.resolve())).toThrow("profile: the callback must be synchronous");
    expect(() => profile(() => profile(() => 0))).toThrow("profile: a profile is being taken already");
  });

  it("writes the Trace Event Format", () => {
    const { traceEvents } = JSON.parse(profile(() => ones([2])).chromeTrace());
    expect(traceEvents).toEqual([
      {
        ph: "X",
        cat: "cpu_op",
        name: "fill",
        pid: 0,
        tid: 0,
        ts: expect.any(Number),
        dur: expect.any(Number),
        args: { bytes: 8 },
      },
    ]);
  });
});

describe("table", () => {
  const averages = [
    { key: "mul", count: 2, selfCpuTimeTotal: 192.561, cpuTimeTotal: 709.152, bytes: 24 },
    { key: "sum", count: 1, selfCpuTimeTotal: 13982, cpuTimeTotal: 14006, bytes: 2048 },
    { key: `x${"y".repeat(70)}`, count: 1, selfCpuTimeTotal: 0, cpuTimeTotal: 2e6, bytes: 3 << 20 },
  ];

  // rows as torch.autograd.profiler_util lays them out, with `Bytes` where it has `CPU Mem`
  it("is PyTorch's", () => {
    const [rule, head, , ...rows] = tableOf(averages, { sortBy: "selfCpuTimeTotal" }).split("\n");
    expect(rule).toBe(["-".repeat(55), ...Array(7).fill("-".repeat(12)), ""].join("  "));
    expect(head!.trim().split(/ {2,}/)).toEqual([
      "Name",
      "Self CPU %",
      "Self CPU",
      "CPU total %",
      "CPU total",
      "CPU time avg",
      "Bytes",
      "# of Calls",
    ]);
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ["sum", "98.64%", "13.982ms", "98.81%", "14.006ms", "14.006ms", "2.00 KB", "1"],
      ["mul", "1.36%", "192.561us", "5.00%", "709.152us", "354.576us", "24 B", "2"],
      [`x${"y".repeat(51)}...`, "0.00%", "0.000us", "14109.78%", "2.000s", "2.000s", "3.00 MB", "1"],
      rule!.trim().split(/ {2,}/),
      ["Self CPU time total: 14.175ms"],
      [""],
    ]);
  });

  it("shows as many rows as asked, and nothing for nothing", () => {
    expect(tableOf(averages, { sortBy: "cpuTime", rowLimit: 1 }).split("\n")[3]).toContain("2.000s");
    expect(tableOf([], {})).toBe("");
  });
});
