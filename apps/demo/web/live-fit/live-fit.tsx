import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Fit, Point } from "./messages.js";

const [width, height] = [480, 360];
const acrossOf = (x: number): number => ((x + 1) / 2) * width;
const downOf = (y: number): number => ((1 - y) / 2) * height;

/** Noisy points around a wave, always the same ones. */
const beginning: readonly Point[] = Array.from({ length: 24 }, (_, i): Point => {
  const x = -0.92 + (i / 23) * 1.84;
  return [x, 0.6 * Math.sin(3.4 * x) + 0.12 * Math.sin(i * i)];
});

/** A point somewhere in the picture, for readers who do not click into it. */
function stray(i: number): Point {
  return [Math.sin(7 * i) * 0.9, Math.cos(4 * i) * 0.9];
}

/** A small network fitted to points, in a worker; a click adds a point. */
export function LiveFit(): JSX.Element {
  const [points, setPoints] = useState(beginning);
  const [fit, setFit] = useState<Fit | null>(null);
  const worker = useRef<Worker | null>(null);

  useEffect(() => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    started.onmessage = ({ data }: MessageEvent<Fit>) => setFit(data);
    worker.current = started;
    return () => started.terminate();
  }, []);
  useEffect(() => worker.current?.postMessage({ points }), [points]);

  const add = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 2 - 1;
    const y = 1 - ((event.clientY - box.top) / box.height) * 2;
    setPoints((before) => [...before, [x, y]]);
  };

  return (
    <figure class="live-fit">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, the button below adds a point */}
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="A curve being fitted to points" onClick={add}>
        {points.map(([x, y], i) => (
          <circle key={i} cx={acrossOf(x)} cy={downOf(y)} r="4.5" />
        ))}
        {fit && <polyline points={fit.curve.map((y, i) => `${(i / 100) * width},${downOf(y).toFixed(1)}`).join(" ")} />}
      </svg>
      <figcaption data-state={fit?.isDone ? "done" : "running"}>
        {fit === null ? "starting" : `step ${fit.step}, loss ${fit.loss.toFixed(4)}`}
        <button type="button" onClick={() => setPoints((before) => [...before, stray(before.length)])}>
          Add a point
        </button>
      </figcaption>
    </figure>
  );
}
