import { writeFileSync } from "node:fs";
import { readCases } from "./cases.js";
import { orComplaint, runCommand } from "./command.js";
import { CallCount } from "./compatibility/call-count.js";
import { RecordingLibrary } from "./compatibility/recorder.js";
import { compareEngines, DigestingLibrary, digestsOf } from "./engines.js";
import { loadLibrary } from "./library.js";
import { compatibilityFile, corpusFolder } from "./places.js";
import { answerRequests, isHelper, runInThreads } from "./threads.js";

// The library repeats PyTorch's warnings, which would drown the report; the cases about warnings listen themselves.
console.warn = () => {};

/** What follows an option that needs a folder. */
function folderAfter(option: string): string | undefined {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv[at + 1];
}

const program = process.argv[1] as string;

if (isHelper) {
  await answerRequests();
} else if (process.argv.includes("--compatibility")) {
  const count = new CallCount(await loadLibrary(RecordingLibrary));
  for (const one of readCases(corpusFolder)) count.run(one);
  writeFileSync(compatibilityFile, count.text());
} else if (folderAfter("--digests") !== undefined) {
  const cases = readCases(folderAfter("--digests") as string);
  console.log(JSON.stringify(digestsOf(await loadLibrary(DigestingLibrary), cases)));
} else if (folderAfter("--engines") !== undefined) {
  const folder = folderAfter("--engines") as string;
  process.exitCode = await orComplaint(() => compareEngines(program, folder, console.log), console.error);
} else {
  process.exitCode = await runCommand(process.argv.slice(2), {
    run: (cases) => runInThreads(program, cases),
    print: console.log,
    complain: console.error,
  });
}
