import type { JSX } from "preact";
import type { Place, Story } from "../../src/story.js";
import type { Drawn } from "../run/performance.js";
import type { WalkthroughPlay } from "../run/use-walkthrough.js";
import { CodeView } from "./code-view.js";
import { Exercise } from "./exercise.js";
import { FigureView } from "./figure-view.js";
import type { Grip } from "./handle.js";
import { PrintedLines } from "./printed-lines.js";
import { Prose } from "./prose.js";

interface ScenesProps {
  readonly story: Story;
  readonly play: WalkthroughPlay;
}

/** A piece of a story on one row: text or code, and beside it what that code printed and drew. */
interface Scene {
  readonly place: Exclude<Place, { kind: "figure" }>;
  readonly at: number;
  readonly figures: readonly { readonly name: string; readonly at: number }[];
}

/** A story from its beginning to its end, with what its program has done so far. */
export function Scenes({ story, play }: ScenesProps): JSX.Element {
  const scenes = scenesOf(story.places);
  const covered =
    play.exercise === "open" ? scenes.findIndex(({ place }) => place.kind === "code" && place.task !== null) : -1;
  return (
    <>
      {scenes.map((scene, i) => (
        <SceneView key={scene.at} scene={scene} story={story} play={play} isCovered={covered >= 0 && i >= covered} />
      ))}
    </>
  );
}

function scenesOf(places: readonly Place[]): Scene[] {
  const scenes: Scene[] = [];
  places.forEach((place, at) => {
    if (place.kind !== "figure") scenes.push({ place, at, figures: [] });
    else {
      const before = scenes.pop();
      if (before) scenes.push({ ...before, figures: [...before.figures, { name: place.name, at }] });
    }
  });
  return scenes;
}

interface SceneViewProps {
  readonly scene: Scene;
  readonly story: Story;
  readonly play: WalkthroughPlay;
  /** It would give an open exercise away. */
  readonly isCovered: boolean;
}

function SceneView({ scene: { place, at, figures }, story, play, isCovered }: SceneViewProps): JSX.Element | null {
  if (isCovered && place.kind === "prose") return null;
  const { printed } = play.performance;
  const lines = [at, ...figures.map((figure) => figure.at)].flatMap((i) => printed[i] ?? []);
  return (
    <section class="scene">
      <div class="text">
        <PlaceView place={place} play={play} />
      </div>
      {!isCovered && (lines.length > 0 || figures.length > 0) && (
        <div class="results">
          <PrintedLines lines={lines} />
          {figures.map((figure) => (
            <PlayedFigure key={figure.name} {...figure} story={story} play={play} />
          ))}
        </div>
      )}
    </section>
  );
}

interface PlayedFigureProps extends ScenesProps {
  readonly name: string;
  readonly at: number;
}

/** A figure as the last run drew it; a point of it that is two knobs turns them. */
function PlayedFigure({ name, at, story, play }: PlayedFigureProps): JSX.Element {
  const drawn = play.performance.figures[at] ?? null;
  return <FigureView name={name} drawn={drawn} grip={drawn && gripOf(drawn, story, play)} />;
}

function gripOf({ handle }: Drawn, { knobs }: Story, { settings, turn }: WalkthroughPlay): Grip | null {
  if (handle === null) return null;
  const [x, y] = handle;
  return {
    point: [settings[x] as number, settings[y] as number],
    names: [knobs[x]?.label ?? x, knobs[y]?.label ?? y],
    move: (point) => turn({ [x]: point[0], [y]: point[1] }),
  };
}

function PlaceView({ place, play }: { readonly place: Scene["place"]; readonly play: WalkthroughPlay }): JSX.Element {
  switch (place.kind) {
    case "heading":
      return <h2>{place.text}</h2>;
    case "prose":
      return <Prose text={place.text} />;
    case "code": {
      const { region, task } = place;
      if (task !== null && play.exercise === "open") return <Exercise name={region} task={task} play={play} />;
      return (
        <CodeView
          label={`Code: ${region}`}
          text={play.textOf(region)}
          problem={play.problem?.place?.name === region ? play.problem.place.line : null}
          change={(text) => play.edit(region, text)}
          run={play.run}
        />
      );
    }
  }
}
