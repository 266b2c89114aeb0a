export { mseLoss } from "./functional/mse.js";
