import { stories } from "virtual:stories";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Story } from "../../src/story.js";
import { Comparison } from "../parts/comparison.js";
import { Knobs } from "../parts/knobs.js";
import { RunBar } from "../parts/run-bar.js";
import { Scenes } from "../parts/scenes.js";
import { useWalkthrough } from "../run/use-walkthrough.js";

/** The page of one walkthrough, by its name in the address. */
export function WalkthroughPage({ id }: { readonly id: string }): JSX.Element {
  const entry = stories.find((story) => story.id === id);
  const [story, setStory] = useState<Story | null>(null);
  useEffect(() => {
    entry?.load().then(setStory);
  }, [entry]);
  if (entry === undefined)
    return (
      <div class="column">
        <h1>There is no walkthrough “{id}”</h1>
        <p>
          <a href="#/">All walkthroughs</a>
        </p>
      </div>
    );
  return (
    <article class="walkthrough">
      <h1>{entry.title}</h1>
      <p class="lead">{entry.summary}</p>
      {story && <Alive story={story} />}
    </article>
  );
}

/** A story whose program runs, and can be changed. */
function Alive({ story }: { readonly story: Story }): JSX.Element {
  const play = useWalkthrough(story);
  return (
    <>
      <div class="console">
        <RunBar performance={play.performance} run={play.run} stop={play.stop}>
          <button type="button" onClick={play.reset} disabled={play.isAsInTutorial}>
            Reset
          </button>
        </RunBar>
        <Knobs knobs={story.knobs} settings={play.settings} turn={play.turn} />
      </div>
      {play.problem && (
        <p class="problem" role="alert">
          {play.problem.message}
          {play.problem.place && ` — line ${play.problem.place.line} of the code “${play.problem.place.name}”`}. Change
          the code and run it again, or press Reset.
        </p>
      )}
      <Scenes story={story} play={play} />
      <Comparison expected={story.expected} performance={play.performance} isAsInTutorial={play.isAsInTutorial} />
    </>
  );
}
