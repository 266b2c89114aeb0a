/** A text that the same program prints in PyTorch, and who says so: the tutorial itself, or PyTorch 2.13 under the same seed. */
export interface ExpectedLine {
  readonly text: string;
  readonly source: "published" | "pytorch";
}

/** A printed text beside the expected one. `null` where one of the two does not exist. */
export interface Check {
  readonly expected: string | null;
  readonly got: string | null;
  readonly source: "published" | "pytorch" | null;
  /** How many numbers the expected text holds, and how many of them came out digit for digit. */
  readonly numbers: number;
  readonly matching: number;
  /** Whether the whole text is the same, spacing aside. */
  readonly ok: boolean;
}

/** Compares a printed text with the expected one, digit for digit; a number is never compared as a value. */
export function check(got: string | null, line: ExpectedLine | null): Check {
  const expected = line?.text ?? null;
  const wanted = numbersIn(expected ?? "");
  const found = numbersIn(got ?? "");
  return {
    expected,
    got,
    source: line?.source ?? null,
    numbers: wanted.length,
    matching: wanted.filter((number, i) => number === found[i]).length,
    ok: got !== null && expected !== null && spaced(got) === spaced(expected),
  };
}

/** The numbers of a text as they stand there; digits that belong to a name, as in `theta_0`, are none. */
export function numbersIn(text: string): string[] {
  return text.match(/(?<![\w.])-?(?:\d+\.?\d*(?:e[+-]?\d+)?|nan|inf)(?!\w)/g) ?? [];
}

/** Spacing aside: runs of white space count as one blank, blanks inside brackets as none. */
function spaced(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/(?<=[[(]) | (?=[\])])/g, "")
    .trim();
}
