/** A block of prose: a paragraph, or the items of a list. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/** A piece of a paragraph: plain, **strong**, or `code`. */
export interface Piece {
  readonly kind: "plain" | "strong" | "code";
  readonly text: string;
}

/** Splits prose into blocks at its empty lines; lines that begin with "- " make a list. */
export function blocks(prose: string): Block[] {
  return prose.split(/\n\s*\n/).map((block) => {
    if (!block.startsWith("- ")) return { kind: "paragraph", text: block.replace(/\n/g, " ") };
    const items = block.slice(2).split(/\n- /);
    return { kind: "list", items: items.map((item) => item.replace(/\n/g, " ")) };
  });
}

/** Splits a paragraph into its pieces. */
export function pieces(text: string): Piece[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (piece.startsWith("`")) return { kind: "code", text: piece.slice(1, -1) };
      if (piece.startsWith("**")) return { kind: "strong", text: piece.slice(2, -2) };
      return { kind: "plain", text: piece };
    });
}
