import type { JSX } from "preact";
import type { Printed } from "../run/performance.js";

interface PrintedLinesProps {
  readonly lines: readonly Printed[];
}

/** Printed lines; where there is something to compare with, a mark says whether a line is what PyTorch prints. */
export function PrintedLines({ lines }: PrintedLinesProps): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ol class="printed" tabIndex={0} aria-label="Printed lines">
      {lines.map((line, i) => (
        <Line key={i} {...line} />
      ))}
    </ol>
  );
}

function Line({ text, check }: Printed): JSX.Element {
  if (check.source === null && check.ok) return <li>{text}</li>;
  const says = check.source === "published" ? "as the tutorial shows it" : "as PyTorch 2.13 prints it";
  return (
    <li class={check.ok ? "same" : "other"} title={check.ok ? says : `not ${says}`}>
      <span class="mark" role="img" aria-label={check.ok ? says : `not ${says}`}>
        {check.ok ? "✓" : "≠"}
      </span>
      {text}
      {!check.ok && <span class="wanted">{check.expected ?? "nothing here"}</span>}
    </li>
  );
}
