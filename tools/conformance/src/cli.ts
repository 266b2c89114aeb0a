import { writeFileSync } from "node:fs";
import { readCases } from "./cases.js";
import { runCommand } from "./command.js";
import { CallCount } from "./compatibility/call-count.js";
import { RecordingLibrary } from "./compatibility/recorder.js";
import { loadLibrary } from "./library.js";
import { compatibilityFile, corpusFolder } from "./places.js";

// The library repeats PyTorch's warnings, which would drown the report; the cases about warnings listen themselves.
console.warn = () => {};

if (process.argv.includes("--compatibility")) {
  const count = new CallCount(await loadLibrary(RecordingLibrary));
  for (const one of readCases(corpusFolder)) count.run(one);
  writeFileSync(compatibilityFile, count.text());
} else {
  process.exitCode = await runCommand(process.argv.slice(2), {
    load: loadLibrary,
    print: console.log,
    complain: console.error,
  });
}
