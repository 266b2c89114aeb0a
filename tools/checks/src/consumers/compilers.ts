import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Failure } from "../run.js";
import type { Consumer } from "./folders.js";

const { resolve } = createRequire(import.meta.url);
const compiler = (name: string) => join(dirname(resolve(`${name}/package.json`)), "bin/tsc");

/** The oldest compiler that is supported, and the newest; `check:packed` takes one between them. */
const compilers = { "5.4": compiler("typescript54"), "7.0": compiler("typescript7") };

/** How strict consumers look modules up. */
const resolutions = {
  node16: { module: "node16", moduleResolution: "node16" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** Declarations of other people's packages. */
const ofOthers = /^[^(]*node_modules\/(?!@?flambeau)/;

/** Compiles the programs of all consumers with each compiler and each resolution; declarations are checked too. */
export function typeChecks(home: string, consumers: readonly Consumer[]): string[] {
  const include = consumers.map(({ folder }) => join(folder, "program.ts"));
  return Object.entries(compilers).flatMap(([version, tsc]) =>
    Object.entries(resolutions).map(([name, resolution]) => {
      // Without the types of Node: the packages are for browsers too.
      const options = {
        ...resolution,
        target: "es2022",
        lib: ["es2023", "dom"],
        strict: true,
        types: [],
        noEmit: true,
      };
      const strict = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false };
      const project = join(home, `tsconfig.${version}.${name}.json`);
      writeFileSync(project, JSON.stringify({ compilerOptions: { ...options, ...strict }, include }));
      const { stdout, status } = spawnSync("node", [tsc, "--project", project, "--pretty", "false"], {
        cwd: home,
        encoding: "utf8",
      });
      const errors = stdout.split("\n").filter((line) => /error TS/.test(line) && !ofOthers.test(line));
      if (status !== 0 && stdout.trim() === "") errors.push(`tsc ends with ${status}`);
      if (errors.length > 0) throw new Failure(`TypeScript ${version} ${name}\n${errors.join("\n")}`);
      return `TypeScript ${version} ${name}`;
    }),
  );
}
