import type { Node } from "./node.js";

// Nodes that have a gradient and wait form a pairing heap with the youngest on top. An op is younger than its inputs, so when a
// node is the youngest waiting, everything that feeds its gradient has run: no count of dependencies, no marks, no recursion.
// The heap is woven through the nodes and its top is a local variable: an array would be an old object pointing at young ones,
// and each store into it a write barrier.

export function meld(a: Node | null, b: Node | null): Node | null {
  if (a === null) return b;
  if (b === null) return a;
  if (a.age > b.age) {
    b.sibling = a.child;
    a.child = b;
    return a;
  }
  a.sibling = b.child;
  b.child = a;
  return b;
}

/** The heap without its top: children melded in pairs, then the pairs into one. */
export function withoutTop(top: Node): Node | null {
  let pairs: Node | null = null;
  for (let child = top.child; child !== null; ) {
    const partner: Node | null = child.sibling;
    const rest: Node | null = partner === null ? null : partner.sibling;
    child.sibling = null;
    if (partner !== null) partner.sibling = null;
    const pair: Node = meld(child, partner)!;
    pair.sibling = pairs;
    pairs = pair;
    child = rest;
  }
  top.child = null;
  let heap: Node | null = null;
  while (pairs !== null) {
    const next: Node | null = pairs.sibling;
    pairs.sibling = null;
    heap = meld(heap, pairs);
    pairs = next;
  }
  return heap;
}
