import { readReport, tally } from "./report.js";

console.log(tally(readReport()));
