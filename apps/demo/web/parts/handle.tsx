import { type FigureDescription, positionOn, type ResolvedAxis, resolve } from "@flambeau/plot";
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A point of a figure, which the reader may move. */
export interface Grip {
  readonly point: Point;
  /** What its coordinates are. */
  readonly names: readonly [x: string, y: string];
  move(point: Point): void;
}

interface HandleProps {
  readonly figure: FigureDescription;
  /** The figure as it is drawn in the element before this one. */
  readonly svg: string;
  readonly grip: Grip;
}

type Point = readonly [x: number, y: number];

/** How many presses of an arrow key lead across the figure. */
const presses = 30;

/** The point itself: it is dragged, or moved with the arrow keys. */
export function Handle({ figure, svg, grip: { point, names, move } }: HandleProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const picture = (): Element => button.current?.previousElementSibling as Element;
  useLayoutEffect(() => setPlace(placeIn(picture(), figure)), [svg]);

  const drag = (event: PointerEvent): void => {
    if (place === null || !(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const box = picture().getBoundingClientRect();
    move(place.pointAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  };
  const step = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    if (place === null || way === undefined) return;
    event.preventDefault();
    move(place.pointBeside(point, way));
  };
  const [left, top] = place?.shareOf(point) ?? [0, 0];
  return (
    <button
      ref={button}
      type="button"
      class="handle"
      hidden={place === null}
      style={{ left: `${left * 100}%`, top: `${top * 100}%` }}
      aria-label={`${names[0]} ${point[0]}, ${names[1]} ${point[1]}: the arrow keys move this point`}
      title="Drag me"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    />
  );
}

const ways: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

/** From points of the figure to shares of the picture, measured from its upper left corner, and back. */
interface Place {
  shareOf(point: Point): Point;
  pointAt(left: number, top: number): Point;
  pointBeside(point: Point, way: Point): Point;
}

function placeIn(picture: Element, figure: FigureDescription): Place | null {
  const [axes] = resolve(figure).axes;
  const frame = picture.querySelector(".role-frame > g > .background")?.getBoundingClientRect();
  if (axes === undefined || frame === undefined) return null;
  const { x, y } = axes;
  const whole = picture.getBoundingClientRect();
  const [left, top] = [(frame.left - whole.left) / whole.width, (frame.top - whole.top) / whole.height];
  const [width, height] = [frame.width / whole.width, frame.height / whole.height];
  const pressed = (axis: ResolvedAxis, value: number, way: number): number =>
    valueAt(axis, Math.round(positionOn(axis, value) * presses + way) / presses);
  return {
    shareOf: (point) => [left + positionOn(x, point[0]) * width, top + (1 - positionOn(y, point[1])) * height],
    pointAt: (across, down) => [valueAt(x, (across - left) / width), valueAt(y, 1 - (down - top) / height)],
    pointBeside: (point, way) => [
      way[0] === 0 ? point[0] : pressed(x, point[0], way[0]),
      way[1] === 0 ? point[1] : pressed(y, point[1], way[1]),
    ],
  };
}

/** The value at a place of a linear axis, never outside it, with two decimals. */
function valueAt({ limits: [start, end] }: ResolvedAxis, place: number): number {
  const value = start + Math.min(1, Math.max(0, place)) * (end - start);
  return Math.round(value * 100) / 100;
}
