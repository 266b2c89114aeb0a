import { expect, test } from "vitest";
import { fencesInMarkdown, isOutput } from "./examples.js";
import { guides } from "./scope.js";

// What stands in a fence is run, is what a program prints, or is marked with the reason why it cannot be run.

const documents = guides().map(fencesInMarkdown);
const all = documents.flat();
const notRun = all.filter(({ language, rest }) => language === "ts" && rest !== "");

test("a fence is a program, a command for a shell, or what a program prints", () => {
  const known = ["ts", "python", "sh", "output"];
  expect(all.filter(({ language }) => !known.includes(language))).toEqual([]);
});

test("what is printed stands right below the program that prints it", () => {
  const isLost = (fences: typeof all, index: number): boolean =>
    fences[index]!.language === "output" &&
    !(isOutput(fences[index]) && ["ts", "python"].includes(fences[index - 1]?.language ?? ""));
  expect(documents.flatMap((fences) => fences.filter((_, index) => isLost(fences, index)))).toEqual([]);
});

test("a program that is not run says why", () => {
  expect(notRun.filter(({ rest }) => !/^not run: \w+/.test(rest))).toEqual([]);
});

test("few programs are not run", () => {
  expect(notRun).toHaveLength(0);
});

/** `torch.Size([1])` as `[1]`, `True` as `true`, `2.0` as `2`, a tuple as a list, and no spaces. */
function inJavaScript(text: string): string {
  return text
    .replace(/torch\.Size\((.*?)\)/g, "$1")
    .replaceAll("True", "true")
    .replaceAll("False", "false")
    .replace(/\.0\b/g, "")
    .replaceAll("(", "[")
    .replace(/,?\)/g, "]")
    .replace(/\s+/g, "");
}

test("Python prints what the TypeScript beside it prints, or a note says why not", () => {
  const others = documents.flatMap((fences) =>
    fences.flatMap(({ language, place }, index) => {
      if (language !== "python") return [];
      const [output, program, printed, next] = fences.slice(index + 1, index + 5);
      const isPair =
        isOutput(output) && program?.language === "ts" && program.before.trim() === "" && isOutput(printed);
      if (!isPair) return [`${place} has no twin`];
      if (inJavaScript(output.text) !== inJavaScript(printed.text)) return [place];
      const isExcused = next?.before.trimStart().startsWith("> Differs:") ?? false;
      return (output.text === printed.text) === isExcused ? [place] : [];
    }),
  );
  expect(others).toEqual([]);
});
