import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { browserArguments, browserPath } from "@flambeau/checks/browser";
import { packages, root } from "@flambeau/checks/workspace";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSite } from "../src/site.js";

const files = makeSite();
const pages = [...files.keys()].filter((path) => path.endsWith(".html"));

/** The values of an attribute on a page. */
function values(page: string, attribute: string): string[] {
  return [...files.get(page)!.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, "g"))].map(([, value]) => value!);
}

test("every link leads to a page, and to a place on it", () => {
  const places = new Map(pages.map((page) => [page, new Set(values(page, "id"))]));
  const broken = pages.flatMap((page) =>
    [...values(page, "href"), ...values(page, "src")]
      .filter((link) => !/^(https:|data:)/.test(link))
      .filter((link) => {
        const [path, place] = link.split("#");
        const target = path === "" ? page : posix.join(posix.dirname(page), path!);
        return !files.has(target) || (place !== undefined && !places.get(target)!.has(place));
      })
      .map((link) => `${page} -> ${link}`),
  );
  expect(broken).toEqual([]);
});

test("nothing is fetched from elsewhere", () => {
  const fetched = pages.flatMap((page) => files.get(page)!.match(/<(script|link|img)[^>]*https?:[^>]*>/g) ?? []);
  expect(fetched).toEqual([]);
});

test.each(packages().map(({ folder }) => folder))("every public name of %s has its page", (folder) => {
  const index = files.get(`api/${folder.split("/")[1]}/index.html`)!;
  const names = readFileSync(join(root, folder, "exports.txt"), "utf8")
    .trim()
    .split("\n");
  const missing = names.filter((line) => {
    const [kind, name] = line.split(" ");
    return !index.includes(kind === "namespace" ? `>${name}</a>` : `<code>${name}</code></a>`);
  });
  expect(missing).toEqual([]);
});

test("every guide has its place in the menu", () => {
  const guides = pages.filter((path) => path.startsWith("guides/"));
  const inOrder = [...files.get("index.html")!.matchAll(/href="(guides\/[^"]*)"/g)].map(([, path]) => path!);
  expect([...new Set(inOrder)].sort()).toEqual(guides.sort());
  expect(inOrder[0]).toBe("guides/quick-start.html");
});

test("an example is shown with what it prints", () => {
  const text = files.get("api/core/softmax.html")!.replace(/<[^>]*>/g, "");
  expect(text).toContain("softmax(tensor([0.5, 0.5]), 0).tolist() // =&#62; [0.5, 0.5]");
});

const title =
  browserPath === null ? "in a browser: NOT TESTED, there is no Chromium here" : "in a browser, from a disk";

describe.skipIf(browserPath === null)(title, () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  let folder: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "flambeau-docs-"));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    browser = await chromium.launch({ executablePath: browserPath!, args: [...browserArguments] });
    page = await browser.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const open = (path: string) => page.goto(String(pathToFileURL(join(folder, path))));

  /** A page of each kind: prose, pairs of programs, a picture, a list of names, a class. */
  const various = [
    "index.html",
    "guides/numerics.html",
    "guides/autograd.html",
    "api/data/index.html",
    "api/nn/class-Linear.html",
  ];

  test("axe finds nothing wrong, light or dark", async () => {
    const found: string[] = [];
    for (const path of various) {
      await open(path);
      await page.addScriptTag({ content: axe });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        // only colours differ in the dark
        const options = { resultTypes: ["violations"], ...(colorScheme === "dark" && { runOnly: ["color-contrast"] }) };
        const { violations } = await page.evaluate(
          (options) => (globalThis as unknown as { axe: Axe }).axe.run(options),
          options,
        );
        found.push(
          ...violations.map(({ id, nodes }) => `${path} ${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 120)}`),
        );
      }
    }
    expect(found).toEqual([]);
  }, 60_000);

  test("every kind of page fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const wide: string[] = [];
    for (const path of [...various, ...pages.filter((one) => one.startsWith("guides/"))]) {
      await open(path);
      if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 390) wide.push(path);
    }
    expect(wide).toEqual([]);
  });

  test("the search finds a name, and leads there", async () => {
    await open("contributing/op.html");
    await page.keyboard.press("/");
    await page.keyboard.type("crossEntr");
    await page.locator("#found a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/api\/.*crossEntropy/i);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(/crossEntropy/i);
  });
});

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
