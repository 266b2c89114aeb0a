import type { FigureDescription } from "@flambeau/plot";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface SpaceFigureProps {
  readonly title: string;
  readonly figure: FigureDescription;
}

/** A figure in space that can be turned. Plotly is large, so it is loaded when a reader asks to turn one. */
export function SpaceFigure({ title, figure }: SpaceFigureProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    import("./draw-in-space.js").then(({ drawInSpace }) => {
      if (isWanted && host.current !== null) drawInSpace(host.current, figure);
    });
    return () => {
      isWanted = false;
    };
  }, [figure]);
  return (
    <div
      class="picture"
      role="img"
      aria-label={`${title}, to be turned with the mouse`}
      ref={host}
      style={{ aspectRatio: `${figure.width} / ${figure.height}` }}
    />
  );
}
