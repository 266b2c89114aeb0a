import { browserPath } from "@flambeau/checks/browser";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { catalog } from "../src/catalog.js";
import { play } from "../src/play.js";
import { portable } from "../web/run/portable.js";
import { digest, digestOfReports } from "./digest.js";
import { openSite, type Site } from "./site.js";
import { effort, finished, Visitor, violations, write } from "./visitor.js";

const title = browserPath === null ? "the web face: NOT TESTED, there is no Chromium here" : "the web face";

/** Times are measured beside other tests that keep the machine busy. */
const timed = { retry: 2 };

describe.skipIf(browserPath === null)(title, () => {
  let site: Site;
  let visitor: Visitor;

  beforeAll(async () => {
    site = await openSite();
    visitor = new Visitor(site);
  }, 120_000);
  afterAll(() => site?.close());
  afterEach(() => expect(visitor.complaints.splice(0)).toEqual([]));

  test("the start page fits a curve within two seconds, in little JavaScript", timed, async () => {
    site.fetchedScript();
    const page = await visitor.open("#/");
    await page.locator("figcaption[data-state=done]").waitFor();
    // since the navigation began
    expect(await page.evaluate(() => performance.now())).toBeLessThan(2000);
    await page.waitForLoadState("networkidle");
    expect(site.fetchedScript()).toBeLessThan(150_000);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    expect(paint).toBeLessThan(1000);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("PyTorch for TypeScript");
    await page.close();
  });

  test("a click on the picture of the start page adds a point, and so does a button", async () => {
    const page = await visitor.visit("#/");
    const points = page.locator(".live-fit circle");
    const before = await points.count();
    await page.locator(".live-fit svg").click({ position: { x: 60, y: 40 } });
    expect(await points.count()).toBe(before + 1);
    await page.getByRole("button", { name: "Add a point" }).press("Enter");
    expect(await points.count()).toBe(before + 2);
  });

  test.each(catalog.map((one) => [one.walkthrough.id, one] as const))(
    "%s prints the same as in Node and draws the same bits, and axe finds nothing on its page",
    async (id, one) => {
      const page = await visitor.visit(`#/walkthroughs/${id}`);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(one.walkthrough.title);
      expect(await page.title()).toBe(`${one.walkthrough.title} | Flambeau`);
      const outcome = play(one);
      expect(await finished(page)).toContain(`finished: ${outcome.numbers} of ${outcome.numbers} figures matched`);
      expect(await page.evaluate(digestOfReports)).toBe(await digest(outcome.steps.map(portable)));
      const answer = page.getByRole("button", { name: "Show the answer" });
      if (await answer.isVisible()) {
        await answer.click();
        await finished(page);
      }
      const lines = await page
        .locator(".printed li")
        .evaluateAll((items) => items.map((item) => item.lastChild?.textContent));
      expect(lines).toEqual(outcome.steps.flatMap((step) => (step.kind === "printed" ? [step.text] : [])));
      const figures = outcome.steps.filter((step) => step.kind === "figure");
      await expect.poll(() => page.locator(".picture svg").count(), { timeout: 15_000 }).toBe(figures.length);
      expect(await page.locator(".printed .other").count()).toBe(0);
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );

  test("a surface is turned by Plotly, which comes when it is asked for", async () => {
    const page = await visitor.visit("#/walkthroughs/pytorch-way");
    await finished(page);
    await page.getByRole("button", { name: "Turn error surface" }).click();
    await page.locator(".js-plotly-plot canvas").first().waitFor();
    const drawn = await page.evaluate(() => {
      const plot = document.querySelector(".js-plotly-plot") as Element & { data: { type: string }[] };
      return plot.data.map(({ type }) => type);
    });
    expect(drawn).toEqual(["surface", "scatter3d"]);
  });

  test("a training is replayed with a slider", async () => {
    const page = await visitor.visit("#/walkthroughs/pytorch-way");
    await finished(page);
    await page.getByRole("button", { name: "Replay error contour" }).click();
    await page.locator(".slider-container").waitFor();
    expect(await page.locator(".slider-tick-rect").count()).toBe(60);
  });

  test("the start of a path is dragged over the contours, or moved with keys, and the training starts from there", async () => {
    const page = await visitor.visit("#/walkthroughs/pytorch-way");
    await finished(page);
    const handle = page.getByRole("button", { name: "the arrow keys move this point" });
    const weight = page.getByRole("spinbutton", { name: "weight at the start" });
    const bias = page.getByRole("spinbutton", { name: "bias at the start" });
    await handle.hover();
    const frame = await page
      .locator(".figure", { has: handle })
      .locator(".role-frame .background")
      .first()
      .boundingBox();
    if (frame === null) throw new Error("the contours have no frame");
    await page.mouse.down();
    await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(Number(await weight.inputValue())).toBeCloseTo(0, 0);
    // the first path leaves the contours a little, downwards, and the axes show all of it
    expect(Number(await bias.inputValue())).toBeCloseTo(-0.8, 1);
    await page
      .getByText(/linear.weight', tensor\(\[\[-?0\.\d+\]\]/)
      .first()
      .waitFor();
    const before = Number(await weight.inputValue());
    await handle.press("ArrowRight");
    expect(Number(await weight.inputValue())).toBeCloseTo(before + 1, 0);
    await page.getByText("linear.weight', tensor([[1.").first().waitFor();
  });

  test("a knob that is turned runs the program again, and the comparison shows the difference", async () => {
    const page = await visitor.visit("#/walkthroughs/regression-by-hand");
    await finished(page);
    await page.getByRole("spinbutton", { name: "learning rate" }).fill("0.02");
    await page.keyboard.press("Enter");
    await page
      .getByRole("status")
      .filter({ hasText: /finished: (?!78 )\d+ of 78/ })
      .waitFor();
    expect(await page.locator(".printed .other").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("status").filter({ hasText: "78 of 78" }).waitFor();
  });

  test("code is changed in its place and run by a key; an error names its line, and the page goes on", async () => {
    const page = await visitor.visit("#/walkthroughs/questions-on-ed");
    await finished(page);
    await write(
      page,
      "Code: data",
      "const listNumberTasks = [1, 2];\nconst listNumberQuestions = [3, 5];\nconsole.log('mine');",
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.locator(".printed li").filter({ hasText: "mine" }).waitFor();
    await write(page, "Code: data", "const listNumberTasks = [1, 2];\nthrow new Error('on purpose');");
    await page.keyboard.press("ControlOrMeta+Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/^on purpose — line 2 of the code “data”/);
    expect(await page.getByRole("status").textContent()).toBe("stopped by an error");
    await page.getByRole("button", { name: "Reset" }).click();
    expect(await finished(page)).toContain("202 of 202");
  });

  test("a loop without an end is stopped at once", timed, async () => {
    const page = await visitor.visit("#/walkthroughs/questions-on-ed");
    await finished(page);
    await write(page, "Code: data", "while (true);");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("status").filter({ hasText: "running" }).waitFor();
    const took = await page.evaluate(async () => {
      const start = performance.now();
      [...document.querySelectorAll("button")].find((button) => button.textContent === "Stop")?.click();
      while (document.querySelector("[role=status]")?.textContent !== "stopped")
        await new Promise((go) => setTimeout(go, 1));
      return performance.now() - start;
    });
    expect(took).toBeLessThan(100);
    await page.getByRole("button", { name: "Reset" }).click();
    expect(await finished(page)).toContain("202 of 202");
  });

  test("a hundred thousand epochs leave the page free, which says how fast they are", timed, async () => {
    const page = await visitor.visit("#/walkthroughs/regression-with-modules");
    await finished(page);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("of 100,000").waitFor();
    const { busy, frames } = await effort(page);
    expect(busy).toBeLessThan(0.5);
    expect(frames).toBeGreaterThan(10);
    expect(await page.locator(".how-far").textContent()).toMatch(/ of 100,000, [\d,]+ steps per second/);
    await finished(page);
  });

  test("the exercise is solved by the reader, or revealed", async () => {
    const page = await visitor.visit("#/walkthroughs/pytorch-way");
    await finished(page);
    await write(
      page,
      "Your answer",
      "const practice = new linear_regression(1, 1);\nconst practiceSurface = train(practice, new optim.SGD(practice.parameters(), { lr: practiceRate }));",
    );
    await page.getByRole("button", { name: "Check my answer" }).click();
    await page.getByRole("alert").filter({ hasText: "Not yet" }).waitFor();
    const solution = [
      "const practice = new linear_regression(1, 1);",
      "putFarAway(practice);",
      "const mine = new optim.SGD(practice.parameters(), { lr: practiceRate });",
      "console.log(mine.stateDict());",
      "const practiceSurface = train(practice, mine);",
      "console.log(practice.stateDict());",
    ];
    await write(page, "Your answer", solution.join("\n"));
    await page.getByRole("button", { name: "Check my answer" }).click();
    await page.getByRole("textbox", { name: "Code: practice" }).waitFor();
    expect(await finished(page)).toContain("62 of 62");
  });

  test("the playground runs a program, shows its figures, and passes it on as a link", async () => {
    const page = await visitor.visit("#/playground");
    await page.getByRole("textbox", { name: "Program" }).waitFor();
    await write(page, "Program", 'import { arange } from "flambeau";\nconsole.log(arange(3));\nconsole.log("µ");');
    await page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await finished(page)).toContain("finished");
    expect(await page.locator(".printed li").allTextContents()).toEqual(["tensor([0, 1, 2])", "µ"]);
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("alert").waitFor();
    const other = await visitor.open(new URL(page.url()).hash);
    await other.getByText('console.log("µ")').waitFor();
    await other.close();
  });

  test("the playground completes names from the types of the library", async () => {
    const page = await visitor.visit("#/playground");
    await page.getByRole("textbox", { name: "Program" }).waitFor();
    await write(page, "Program", 'import { tensor } from "flambeau";\n');
    // faster than the page follows: nothing that is typed gets lost
    await page.keyboard.type("const x = tensor([1]);\nx.log_softmax;\nx.logS");
    await page.getByRole("option", { name: "logSoftmax", exact: true }).click();
    await page.keyboard.type("(0);");
    const lines = await page.locator(".cm-line").allTextContents();
    expect(lines.slice(1)).toEqual(["const x = tensor([1]);", "x.log_softmax;", "x.logSoftmax(0);"]);
  });

  test("an error in the playground names its line, and the next run is none the worse", async () => {
    const page = await visitor.visit("#/playground");
    await page.getByRole("textbox", { name: "Program" }).waitFor();
    await write(
      page,
      "Program",
      'import { zeros } from "flambeau";\nconsole.log("before");\nzeros([2]).add(zeros([3]));',
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("status").filter({ hasText: "stopped by an error" }).waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(
      /size of tensor a \(2\).* — line 3\. Change the program/,
    );
    expect(await page.locator(".printed li").allTextContents()).toEqual(["before"]);
    await write(page, "Program", 'console.log("after");');
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.locator(".printed li").filter({ hasText: "after" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("nothing is sent anywhere: what a program asks of another place is refused", async () => {
    const page = await visitor.visit("#/playground");
    await page.getByRole("textbox", { name: "Program" }).waitFor();
    await write(page, "Program", 'await fetch("https://example.com/");');
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("alert").filter({ hasText: "Failed to fetch" }).waitFor();
    for (const complaint of visitor.complaints.splice(0)) expect(complaint).toContain("Content Security Policy");
  });

  test.each([
    ["Two moons and a moving boundary", /accuracy 0\.9[5-9]|accuracy 1/],
    ["A small CNN that reads digits", /right: (1[6-9]\d|200) of 200/],
    ["A model of letters", /250 0\.\d+/],
  ])("the example “%s” learns", async (name, learned) => {
    const page = await visitor.visit("#/playground");
    await page.getByRole("textbox", { name: "Program" }).waitFor();
    await page.getByLabel("Start from").selectOption(name);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await finished(page)).toContain("finished");
    expect(await page.locator(".printed li").allTextContents()).toContainEqual(expect.stringMatching(learned));
  });

  test("a link that holds no program says so", async () => {
    const page = await visitor.visit("#/playground?program=AAAA");
    await page.getByRole("alert").filter({ hasText: "no program" }).waitFor();
  });

  test("an unknown walkthrough leads back", async () => {
    const page = await visitor.visit("#/walkthroughs/none");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("There is no walkthrough");
    await page.getByRole("link", { name: "All walkthroughs" }).click();
    await page.getByRole("heading", { name: "PyTorch for TypeScript" }).waitFor();
  });

  test("everything is reached by keyboard", async () => {
    const page = await visitor.open("#/walkthroughs/questions-on-ed");
    await finished(page);
    const reached = new Set<string>();
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const { activeElement: element } = document;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        }),
      );
    }
    for (const name of ["Skip to the content", "Playground", "Run", "learning rate, slider", "Code: imports"])
      expect(reached).toContain(name);
    await page.close();
  });

  test.each([
    ["#/", "figcaption[data-state=done]"],
    ["#/playground", ".cm-content"],
  ])("axe finds nothing on %s", async (route, last) => {
    const page = await visitor.visit(route);
    await page.locator(last).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test.each(["#/", "#/playground", "#/walkthroughs/pytorch-way"])("%s fits a phone", async (route) => {
    const page = await visitor.visit(route);
    await page.setViewportSize({ width: 360, height: 740 });
    if (route.includes("walkthroughs")) await finished(page);
    else await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
