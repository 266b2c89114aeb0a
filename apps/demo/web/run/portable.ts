import type { FigureDescription, FigureLike } from "@flambeau/plot";
import type { Step } from "../../src/steps.js";
import type { Event } from "./messages.js";

/** A step as it travels from the worker to the page. */
export function portable(step: Step): Event {
  if (step.kind !== "figure") return step;
  const { kind, name, figure, replay, handle = null } = step;
  return { kind, name, figure: described(figure), replay: replay?.().map(described) ?? [], handle };
}

function described(figure: FigureLike): FigureDescription {
  return "toJSON" in figure ? figure.toJSON() : figure;
}
