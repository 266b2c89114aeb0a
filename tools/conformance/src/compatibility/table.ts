import { readFileSync } from "node:fs";
import type { Library } from "../library.js";
import { camelCase } from "../names.js";
import { namesFile } from "../places.js";

const pytorch = JSON.parse(readFileSync(namesFile, "utf8")) as {
  readonly torch: string;
  readonly names: Readonly<Record<string, readonly string[]>>;
};

interface Row {
  readonly name: string;
  readonly ours: string | null;
  readonly cases: number;
}

/** Our name of one of PyTorch's symbols, null where there is none. */
function oursOf(library: Library, namespace: string, name: string): string | null {
  const ours = camelCase(name);
  if (namespace !== "torch.Tensor") return library.find(`${namespace}.${name}`) === undefined ? null : ours;
  const type = library.need("Tensor") as { readonly prototype: object };
  return ours in type.prototype ? ours : null;
}

/** COMPATIBILITY.md: every name, what it is here, and how many of the cases that pass call it. */
export function compatibilityText(library: Library, calls: ReadonlyMap<string, number>, cases: string): string {
  const sections = Object.entries(pytorch.names).map(([namespace, names]) => ({
    namespace,
    rows: names.map((name): Row => {
      const path = `${namespace}.${name}`;
      return { name, ours: oursOf(library, namespace, name), cases: calls.get(path) ?? 0 };
    }),
  }));
  const count = (rows: readonly Row[], keep: (row: Row) => boolean): number => rows.filter(keep).length;
  const totals = sections.map(({ namespace, rows }) => {
    const here = count(rows, ({ ours }) => ours !== null);
    const verified = count(rows, (row) => row.ours !== null && row.cases > 0);
    return `| \`${namespace}\` | ${rows.length} | ${here} | ${verified} |`;
  });
  const all = sections.flatMap(({ rows }) => rows);
  const here = count(all, ({ ours }) => ours !== null);
  const verified = count(all, (row) => row.ours !== null && row.cases > 0);
  const lines = sections.flatMap(({ namespace, rows }) => [
    "",
    `## ${namespace}`,
    "",
    "| PyTorch | here | cases |",
    "| --- | --- | ---: |",
    ...rows.map(({ name, ours, cases: used }) => `| \`${name}\` | ${ours === null ? "-" : `\`${ours}\``} | ${used} |`),
  ]);
  return [
    "# Compatibility",
    "",
    `Every documented name of PyTorch ${pytorch.torch} in scope, what it is called here, and how many of PyTorch's own cases call it and`,
    "pass. Written by `npm run conformance -- --compatibility`; do not edit.",
    "",
    cases,
    "",
    "Out of scope: complex, quantized and sparse tensors, other devices, compilers and symbolic sizes, mixed precision, named dimensions,",
    "data pipes, worker processes. `tools/conformance/compatibility/names.py` says exactly.",
    "",
    "| | names | here | called by cases that pass |",
    "| --- | ---: | ---: | ---: |",
    ...totals,
    `| **all** | **${all.length}** | **${here}** | **${verified}** |`,
    ...lines,
    "",
  ].join("\n");
}
