import type { JSX } from "preact";
import { blocks, pieces } from "../../src/markup.js";

/** Prose as the walkthroughs write it: paragraphs, lists, **strong** words and `code`. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {blocks(text).map((block) =>
        block.kind === "paragraph" ? (
          <p key={block.text}>
            <Inline text={block.text} />
          </p>
        ) : (
          <ul key={block.items.join()}>
            {block.items.map((item) => (
              <li key={item}>
                <Inline text={item} />
              </li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}

function Inline({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {pieces(text).map(({ kind, text: piece }) => {
        if (kind === "code") return <code key={piece}>{piece}</code>;
        return kind === "strong" ? <strong key={piece}>{piece}</strong> : piece;
      })}
    </>
  );
}
