import type { FigureDescription } from "@flambeau/plot";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Drawn } from "../run/performance.js";
import { type Grip, Handle } from "./handle.js";
import { PlotlyView } from "./plotly-view.js";
import { saveAsPng, saveAsSvg } from "./save-figure.js";

interface FigureViewProps {
  readonly name: string;
  /** `null` until the program has drawn it. */
  readonly drawn: Drawn | null;
  /** A point of it that the reader may move. */
  readonly grip?: Grip | null;
}

/** A figure as a picture, which can be saved; one in space can be turned, one that has a past can be replayed. */
export function FigureView({ name, drawn, grip = null }: FigureViewProps): JSX.Element {
  const figure = drawn?.figure ?? null;
  const svg = useSvg(figure);
  const [mode, setMode] = useState<"still" | "turned" | "replayed">("still");
  const figures = useMemo(() => {
    if (drawn === null) return [];
    return mode === "replayed" ? drawn.replay : [drawn.figure];
  }, [drawn, mode]);
  const title = name.replaceAll("-", " ");
  const offers = [
    { when: figure?.axes.some(({ projection }) => projection === "3d"), to: "turned", word: "Turn" },
    { when: drawn !== null && drawn.replay.length > 1, to: "replayed", word: "Replay" },
  ] as const;
  return (
    <figure class="figure">
      {mode !== "still" && figures.length > 0 ? (
        <PlotlyView label={title} figures={figures} />
      ) : (
        <div class="stage">
          <Picture title={title} figure={figure} svg={svg} />
          {figure && svg && grip && <Handle figure={figure} svg={svg} grip={grip} />}
        </div>
      )}
      <figcaption>
        <span>
          {title}
          {grip && mode === "still" && ": drag the point to start elsewhere"}
        </span>
        {offers.map(
          ({ when, to, word }) =>
            when && (
              <button
                key={to}
                type="button"
                aria-pressed={mode === to}
                onClick={() => setMode(mode === to ? "still" : to)}
              >
                {word}
                <span class="hidden"> {title}</span>
              </button>
            ),
        )}
        <button type="button" disabled={svg === null} onClick={() => saveAsSvg(name, svg as string)}>
          SVG<span class="hidden"> of {title}</span>
        </button>
        <button type="button" disabled={svg === null} onClick={() => saveAsPng(name, svg as string)}>
          PNG<span class="hidden"> of {title}</span>
        </button>
      </figcaption>
    </figure>
  );
}

interface PictureProps {
  readonly title: string;
  readonly figure: FigureDescription | null;
  readonly svg: string | null;
}

function Picture({ title, figure, svg }: PictureProps): JSX.Element {
  if (svg !== null)
    return <div class="picture" role="img" aria-label={title} dangerouslySetInnerHTML={{ __html: svg }} />;
  return (
    <div class="picture" style={{ aspectRatio: figure === null ? "4 / 3" : `${figure.width} / ${figure.height}` }} />
  );
}

/** The figure as SVG; while a new one is drawn, the old one stays. */
function useSvg(figure: FigureDescription | null): string | null {
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    if (figure === null) return;
    let isWanted = true;
    import("./draw-figure.js").then(({ drawFigure }) => drawFigure(figure)).then((drawn) => isWanted && setSvg(drawn));
    return () => {
      isWanted = false;
    };
  }, [figure]);
  return svg;
}
