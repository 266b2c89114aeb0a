import type { Extension } from "@codemirror/state";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { examples } from "../examples/index.js";
import { CodeView } from "../parts/code-view.js";
import { FigureView } from "../parts/figure-view.js";
import { PrintedLines } from "../parts/printed-lines.js";
import { RunBar } from "../parts/run-bar.js";
import { Runner } from "../run/runner.js";
import { packed, unpacked } from "../run/share.js";
import { blank, sketched } from "../run/sketch.js";

const completion = (): Promise<Extension> => import("../completion/completion.js").then((types) => types.completion());

/** A program of the reader's own, with the whole library; examples to start from, links to pass on. */
export function PlaygroundPage({ program }: { readonly program: string | null }): JSX.Element {
  const runner = useMemo(() => new Runner(), []);
  const [text, setText] = useState<string | null>(null);
  const [sketch, setSketch] = useState(blank);
  const [said, say] = useState<string | null>(null);

  useEffect(() => {
    const first = examples[0];
    const given = program === null ? first?.load() : unpacked(program);
    given?.then(setText, () => {
      setText("");
      say("This link holds no program; it may have been cut off.");
    });
  }, [program]);
  useEffect(() => () => runner.close(), [runner]);

  const run = (): void => {
    setSketch({ ...blank, state: "running" });
    say(null);
    runner.run({ kind: "program", source: text ?? "" }, (report) =>
      setSketch((before) => sketched(before, report, Date.now())),
    );
  };
  const stop = (): void => {
    runner.stop();
    setSketch((before) => ({ ...before, state: "stopped" }));
  };
  const share = async (): Promise<void> => {
    const link = `${location.href.split("#")[0]}#/playground?program=${await packed(text ?? "")}`;
    history.replaceState(null, "", link);
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    say(isCopied ? "The link is in the clipboard." : "The link is in the address bar.");
  };
  const choose = (name: string): void => {
    examples
      .find((example) => example.name === name)
      ?.load()
      .then(setText);
  };

  const problem = sketch.ending?.problem ?? null;
  return (
    <div class="column">
      <h1>Playground</h1>
      <p>
        The whole library, and three names beside it: <code>console.log</code> prints as PyTorch does,{" "}
        <code>show(figure)</code> draws, and <code>range(n)</code> counts and reports its progress. Nothing leaves this
        page.
      </p>
      <RunBar performance={sketch} run={run} stop={stop}>
        <button type="button" onClick={share}>
          Share
        </button>
        <label class="choice">
          Start from
          <select onChange={(event) => choose(event.currentTarget.value)}>
            {examples.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </RunBar>
      {said && (
        <p class="soft" role="alert">
          {said}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem.message}
          {problem.line !== null && ` — line ${problem.line}`}. Change the program and run it again.
        </p>
      )}
      <div class="playground">
        {text !== null && (
          <CodeView
            label="Program"
            text={text}
            problem={problem?.line ?? null}
            more={completion}
            change={setText}
            run={run}
          />
        )}
        <div class="results">
          {[...sketch.figures].map(([name, drawn]) => (
            <FigureView key={name} name={name} drawn={drawn} />
          ))}
          <PrintedLines lines={sketch.lines} />
        </div>
      </div>
    </div>
  );
}
