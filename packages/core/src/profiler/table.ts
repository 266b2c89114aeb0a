// The text of PyTorch's table of averages: `torch/autograd/profiler_util.py`, `_build_table`.

/** The events of one name together; times in microseconds. */
export interface FunctionAverage {
  readonly key: string;
  readonly count: number;
  readonly selfCpuTimeTotal: number;
  readonly cpuTimeTotal: number;
  readonly bytes: number;
}

/** How a table of averages is printed. */
export interface TableOptions {
  /** The largest first; default in the order of first calls. */
  readonly sortBy?: "count" | "selfCpuTimeTotal" | "cpuTimeTotal" | "cpuTime" | "bytes" | undefined;
  /** Default 100. */
  readonly rowLimit?: number | undefined;
}

const columnWidth = 12;
const longestName = 55;
const headers = ["Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg", "Bytes", "# of Calls"];

export function tableOf(averages: readonly FunctionAverage[], { sortBy, rowLimit = 100 }: TableOptions): string {
  if (averages.length === 0) return "";
  const value = (row: FunctionAverage): number => (sortBy === "cpuTime" ? average(row) : row[sortBy!]);
  const sorted = sortBy === undefined ? averages : averages.toSorted((a, b) => value(b) - value(a));
  const nameWidth = Math.min(Math.max(...averages.map(({ key }) => key.length)) + 4, longestName);
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => `${cell.padStart(i === 0 ? nameWidth : columnWidth)}  `).join("");
  const rule = line(["-".repeat(nameWidth), ...headers.map(() => "-".repeat(columnWidth))]);
  const total = averages.reduce((sum, { selfCpuTimeTotal }) => sum + selfCpuTimeTotal, 0);
  const rows = sorted
    .slice(0, rowLimit)
    .map((row) =>
      line([
        row.key.length >= longestName - 3 ? `${row.key.slice(0, longestName - 3)}...` : row.key,
        share(row.selfCpuTimeTotal, total),
        time(row.selfCpuTimeTotal),
        share(row.cpuTimeTotal, total),
        time(row.cpuTimeTotal),
        time(average(row)),
        memory(row.bytes),
        `${row.count}`,
      ]),
    );
  return `${[rule, line(["Name", ...headers]), rule, ...rows, rule, `Self CPU time total: ${time(total)}`].join("\n")}\n`;
}

function average({ cpuTimeTotal, count }: FunctionAverage): number {
  return cpuTimeTotal / count;
}

function share(microseconds: number, total: number): string {
  return total === 0 ? "NaN" : `${((microseconds * 100) / total).toFixed(2)}%`;
}

function time(microseconds: number): string {
  if (microseconds >= 1e6) return `${(microseconds / 1e6).toFixed(3)}s`;
  if (microseconds >= 1e3) return `${(microseconds / 1e3).toFixed(3)}ms`;
  return `${microseconds.toFixed(3)}us`;
}

function memory(bytes: number): string {
  const unit = ["GB", "MB", "KB"].findIndex((_, i) => bytes >= 1024 ** (3 - i));
  return unit < 0 ? `${bytes} B` : `${(bytes / 1024 ** (3 - unit)).toFixed(2)} ${["GB", "MB", "KB"][unit]}`;
}
