import * as functional from "./functional.js";

export { MSELoss } from "./mse.js";
export type { LossOptions, Reduction } from "./reduction.js";
export { functional };
