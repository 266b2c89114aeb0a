import { join } from "node:path";
import { afterAll, beforeAll, test, vi } from "vitest";
import { runExample } from "./claims.js";
import { markdownExamples, sourceExamples } from "./scope.js";
import { packages, root } from "./workspace.js";

const modules = new Map<string, Record<string, unknown>>();
for (const { manifest } of packages()) modules.set(manifest.name, await import(/* @vite-ignore */ manifest.name));

function importModule(specifier: string): unknown {
  const module = modules.get(specifier);
  if (!module) throw new Error(`an example imports "${specifier}", which is not a package of this repository`);
  return module;
}

// examples of deprecated functions show them at work; their warnings are no claims
beforeAll(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

for (const member of packages()) {
  const { examples, scope } = sourceExamples(member);
  const names = Object.assign({}, ...scope.map((name) => modules.get(name)));
  for (const example of examples) {
    const { path, place } = example;
    test(place, async () => {
      const ownExports = await import(/* @vite-ignore */ join(root, path));
      await runExample(example, { ...names, ...ownExports }, importModule);
    });
  }
}

for (const example of markdownExamples()) {
  test(example.place, () => runExample(example, {}, importModule));
}
