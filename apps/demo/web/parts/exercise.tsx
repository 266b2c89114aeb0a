import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { WalkthroughPlay } from "../run/use-walkthrough.js";
import { CodeView } from "./code-view.js";
import { Prose } from "./prose.js";

interface ExerciseProps {
  readonly name: string;
  readonly task: string;
  readonly play: WalkthroughPlay;
}

/** A piece of the program that the reader writes. It counts as solved when every line it prints is what PyTorch prints. */
export function Exercise({ name, task, play }: ExerciseProps): JSX.Element {
  const [answer, setAnswer] = useState("// your turn\n");
  const [isChecked, setChecked] = useState(false);
  const { state, ending } = play.performance;
  const check = (): void => {
    setChecked(true);
    play.checkAnswer();
  };
  const write = (text: string): void => {
    setAnswer(text);
    play.edit(name, text);
  };
  return (
    <div class="exercise">
      <Prose text={task} />
      <CodeView
        label="Your answer"
        text={answer}
        problem={play.problem?.place?.name === name ? play.problem.place.line : null}
        change={write}
        run={check}
      />
      <p class="buttons">
        <button type="button" onClick={check}>
          Check my answer
        </button>
        <button type="button" onClick={play.revealAnswer}>
          Show the answer
        </button>
        {isChecked && state === "finished" && ending?.ok === false && (
          <span role="alert">Not yet: some lines differ from what PyTorch prints.</span>
        )}
      </p>
    </div>
  );
}
