import { toText } from "@flambeau/plot-terminal";
import pico from "picocolors";
import { blocks, pieces } from "./markup.js";
import { progressLine } from "./progress-line.js";
import type { Step } from "./steps.js";

/** Shows steps in a terminal: prose, code, printed lines with a mark for "as in PyTorch", figures as characters, a bar on long loops. */
export function terminalFace(stream: NodeJS.WriteStream, colours: boolean): (step: Step) => void {
  const paint = pico.createColors(colours);
  const width = Math.max(40, Math.min(stream.columns || 100, 100));
  const progress = progressLine(stream);
  let previous: Step["kind"] | null = null;

  const shown = (step: Exclude<Step, { kind: "progress" }>): string => {
    switch (step.kind) {
      case "heading":
        return paint.bold(paint.cyan(`── ${step.text} ${"─".repeat(Math.max(3, width - step.text.length - 4))}`));
      case "prose":
        return proseText(step.text, width, paint);
      case "code":
        return framed(step.text, paint.dim("  │ "), paint.yellow);
      case "printed":
        return printedText(step, paint);
      case "figure":
        return toText(step.figure, { width: Math.min(width, 80), height: 20, color: colours });
      default:
        return step satisfies never;
    }
  };

  return (step) => {
    if (step.kind === "progress") return progress.report(step.done, step.total);
    progress.pause();
    if (previous !== null && (step.kind !== "printed" || previous !== "printed")) stream.write("\n");
    previous = step.kind;
    stream.write(`${shown(step)}\n`);
  };
}

type Paint = ReturnType<typeof pico.createColors>;

function framed(text: string, edge: string, paint: (line: string) => string): string {
  return text
    .split("\n")
    .map((line) => (edge + (line ? paint(line) : "")).trimEnd())
    .join("\n");
}

function printedText({ text, check }: Extract<Step, { kind: "printed" }>, paint: Paint): string {
  const mark = check.ok ? paint.green("✓") : paint.red("✗");
  const shown = `${mark} ${text.replace(/\n/g, "\n  ")}`;
  if (check.ok) return shown;
  return `${shown}\n  ${paint.red("PyTorch prints")} ${(check.expected ?? "nothing here").replace(/\n/g, "\n  ")}`;
}

function proseText(prose: string, width: number, paint: Paint): string {
  const wrap = (text: string, indent: string): string =>
    wrapped(text, width - indent.length, paint).join(`\n${indent}`);
  return blocks(prose)
    .map((block) =>
      block.kind === "paragraph"
        ? wrap(block.text, "")
        : block.items.map((item) => `${paint.cyan("•")} ${wrap(item, "  ")}`).join("\n"),
    )
    .join("\n\n");
}

/** Lines of at most `width` visible characters; colours do not count. */
function wrapped(text: string, width: number, paint: Paint): string[] {
  const styles = { plain: (word: string) => word, strong: paint.bold, code: paint.yellow };
  const lines: string[] = [];
  let line = "";
  let length = 0;
  for (const { kind, text: piece } of pieces(text)) {
    for (const word of piece.split(/(\s+)/)) {
      if (length + word.trimEnd().length > width) {
        lines.push(line.trimEnd());
        line = "";
        length = 0;
      }
      if (length === 0 && word.trim() === "") continue;
      line += styles[kind](word);
      length += word.length;
    }
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}
