import { spawnSync } from "node:child_process";
import { createHash, type Hash } from "node:crypto";
import { type Case, readCases } from "./cases.js";
import { Library } from "./library.js";
import { runCase } from "./runner.js";

// The corpus on every set of vector instructions and on one and two threads, each in a process of its own: all that is read of
// results has the same bits.

/** Environments by name. */
const engines: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  relaxed: { FLAMBEAU_SIMD: "relaxed", OMP_NUM_THREADS: "1" },
  plain: { FLAMBEAU_SIMD: "plain", OMP_NUM_THREADS: "1" },
  off: { FLAMBEAU_SIMD: "off", OMP_NUM_THREADS: "1" },
  "two threads": { FLAMBEAU_SIMD: "relaxed", OMP_NUM_THREADS: "2" },
  "two threads without vectors": { FLAMBEAU_SIMD: "off", OMP_NUM_THREADS: "2" },
};

/** A library that notes what is read of tensors. */
export class DigestingLibrary extends Library {
  #hash: Hash = createHash("sha256");

  override method(target: object, name: string, args: readonly unknown[]): unknown {
    const value = super.method(target, name, args);
    if (name === "toTypedArray") {
      // the text of a NaN does not tell its bits, which an engine chooses
      for (const element of value as Iterable<number>)
        this.#hash.update(Object.is(element, -0) ? "-0 " : `${element} `);
    }
    return value;
  }

  /** The digest of what was read since the last. */
  digest(): string {
    const digest = this.#hash.digest("hex");
    this.#hash = createHash("sha256");
    return digest;
  }
}

/** Of each case: how it ended, and a digest of what was read. */
type Digests = Readonly<Record<string, string>>;

export function digestsOf(library: DigestingLibrary, cases: readonly Case[]): Digests {
  return Object.fromEntries(
    cases.map((one) => {
      const { verdict } = runCase(library, one);
      return [one.id, `${verdict.status} ${library.digest()}`];
    }),
  );
}

/** A line for each case that differs between engines or did not pass on one. */
export function differences(found: ReadonlyMap<string, Digests>): string[] {
  const [[first, expected], ...others] = [...found] as [[string, Digests], ...[string, Digests][]];
  return Object.entries(expected).flatMap(([id, digest]) => {
    const different = others.filter(([, digests]) => digests[id] !== digest).map(([engine]) => engine);
    if (different.length > 0) return [`${id}: ${different.join(" and ")} not as ${first}`];
    return digest.startsWith("passed") ? [] : [`${id}: ${digest.split(" ")[0]} everywhere`];
  });
}

/** Runs this program once for each engine; gives the exit code. */
export function compareEngines(program: string, folder: string, print: (text: string) => void): number {
  const cases = readCases(folder).length;
  const found = new Map(
    Object.entries(engines).map(([name, environment]) => [name, digestsIn(environment, program, folder)]),
  );
  const lines = differences(found);
  for (const line of lines) print(line);
  print(`${cases} cases on ${Object.keys(engines).join(", ")}: ${lines.length} differ or did not pass`);
  return lines.length === 0 ? 0 : 1;
}

function digestsIn(environment: Readonly<Record<string, string>>, program: string, folder: string): Digests {
  const { stdout } = spawnSync(process.execPath, [program, "--digests", folder], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as Digests;
}
