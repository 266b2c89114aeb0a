import { pythonRepr } from "./python.js";

/**
 * The text of a shape, as PyTorch prints a `torch.Size`.
 *
 * @example
 * sizeText([2, 3]) // => "torch.Size([2, 3])"
 */
export function sizeText(shape: readonly number[]): string {
  return `torch.Size([${shape.join(", ")}])`;
}

/**
 * The text of a result with named parts, as PyTorch prints what `max`, `topk` and their kin return.
 *
 * @example
 * returnTypeText("max", { values: tensor(7), indices: tensor(1) })
 * // => torch.return_types.max(
 * //    values=tensor(7),
 * //    indices=tensor(1))
 */
export function returnTypeText(op: string, parts: Readonly<Record<string, unknown>>): string {
  const inPython = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (hump) => `_${hump.toLowerCase()}`);
  const lines = Object.entries(parts).map(([name, value]) => `${inPython(name)}=${pythonRepr(value)}`);
  return `torch.return_types.${op}(\n${lines.join(",\n")})`;
}
