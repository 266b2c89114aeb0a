import type { FigureDescription } from "@flambeau/plot";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { saveAsPng, saveAsSvg } from "./save-figure.js";
import { SpaceFigure } from "./space-figure.js";

interface FigureViewProps {
  readonly name: string;
  readonly figure: FigureDescription | null;
}

/** A figure as a picture, which can be saved, and turned if it is one in space; an empty frame until it is drawn. */
export function FigureView({ name, figure }: FigureViewProps): JSX.Element {
  const svg = useSvg(figure);
  const [isTurning, setTurning] = useState(false);
  const title = name.replaceAll("-", " ");
  const canTurn = figure?.axes.some(({ projection }) => projection === "3d") ?? false;
  return (
    <figure class="figure">
      {isTurning && figure !== null ? (
        <SpaceFigure title={title} figure={figure} />
      ) : (
        <Picture title={title} figure={figure} svg={svg} />
      )}
      <figcaption>
        <span>{title}</span>
        {canTurn && (
          <button type="button" aria-pressed={isTurning} onClick={() => setTurning(!isTurning)}>
            Turn<span class="hidden"> {title}</span>
          </button>
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
