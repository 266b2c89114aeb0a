import { runCommand } from "./command.js";
import { loadLibrary } from "./library.js";

// The library repeats PyTorch's warnings, which would drown the report; the cases about warnings listen themselves.
console.warn = () => {};

process.exitCode = await runCommand(process.argv.slice(2), {
  load: loadLibrary,
  print: console.log,
  complain: console.error,
});
