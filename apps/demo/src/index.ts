export { type Check, check, type ExpectedLine } from "./check.js";
export { type Outcome, type Play, play } from "./play.js";
export type { Direction, Stage, Step, Walkthrough } from "./steps.js";
