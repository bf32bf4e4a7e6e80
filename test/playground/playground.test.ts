/**
 * The playground as it is built, in Chromium: trains, and every control does what it says. One page for all tests, in order.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSafetensors } from "../../runtime/data/safetensors.ts";
import { chromium, type Opened, openPage } from "../browser/chromium.ts";
import { root } from "../cli/nn.ts";

const BROKEN = `data points = generate(64) {
  x: [3] = normal([3])
}

train fit on points {
  steps = 5
  let guess = x |> dens(1)
  minimize mse(guess, x[:, :1]) with sgd(lr: 0.1)
}
`;

const TABLE = `data rows = csv("line.csv", split: 0.75) {
  x: [1] = [across]
  y: [1] = [up]
}

train fit on rows {
  steps = 20
  batch = 8
  let guess = x |> dense(1)
  minimize mse(guess, y) with sgd(lr: 0.1)
}
`;

const LINE = `across,up\n${Array.from({ length: 40 }, (_, i) => `${i / 40},${(3 * i) / 40 + 1}`).join("\n")}\n`;

let out: string;
let opened: Opened;
let page: Page;

const text = (selector: string) => page.locator(selector).innerText();
const status = () => text("#status");

/** Puts another program into the editor, as a person would who pastes it. */
async function write(program: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(program);
}

async function open(hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}

/** What is said at the end of a run; the button is free again only then. */
async function trained(): Promise<string> {
  await page.click("#train");
  await page.waitForSelector("#train:not(:disabled)");
  return status();
}

describe.skipIf(chromium === undefined)("the playground in Chromium", () => {
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), "nn-playground-"));
    execFileSync(process.execPath, [join(root, "playground/build.mjs"), "--out", out]);
    opened = await openPage({ "/": readFileSync(join(out, "index.html"), "utf8"), "": { folder: out } });
    ({ page } = opened);
    page.setDefaultTimeout(30_000);
  }, 90_000);
  afterAll(async () => {
    await opened?.[Symbol.asyncDispose]();
    rmSync(out, { recursive: true, force: true });
  });

  test("opens with an example, its shapes and its colours", async () => {
    await page.waitForSelector(".hint");
    expect(await page.locator("#example").inputValue()).toBe("spirals");
    expect(await page.locator(".hint").allInnerTexts()).toContain("[batch, 32]");
    expect(await page.locator(".t-keyword").allInnerTexts()).toContain("train");
    expect(await page.locator("#problems").isVisible()).toBe(false);
    expect(await page.locator("#no-gpu").isVisible()).toBe(false);
  });

  test("trains the spirals to more than 95% of the validation data, with curves and a map", async () => {
    const words = await trained();
    expect(words).toMatch(/^Done after 1,920 steps/);
    const [, accuracy] = /accuracy ([\d.]+) \(validation\)/.exec(words) ?? [];
    expect(Number(accuracy)).toBeGreaterThan(0.95);
    const label = (selector: string) => page.locator(selector).first().getAttribute("aria-label");
    await page.waitForSelector("#shown canvas");
    expect(await label("#shown canvas")).toMatch(/^map of arm: 0 \d+%, 1 \d+% of the area; 400 examples$/);
    expect(await label("#charts canvas")).toMatch(/^loss over 1,?920 steps: training from 0\.\d+ to/);
    expect(await text('#numbers [data-name="steps/s"] dd')).toMatch(/^\d/);
    expect(await text("#live")).toBe(words);
    const saved = page.waitForEvent("download");
    await page.click("#download a");
    const download = await saved;
    expect(download.suggestedFilename()).toBe("classify.safetensors");
    // What `nn train` writes of a run, so that the other commands understand the weights.
    const { metadata } = openSafetensors(readFileSync(await download.path()), "the weights");
    expect(metadata).toMatchObject({ program: "spirals.nn", name: "classify", config: "{}", step: "1920" });
  });

  test("shows the kernels, the shaders with the lines they come from, and the graph", async () => {
    await page.click("#tab-kernels");
    await page.waitForSelector("#panel-kernels tbody tr");
    expect(await text("#panel-kernels tbody tr:first-child")).toMatch(/matmul\s+spirals\.nn:12/);
    await page.locator("#panel-kernels .link").first().click();
    expect(await text(".cm-lineNumbers .cm-activeLineGutter")).toBe("12");
    // By keyboard, as a list of tabs works.
    await page.locator("#tab-kernels").press("ArrowRight");
    await page.waitForSelector("#panel-wgsl pre");
    expect(await page.evaluate("document.activeElement.id")).toBe("tab-wgsl");
    expect(await text("#panel-wgsl section:first-child")).toMatch(/from spirals\.nn:12[^]*@compute/);
    await page.click("#tab-graph");
    const graph = page.frameLocator("#panel-graph iframe");
    await graph.locator(".box").first().waitFor();
    expect(await graph.locator("h1").innerText()).toBe("spirals.nn: one step of classify");
    await page.click("#tab-output");
  });

  test("a changed program is in the address, and comes back from it", async () => {
    await page.locator("#settings summary").click();
    await page.fill('#configs input[name="=turns"]', "0.5");
    await page.fill('#fields input[name="epochs"]', "2");
    await page.locator('#fields input[name="epochs"]').press("Tab");
    await page.waitForFunction("location.hash.startsWith('#p=')");
    const address = await page.evaluate(() => location.href);
    await page.selectOption("#example", "descend");
    await page.waitForFunction("location.hash === '#e=descend'");
    await page.goto(address);
    await page.reload();
    await page.waitForSelector('#configs input[name="=turns"]');
    expect(await page.locator('#configs input[name="=turns"]').inputValue()).toBe("0.5");
    expect(await text(".cm-content")).toContain("model part(");
  });

  test("a link that is damaged is told, and the first example opened", async () => {
    await open("#p=AAAA");
    await page.waitForSelector("#failure pre");
    expect(await text("#failure")).toMatch(/damaged/);
    await page.waitForFunction("location.hash === '#e=spirals'");
  });

  test("an error is shown at its line, and its fix applies", async () => {
    await write(BROKEN);
    await page.waitForSelector("#problem-list button");
    expect(await text("#problem-count")).toBe("1 error");
    expect(await text("#problem-list")).toMatch(/^line 7 error\[NN\d{4}\]: .*`dens`/);
    await page.click("#train");
    await page.waitForSelector("#failure pre");
    expect(await text("#failure")).toMatch(/in line 7/);
    expect(await page.locator("#example").inputValue()).toBe("");
    await page.locator("#problem-list button").click();
    await page.keyboard.press("F8");
    await page.locator(".cm-diagnosticAction, .cm-lint-marker").first().hover();
    await page.locator(".cm-diagnosticAction").first().click();
    await page.waitForFunction("document.getElementById('problems').hidden");
    expect(await text(".cm-content")).toContain("x |> dense(1)");
    expect(await trained()).toMatch(/^Done after 5 steps/);
  });

  test("formats a program, and copies its link", async () => {
    await write("config  rate=1\n\n\n\nfn twice(x: [])->[]=2*x");
    await page.locator("#problems").waitFor({ state: "hidden" });
    await page.click("#format");
    await page.waitForFunction("document.querySelector('.cm-content').innerText.includes('config rate = 1')");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.click("#share");
    await page.getByText("Copied", { exact: true }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(page.url());
    expect(page.url()).toContain("#p=");
    await page.click("#train");
    await page.waitForSelector("#failure pre");
    expect(await text("#failure")).toBe("The program has no `train` block.");
  });

  test("completes names", async () => {
    await write(BROKEN.replace("dens(", "dense("));
    await page.locator(".cm-line", { hasText: "minimize" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("metric worst = max(ab");
    await page.waitForSelector(".cm-tooltip-autocomplete");
    expect(await text(".cm-tooltip-autocomplete")).toMatch(/\babs\b/);
    await page.keyboard.press("Escape");
  });

  test("trains what is in the editor now, however quickly the button is pressed", async () => {
    await write(BROKEN);
    await page.click("#train");
    await page.waitForSelector("#failure pre");
    await write(BROKEN.replace("dens(", "dense("));
    expect(await trained()).toMatch(/^Done after 5 steps/);
  });

  test("a table that is dropped is what `csv` reads", async () => {
    await write(TABLE);
    await page.locator("#problem-list", { hasText: "line 1" }).waitFor();
    expect(await text("#problem-list")).toMatch(/line 1 warning\[NN0502\]/);
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "line.csv", { type: "text/csv" }));
      return data;
    }, LINE);
    await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
    expect(await page.locator("#drop").isVisible()).toBe(true);
    await page.dispatchEvent(".cm-content", "drop", { dataTransfer: transfer });
    await page.waitForFunction("document.getElementById('problems').hidden");
    expect(await page.locator("#drop").isVisible()).toBe(false);
    expect(await text("#file-list")).toMatch(/^line\.csv/);
    expect(await trained()).toMatch(/^Done after 20 steps/);
    await page.click("#file-list button");
    await page.waitForSelector("#problem-list button");
  });

  test("stops when it is told to", async () => {
    await page.selectOption("#example", "vae");
    await page.waitForFunction("location.hash === '#e=vae'");
    await page.click("#train");
    await page.waitForSelector('#numbers [data-name="loss"]');
    expect(await page.locator("#train").isDisabled()).toBe(true);
    await page.click("#stop");
    await page.waitForFunction("/^Stopped after/.test(document.getElementById('status').innerText)");
    await page.waitForSelector("#train:not(:disabled)");
    await page.waitForSelector("#shown img");
    expect(await page.locator("#stop").isDisabled()).toBe(true);
  });

  test("another program ends the training of the one before", async () => {
    await page.selectOption("#example", "spirals");
    await page.waitForFunction("location.hash === '#e=spirals'");
    await page.click("#train");
    await page.waitForSelector('#numbers [data-name="loss"]');
    await page.selectOption("#example", "descend");
    await page.waitForSelector("#train:not(:disabled)");
    expect(await status()).toMatch(/^Press Train/);
    expect(await page.locator("#charts canvas").count()).toBe(0);
    expect(await trained()).toMatch(/^Done after 10 steps/);
  });

  test("a wrong setting is said before anything runs", async () => {
    await page.locator("#settings").evaluate((element) => element.setAttribute("open", ""));
    await page.fill('#fields input[name="batch"]', "none");
    await page.click("#train");
    await page.waitForSelector("#failure pre");
    expect(await text("#failure")).toMatch(/`batch` is a whole number/);
    await page.fill('#fields input[name="batch"]', "");
  });

  test("a program without data chooses among its trainings, on the interpreter", async () => {
    await page.selectOption("#example", "newton");
    await page.waitForSelector("#block option[value=newton]", { state: "attached" });
    await page.selectOption("#block", "newton");
    await page.selectOption('#fields select[name="device"]', "cpu");
    expect(await trained()).toMatch(/^Done after 7 steps/);
    expect(await page.locator("#charts canvas").count()).toBeGreaterThan(1);
  });

  test("says so where there is no WebGPU, and trains on the interpreter there", async () => {
    const other = await page.context().browser()!.newPage();
    try {
      await other.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, "gpu", { value: undefined }),
      );
      await other.goto(`${opened.url}#e=descend`);
      expect(await other.locator("#no-gpu").innerText()).toMatch(
        /^This browser cannot train with WebGPU: it has none\./,
      );
      await other.click("#use-cpu");
      await other.click("#train");
      await other.waitForSelector("#train:not(:disabled)");
      expect(await other.locator("#status").innerText()).toMatch(/^Done after 10 steps/);
    } finally {
      await other.close();
    }
  });

  test("nothing is wider than a phone, and everything has a name", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    const nameless = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "button, input, select, summary, canvas, img:not([aria-hidden]), iframe",
        ),
      ]
        .filter((e) => {
          const labels = (e as HTMLInputElement).labels;
          const words = [e.getAttribute("aria-label"), e.getAttribute("alt"), e.title, e.innerText];
          return !words.some(Boolean) && !labels?.length;
        })
        .map((e) => e.outerHTML.slice(0, 80)),
    );
    expect(nameless).toEqual([]);
  });

  test("nothing else went wrong", () => {
    expect(opened.errors).toEqual([]);
  });
});
