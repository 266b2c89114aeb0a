import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Knob } from "../../src/steps.js";

interface KnobsProps {
  readonly knobs: Readonly<Record<string, Knob>>;
  readonly settings: Readonly<Record<string, number>>;
  turn(settings: Readonly<Record<string, number>>): void;
}

/** The numbers that a reader may turn, each as a slider and as a field. */
export function Knobs({ knobs, settings, turn }: KnobsProps): JSX.Element {
  return (
    <fieldset class="knobs">
      <legend>Numbers to turn</legend>
      {Object.entries(knobs).map(([name, knob]) => (
        <Turnable key={name} knob={knob} value={settings[name] as number} turn={(value) => turn({ [name]: value })} />
      ))}
    </fieldset>
  );
}

interface TurnableProps {
  readonly knob: Knob;
  readonly value: number;
  turn(value: number): void;
}

function Turnable({ knob, value, turn }: TurnableProps): JSX.Element {
  const id = useId();
  const scale = scaleOf(knob);
  const change = (next: number): void => {
    if (Number.isFinite(next)) turn(Math.min(knob.max, Math.max(knob.min, next)));
  };
  return (
    <div class="knob" data-turned={value !== knob.value}>
      <label for={id}>{knob.label}</label>
      <input
        id={id}
        type="number"
        min={knob.min}
        max={knob.max}
        step="any"
        value={value}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <input
        type="range"
        aria-label={`${knob.label}, slider`}
        aria-valuetext={String(value)}
        min={0}
        max={steps}
        value={scale.placeOf(value)}
        onInput={(event) => change(scale.valueAt(event.currentTarget.valueAsNumber))}
      />
    </div>
  );
}

/** Places of a slider. */
const steps = 200;

/** Sliders over several powers of ten are logarithmic; knobs that stand at whole numbers stay whole, the others get two digits. */
function scaleOf({ min, max, value }: Knob): { placeOf(value: number): number; valueAt(place: number): number } {
  const isLog = min > 0 && max / min >= 1000;
  const [start, end] = isLog ? [Math.log(min), Math.log(max)] : [min, max];
  const isWhole = [min, max, value].every(Number.isInteger);
  return {
    placeOf: (v) => (((isLog ? Math.log(v) : v) - start) / (end - start)) * steps,
    valueAt(place) {
      const along = start + (place / steps) * (end - start);
      const exact = isLog ? Math.exp(along) : along;
      return isWhole ? Math.round(exact) : Number(exact.toPrecision(2));
    },
  };
}
