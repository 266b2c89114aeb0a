import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { Failure } from "../run.js";
import { type Consumer, runs } from "./folders.js";

const places = [
  process.env.FLAMBEAU_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const path = places.find((place) => place !== undefined && existsSync(place));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** What runs a bundle and compares what it prints: the browser of this machine, or Node where there is none. */
export interface Stage {
  readonly title: string;
  play(consumer: Consumer, bundle: string): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  if (!path)
    return { title: "Node", play: async (consumer, bundle) => runs(consumer, "node", bundle), async close() {} };
  const browser = await chromium.launch({ executablePath: path, args });
  return {
    title: `Chromium ${browser.version()}`,
    play: (consumer, bundle) => playIn(browser, consumer, bundle),
    close: () => browser.close(),
  };
}

async function playIn(browser: Browser, { name, prints }: Consumer, bundle: string): Promise<void> {
  const page = await browser.newPage();
  const printed = new Promise<string>((resolve) => {
    page.on("console", (message) => resolve(message.text()));
    page.on("pageerror", (error) => resolve(String(error)));
    setTimeout(() => resolve("nothing within 20 s"), 20_000).unref();
  });
  await page.addScriptTag({ content: readFileSync(bundle, "utf8"), type: "module" });
  const text = await printed;
  if (text !== prints) throw new Failure(`${bundle} of ${name} prints ${text}, not ${prints}`);
  await page.close();
}
