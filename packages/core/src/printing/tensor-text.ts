import { type Formatter, formatterOf } from "./formatter.js";
import { getPrintoptions, type PrintOptions } from "./options.js";
import type { Printable } from "./printable.js";
import { gap, offsetsOf, type Selection, selectionOf } from "./selection.js";

const prefix = "tensor(";

/** The text of a tensor, as PyTorch's `repr` writes it under the current print options. */
export function tensorText(tensor: Printable): string {
  const options = getPrintoptions();
  const text = withSuffixes(`${prefix}${contents(tensor, options)}`, suffixes(tensor, options), options.linewidth);
  return tensor.isParameter ? `Parameter containing:\n${text}` : text;
}

function suffixes(tensor: Printable, options: PrintOptions): string[] {
  const { shape, dtypeName } = tensor;
  const isEmpty = shape.includes(0);
  const isImplied =
    dtypeName === tensor.defaultDtypeName || (!isEmpty && (dtypeName === "int64" || dtypeName === "bool"));
  const list: string[] = [];
  if (isEmpty ? shape.length !== 1 : options.edgeitems === 0)
    list.push(`size=(${shape.join(", ")}${shape.length === 1 ? "," : ""})`);
  if (!isImplied) list.push(`dtype=torch.${dtypeName}`);
  if (tensor.gradName !== null) list.push(`grad_fn=<${tensor.gradName}>`);
  else if (tensor.requiresGrad) list.push("requires_grad=True");
  return list;
}

/** Appends each suffix to the last line, or starts a new one where it does not fit. */
function withSuffixes(text: string, list: readonly string[], linewidth: number): string {
  let result = text;
  // PyTorch counts two characters more than the first line holds
  let used = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of list) {
    const fits = used + suffix.length + 2 <= linewidth;
    result += fits ? `, ${suffix}` : `,\n${" ".repeat(prefix.length)}${suffix}`;
    used = suffix.length + (fits ? used + 2 : prefix.length);
  }
  return `${result})`;
}

/** A tensor on its way to text. */
interface Page {
  readonly tensor: Printable;
  readonly selection: Selection;
  readonly formatter: Formatter;
  readonly options: PrintOptions;
}

function contents(tensor: Printable, options: PrintOptions): string {
  const { shape, dtypeName } = tensor;
  if (shape.includes(0)) return "[]";
  const summarize = shape.reduce((a, b) => a * b, 1) > options.threshold;
  const selection = selectionOf(shape, summarize ? options.edgeitems : Number.POSITIVE_INFINITY);
  const shown = offsetsOf(selection).map((offset) => tensor.read(offset));
  const formatter = formatterOf(shown, dtypeName.includes("float"), options);
  return block({ tensor, selection, formatter, options }, 0, 0);
}

/** The sub-tensor of the dimensions from `dim` on that begins at an element. */
function block(page: Page, dim: number, offset: number): string {
  const { positions, steps } = page.selection;
  const below = positions.length - dim - 1;
  if (below < 0) return page.formatter.format(page.tensor.read(offset));
  if (below === 0) return row(page, dim, offset);
  const parts = positions[dim]!.map((i) => (i === gap ? "..." : block(page, dim + 1, offset + i * steps[dim]!)));
  return `[${parts.join(`,${"\n".repeat(below)}${" ".repeat(prefix.length + dim + 1)}`)}]`;
}

/** The last dimension: elements side by side, over several lines where they do not fit. */
function row(page: Page, dim: number, offset: number): string {
  const { tensor, selection, formatter, options } = page;
  const indent = prefix.length + dim;
  const perLine = Math.max(1, Math.floor((options.linewidth - indent) / (formatter.width + 2)));
  const ellipsis = options.edgeitems === 0 ? "..." : " ...";
  const words = selection.positions[dim]!.map((i) =>
    i === gap ? ellipsis : formatter.format(tensor.read(offset + i)),
  );
  const lines: string[] = [];
  for (let i = 0; i < words.length; i += perLine) lines.push(words.slice(i, i + perLine).join(", "));
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}
