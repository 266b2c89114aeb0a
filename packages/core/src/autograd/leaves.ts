import type { Tensor } from "../tensor.js";
import type { Node } from "./node.js";
import { nodeOf } from "./tracking.js";

/** The nodes that `node` passes gradients to. */
export function edgesOf(node: Node): readonly (Node | null)[] {
  return node.toRest ?? [node.toX, node.toY];
}

/** The leaves that gradients of `x` reach. */
export function leavesOf(x: Tensor): Set<Tensor> {
  const leaves = new Set<Tensor>();
  const seen = new Set<Node>();
  const pending = [nodeOf(x)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null || seen.has(node)) continue;
    seen.add(node);
    if (node.variable !== null) leaves.add(node.variable);
    else pending.push(...edgesOf(node));
  }
  return leaves;
}
