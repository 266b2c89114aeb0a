import type { FigureDescription } from "@flambeau/plot";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { saveAsPng, saveAsSvg } from "./save-figure.js";

interface FigureViewProps {
  readonly name: string;
  readonly figure: FigureDescription | null;
}

/** A figure as a picture, which can be saved; an empty frame until it is drawn. */
export function FigureView({ name, figure }: FigureViewProps): JSX.Element {
  const svg = useSvg(figure);
  const ratio = figure === null ? "4 / 3" : `${figure.width} / ${figure.height}`;
  const title = name.replaceAll("-", " ");
  return (
    <figure class="figure">
      {svg === null ? (
        <div class="picture" style={{ aspectRatio: ratio }} />
      ) : (
        <div class="picture" role="img" aria-label={title} dangerouslySetInnerHTML={{ __html: svg }} />
      )}
      <figcaption>
        <span>{title}</span>
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
