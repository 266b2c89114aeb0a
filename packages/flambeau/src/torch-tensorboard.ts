export { SummaryWriter } from "@flambeau/io";
