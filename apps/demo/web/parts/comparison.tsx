import type { JSX } from "preact";
import type { ExpectedLine } from "../../src/check.js";
import { numbersIn } from "../../src/check.js";
import type { Performance } from "../run/performance.js";

interface ComparisonProps {
  readonly expected: readonly ExpectedLine[];
  readonly performance: Performance;
  readonly isAsInTutorial: boolean;
}

const sources = { published: "shown by the tutorial", pytorch: "printed by PyTorch 2.13" } as const;

/** How many numbers came out digit for digit, by who says what they should be. */
export function Comparison({ expected, performance, isAsInTutorial }: ComparisonProps): JSX.Element {
  const checks = performance.printed.flat().map(({ check }) => check);
  const rows = (["published", "pytorch"] as const).map((source) => {
    const wanted = expected.filter((line) => line.source === source);
    const numbers = wanted.reduce((total, { text }) => total + numbersIn(text).length, 0);
    const matching = checks.reduce((total, check) => total + (check.source === source ? check.matching : 0), 0);
    return { source, lines: wanted.length, numbers, matching };
  });
  return (
    <section class="comparison" aria-labelledby="comparison">
      <h2 id="comparison">The comparison</h2>
      <p>
        Every number is compared as text, digit for digit.
        {!isAsInTutorial &&
          " You have changed the program or its numbers, so other figures are what you should expect."}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">numbers</th>
            <th scope="col">lines</th>
            <th scope="col">checked</th>
            <th scope="col">matching</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, lines, numbers, matching }) => (
            <tr key={source} class={matching === numbers ? "same" : "other"}>
              <th scope="row">{sources[source]}</th>
              <td>{lines}</td>
              <td>{numbers}</td>
              <td>{matching}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
