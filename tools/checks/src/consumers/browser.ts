import { readFileSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { browserArguments, browserPath } from "../browser.js";
import { Failure } from "../run.js";
import { type Consumer, runs } from "./folders.js";

/** What runs a bundle and compares what it prints: the browser of this machine, or Node where there is none. */
export interface Stage {
  readonly title: string;
  play(consumer: Consumer, bundle: string): Promise<void>;
  /** Runs a bundle in a page that is isolated from other origins, or in a worker of one. */
  playIsolated(consumer: Consumer, bundle: string, place: "page" | "worker"): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  if (browserPath === null)
    return {
      title: "Node",
      play: async (consumer, bundle) => runs(consumer, "node", bundle),
      async playIsolated() {},
      async close() {},
    };
  const browser = await chromium.launch({ executablePath: browserPath, args: [...browserArguments] });
  return {
    title: `Chromium ${browser.version()}`,
    play: (consumer, bundle) => playIn(browser, consumer, readFileSync(bundle, "utf8")),
    playIsolated: (consumer, bundle, place) => playIn(browser, consumer, bundle, place),
    close: () => browser.close(),
  };
}

/** Headers with which a page may share memory with its workers. */
const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const origin = "https://flambeau.test";

/** Runs a bundle in a page of its own: a blank one, or an isolated one whose script or worker it is. */
async function playIn(
  browser: Browser,
  { name, prints }: Consumer,
  bundle: string,
  isolated?: "page" | "worker",
): Promise<void> {
  const page = await browser.newPage();
  const printed = new Promise<string>((resolve) => {
    page.on("console", (message) => resolve(message.text()));
    page.on("pageerror", (error) => resolve(String(error)));
    setTimeout(() => resolve("nothing within 20 s"), 20_000).unref();
  });
  if (isolated === undefined) await page.addScriptTag({ content: bundle, type: "module" });
  else {
    const script = isolated === "page" ? `import("./bundle.js")` : `new Worker("./bundle.js", { type: "module" })`;
    const html = `<!doctype html><link rel="icon" href="data:,"><script type="module">${script}</script>`;
    await page.route(`${origin}/**`, (route) =>
      route.request().url().endsWith(".js")
        ? route.fulfill({ body: bundle, contentType: "text/javascript", headers: isolation })
        : route.fulfill({ body: html, contentType: "text/html", headers: isolation }),
    );
    await page.goto(`${origin}/`);
  }
  const text = await printed;
  if (text !== prints) throw new Failure(`a program of ${name} prints ${text} in Chromium, not ${prints}`);
  await page.close();
}
