import type { Tensor } from "../tensor.js";
import { ellipsis, parseEquation, type Subscript, wrong } from "./einsum-equation.js";
import { diagonal } from "./part.js";

/**
 * Einstein's summation: multiplies the operands, whose dimensions the equation names, and sums over every letter that the output
 * does not have. `...` stands for dimensions without names, which broadcast. Contracts from left to right.
 *
 * @throws {Error} if the equation is malformed, or if it does not fit the operands
 * @example
 * einsum("ij,jk->ik", ones([2, 3]), ones([3, 4])).shape // => [2, 4]
 * einsum("ii", tensor([[1, 2], [3, 4]])).item() // => 5
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  if (operands.length === 0)
    throw new TypeError(
      "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list",
    );
  const { inputs, output } = parseEquation(equation, operands.length);
  const unnamed = operands.map((x, i) => unnamedDims(x, inputs[i]!, i));
  const names = dimensionNames(inputs, output, Math.max(...unnamed));
  const aligned = operands.map((x, i) => align(x, inputs[i]!, unnamed[i]!, names.all, i));
  checkBroadcast(aligned, names.all);
  const result = contract(aligned, names.kept);
  if (names.kept === names.all.length) return result;
  if (operands.length > 1) return result.reshape(result.layout.shape.slice(0, names.kept));
  return result.sum(names.all.map((_, d) => d).slice(names.kept));
}

/** How many dimensions of operand `i` its ellipsis covers. */
function unnamedDims(x: Tensor, subscripts: readonly Subscript[], i: number): number {
  const { ndim } = x.layout;
  const isOpen = subscripts.includes(ellipsis);
  const named = subscripts.length - (isOpen ? 1 : 0);
  if (isOpen ? named > ndim : named !== ndim)
    throw wrong(
      `the number of subscripts in the equation (${named}) ${isOpen ? "is more than" : "does not match"} the number of dimensions (${ndim}) for operand ${i}${isOpen ? "" : " and no ellipsis was given"}`,
    );
  return ndim - named;
}

/** The name of dimension `i`, counted from the last, of those that an ellipsis covers. */
function nameOf(i: number): Subscript {
  return `.${i}`;
}

/** Each subscript as the dimensions it stands for. */
function spell(subscripts: readonly Subscript[], unnamed: number): Subscript[] {
  return subscripts.flatMap((s) =>
    s === ellipsis ? Array.from({ length: unnamed }, (_, i) => nameOf(unnamed - 1 - i)) : [s],
  );
}

/** The names of all dimensions, those of the result first. */
function dimensionNames(
  inputs: readonly (readonly Subscript[])[],
  output: readonly Subscript[],
  unnamed: number,
): { readonly all: readonly Subscript[]; readonly kept: number } {
  const kept = spell(output, unnamed);
  const others = [...new Set(spell(inputs.flat(), unnamed))].filter((name) => !kept.includes(name));
  return { all: [...kept, ...others.sort()], kept: kept.length };
}

/** The operand with one dimension per name, of size 1 where it has none of that name; a repeated name takes the diagonal. */
function align(
  x: Tensor,
  subscripts: readonly Subscript[],
  unnamed: number,
  all: readonly Subscript[],
  operand: number,
): Tensor {
  let result = x;
  const names = spell(subscripts, unnamed);
  for (let d = 0; d < names.length; d++) {
    const first = names.indexOf(names[d]!);
    if (first === d) continue;
    const [a, b] = [result.layout.shape[first], result.layout.shape[d]];
    if (a !== b)
      throw wrong(`subscript ${names[d]} is repeated for operand ${operand} but the sizes don't match, ${b} != ${a}`);
    result = diagonal(result, 0, first, d).movedim(-1, first);
    names.splice(d--, 1);
  }
  const missing = all.filter((name) => !names.includes(name));
  for (const _ of missing) result = result.unsqueeze(-1);
  const order = [...names, ...missing];
  return result.permute(all.map((name) => order.indexOf(name)));
}

function checkBroadcast(operands: readonly Tensor[], all: readonly Subscript[]): void {
  all.forEach((name, d) => {
    let seen = 1;
    operands.forEach((x, i) => {
      const size = x.layout.shape[d]!;
      if (size !== 1 && seen !== 1 && size !== seen)
        throw wrong(
          name.startsWith(".")
            ? `dimension ${d} covered by ellipsis in operand ${i} has size ${size} which does not broadcast with previously seen ellipsis with size ${seen} for the respective dimension`
            : `subscript ${name} has size ${size} for operand ${i} which does not broadcast with previously seen size ${seen}`,
        );
      if (size !== 1) seen = size;
    });
  });
}

/** Multiplies from left to right, summing each dimension beyond the first `kept` as soon as no later operand has it. */
function contract(operands: readonly Tensor[], kept: number): Tensor {
  return operands.slice(1).reduce((x, next, i) => {
    const later = operands.slice(i + 2);
    const ending = x.layout.shape
      .map((_, d) => d)
      .slice(kept)
      .filter((d) => later.every((t) => t.layout.shape[d] === 1));
    const [a, b] = [x.layout.shape, next.layout.shape];
    const left = sumOver(
      x,
      ending.filter((d) => a[d] !== 1 && b[d] === 1),
    );
    const right = sumOver(
      next,
      ending.filter((d) => a[d] === 1 && b[d] !== 1),
    );
    const shared = ending.filter((d) => a[d] !== 1 && b[d] !== 1);
    return shared.length === 0 ? left.mul(right) : sumOfProducts(left, right, shared);
  }, operands[0]!);
}

function sumOver(x: Tensor, dims: readonly number[]): Tensor {
  return dims.length === 0 ? x : x.sum(dims, { keepdim: true });
}

/** `(x * y).sum(dims, keepdim)` as a stack of matrix products. */
function sumOfProducts(x: Tensor, y: Tensor, summed: readonly number[]): Tensor {
  const [a, b] = [x.layout.shape, y.layout.shape];
  const others = a.map((_, d) => d).filter((d) => !summed.includes(d));
  const batch = others.filter((d) => a[d] !== 1 && b[d] !== 1);
  const rows = others.filter((d) => a[d] !== 1 && b[d] === 1);
  const columns = others.filter((d) => a[d] === 1);
  const count = (shape: readonly number[], dims: readonly number[]): number => dims.reduce((n, d) => n * shape[d]!, 1);
  const [stacks, inner] = [count(a, batch), count(a, summed)];
  const left = x.permute([...batch, ...rows, ...summed, ...columns]).reshape([stacks, count(a, rows), inner]);
  const right = y.permute([...batch, ...summed, ...columns, ...rows]).reshape([stacks, inner, count(b, columns)]);
  const order = [...batch, ...rows, ...summed, ...columns];
  const sizes = order.map((d) => (summed.includes(d) ? 1 : rows.includes(d) || batch.includes(d) ? a[d]! : b[d]!));
  return left
    .bmm(right)
    .reshape(sizes)
    .permute(a.map((_, d) => order.indexOf(d)));
}
