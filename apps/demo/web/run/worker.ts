import * as core from "@flambeau/core";
import * as data from "@flambeau/data";
import * as io from "@flambeau/io";
import * as losses from "@flambeau/losses";
import * as nn from "@flambeau/nn";
import * as optim from "@flambeau/optim";
import * as plot from "@flambeau/plot";
import * as flambeau from "flambeau";
import { play } from "../../src/play.js";
import type { Step, Walkthrough } from "../../src/steps.js";
import * as steps from "../../src/steps.js";
import { compile, type Modules, problemOf } from "./compile.js";
import { Courier } from "./courier.js";
import type { Ending, Report, Request } from "./messages.js";
import { portable } from "./portable.js";
import { sketchpad } from "./sketchpad.js";

/** What programs may import. */
const modules: Modules = {
  flambeau,
  "@flambeau/core": core,
  "@flambeau/nn": nn,
  "@flambeau/losses": losses,
  "@flambeau/optim": optim,
  "@flambeau/data": data,
  "@flambeau/io": io,
  "@flambeau/plot": plot,
  "../src/steps.js": steps,
};

self.onmessage = async ({ data: request }: MessageEvent<Request>) => {
  const courier = new Courier((report: Report) => self.postMessage(report));
  const show = (step: Step): void => courier.take(portable(step));
  courier.end(request.kind === "walkthrough" ? await perform(request, show) : await run(request.source, show));
};

/** Runs a walkthrough as the terminal face does; only that its source, which the reader may have changed, is read here. */
async function perform(
  { source, expected, settings }: Extract<Request, { kind: "walkthrough" }>,
  show: (step: Step) => void,
): Promise<Ending> {
  const start = performance.now();
  try {
    const [walkthrough] = Object.values(await compile(source, modules)()) as [Walkthrough];
    const { numbers, matching, seconds, ok, error } = play({ walkthrough, source, expected }, show, settings);
    return { numbers, matching, seconds, ok, problem: error === undefined ? null : problemOf(error) };
  } catch (reason) {
    return stopped(reason, start);
  }
}

/** Runs any program. */
async function run(source: string, show: (step: Step) => void): Promise<Ending> {
  const start = performance.now();
  try {
    await compile(source, modules, sketchpad(show))();
    return { numbers: 0, matching: 0, seconds: (performance.now() - start) / 1000, ok: true, problem: null };
  } catch (reason) {
    return stopped(reason, start);
  }
}

function stopped(reason: unknown, start: number): Ending {
  const seconds = (performance.now() - start) / 1000;
  return { numbers: 0, matching: 0, seconds, ok: false, problem: problemOf(reason) };
}
