export * from "@flambeau/optim";
// what averages models is here with what schedules it, as in PyTorch
export * as swaUtils from "./swa-utils.js";
