/** A subscript: a letter, or `...` for dimensions without names. */
export type Subscript = string;
export const ellipsis = "...";

/** What an equation says of each operand, and of the result. */
export interface Equation {
  readonly inputs: readonly (readonly Subscript[])[];
  readonly output: readonly Subscript[];
}

/**
 * Takes an equation apart. Without `->` the output has the dimensions without names, then the letters that appear once, capitals
 * first.
 *
 * @throws {Error} where the equation is malformed or does not match the number of operands
 */
export function parseEquation(equation: string, operands: number): Equation {
  const arrow = equation.indexOf("->");
  const inputs = readInputs(arrow < 0 ? equation : equation.slice(0, arrow), operands);
  if (arrow >= 0) return { inputs, output: readOutput(equation, arrow + 2, inputs) };
  const all = inputs.flat();
  const once = [...new Set(all)].filter((s) => s !== ellipsis && all.indexOf(s) === all.lastIndexOf(s)).sort();
  return { inputs, output: all.includes(ellipsis) ? [ellipsis, ...once] : once };
}

function readInputs(text: string, operands: number): Subscript[][] {
  const inputs: Subscript[][] = [[]];
  for (let i = 0; i < text.length; i++) {
    const operand = inputs.length - 1;
    const current = inputs[operand]!;
    if (text[i] === ",") {
      inputs.push([]);
      if (inputs.length > operands) throw wrong("fewer operands were provided than specified in the equation");
    } else if (text[i] === ".") {
      if (current.includes(ellipsis))
        throw wrong(`found '.' for operand ${operand} for which an ellipsis was already found`);
      if (!text.startsWith(ellipsis, i))
        throw wrong(`found '.' for operand ${operand} that is not part of any ellipsis`);
      current.push(ellipsis);
      i += 2;
    } else if (text[i] !== " ") current.push(letter(text, i));
  }
  if (inputs.length < operands) throw wrong("more operands were provided than specified in the equation");
  return inputs;
}

function readOutput(text: string, start: number, inputs: readonly (readonly Subscript[])[]): Subscript[] {
  const output: Subscript[] = [];
  for (let i = start; i < text.length; i++) {
    if (text[i] === " ") continue;
    if (text[i] === ".") {
      if (output.includes(ellipsis)) throw wrong("found '.' for output but an ellipsis (...) was already found");
      if (!text.startsWith(ellipsis, i)) throw wrong("found '.' for output that is not part of any ellipsis (...)");
      output.push(ellipsis);
      i += 2;
      continue;
    }
    const name = letter(text, i);
    if (output.includes(name)) throw wrong(`output subscript ${name} appears more than once in the output`);
    if (!inputs.some((input) => input.includes(name)))
      throw wrong(`output subscript ${name} does not appear in the equation for any input operand`);
    output.push(name);
  }
  return output;
}

function letter(text: string, i: number): string {
  const name = text[i]!;
  if (!/[a-zA-Z]/.test(name))
    throw wrong(`invalid subscript given at index ${i} in the equation string, subscripts must be in [a-zA-Z]`);
  return name;
}

/** An error in PyTorch's words. */
export function wrong(rule: string): Error {
  return new Error(`einsum(): ${rule}`);
}
