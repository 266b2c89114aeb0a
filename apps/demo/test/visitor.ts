import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { forgetReports, keepReports } from "./digest.js";
import type { Site } from "./site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Someone who looks at the site. */
export class Visitor {
  /** Errors that pages wrote into their consoles. */
  readonly complaints: string[] = [];
  readonly #site: Site;
  #tab: Page | null = null;

  constructor(site: Site) {
    this.#site = site;
  }

  /** A document of its own. */
  async open(route: string): Promise<Page> {
    const page = await this.#site.browser.newPage();
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(error.message));
    await page.addInitScript(keepReports);
    await page.goto(this.#site.url + route);
    return page;
  }

  /**
   * Goes to a page, which begins afresh even if it was there before. All visits are made in one document, led from page to page by
   * its address: what has been loaded once stays.
   */
  async visit(route: string): Promise<Page> {
    this.#tab ??= await this.open("#/");
    const tab = this.#tab;
    const heading = tab.getByRole("heading", { level: 1 });
    await tab.setViewportSize({ width: 1280, height: 720 });
    await tab.evaluate(forgetReports);
    for (const hash of ["#/", route]) {
      await tab.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      const isStart = heading.filter({ hasText: "PyTorch for TypeScript" });
      if (hash === "#/") await isStart.waitFor();
      else await isStart.waitFor({ state: "detached" });
      if (route === "#/") break;
    }
    return tab;
  }
}

/** Waits for the end of a run, and gives what its status says. */
export async function finished(page: Page): Promise<string | null> {
  await page
    .getByRole("status")
    .filter({ hasText: /finished|error/ })
    .waitFor();
  return page.getByRole("status").textContent();
}
/** Puts a text in the place of what an editor holds. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label, exact: true }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** For half a second, what share of its time the page's own thread computes, and how many frames it shows in a second. */
export async function effort(page: Page): Promise<{ busy: number; frames: number }> {
  const session = await page.context().newCDPSession(page);
  // the processor's time, so that other programs of this machine do not count
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const seconds = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
  const before = await seconds();
  const start = Date.now();
  const frames = await page.evaluate(async () => {
    const start = performance.now();
    let frames = 0;
    while (performance.now() - start < 500) {
      await new Promise(requestAnimationFrame);
      frames++;
    }
    return frames;
  });
  const took = (Date.now() - start) / 1000;
  const busy = ((await seconds()) - before) / took;
  await session.detach();
  return { busy, frames: frames / took };
}

/** What axe finds wrong, in both themes. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.addScriptTag({ content: axe });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // the other theme changes nothing but colours
    const rules = colorScheme === "light" ? {} : { runOnly: ["color-contrast"] };
    const result = await page.evaluate((options) => (globalThis as unknown as { axe: Axe }).axe.run(options), {
      resultTypes: ["violations"],
      ...rules,
    });
    for (const { id, nodes } of result.violations) found.push(`${colorScheme}, ${id}: ${nodes[0]?.html.slice(0, 120)}`);
  }
  return found;
}
