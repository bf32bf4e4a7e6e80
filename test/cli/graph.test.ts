/**
 * `nn graph` of programs that are too large to be drawn op by op: grouped by layer, in the picture and in the page, whose
 * groups open and close.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nn, sharedFolder } from "./nn.ts";

const cwd = sharedFolder();
const page = join(cwd, "gpt.html");
const gpt = ["graph", "examples/gpt.nn", "--set", "depth=2"];
/** What draws the page; a machine without it checks the rest. */
const CHROMIUM = "/usr/bin/chromium";

beforeAll(async () => {
  const { code, stderr } = await nn([...gpt, "--html", page]);
  if (code !== 0) throw new Error(stderr);
}, 60_000);

interface Tree {
  nodes: { id: string; parent: string; kind: string; phase: string; facts: [string, string][] }[];
  groups: { id: string; label: string; parent?: string; phase: string; kind: string }[];
  arrows: { from: string; to: string }[];
  open: string[];
}

const tree = (): Tree =>
  JSON.parse(
    /<script type="application\/json" id="tree">(.*?)<\/script>/s.exec(readFileSync(page, "utf8"))![1]!,
  ) as Tree;

test("the picture of a transformer is one box a layer, with the derivative of each beside it", async () => {
  const { code, stdout } = await nn([...gpt, "--svg"]);
  expect(code).toBe(0);
  const labels = [...stdout.matchAll(/font-weight="600" fill="#0f172a">([^<]*)</g)].map((m) => m[1]!);
  for (const layer of ["block_0", "block_1", "layernorm_0"])
    expect(labels.filter((l) => l === layer).length).toBeGreaterThanOrEqual(2);
  expect(labels.length).toBeLessThan(100);
  // The frames of what is open.
  for (const phase of ["forward", "backward", "update"])
    expect(stdout).toMatch(new RegExp(`>${phase} {2}\\d+ ops`));
  expect(stdout).not.toContain("<script");
});

test("the page needs nothing else, and its tree holds every op once", () => {
  const text = readFileSync(page, "utf8");
  expect(text.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|src=|@import/);
  const { nodes, groups, arrows, open } = tree();
  const known = new Map(groups.map((g) => [g.id, g]));
  expect(new Set(nodes.map((n) => n.id)).size).toBe(nodes.length);
  for (const { phase, parent } of nodes) expect(known.get(parent)!.phase).toBe(phase);
  for (const { parent, kind } of groups) expect(parent === undefined).toBe(kind === "phase");
  const ids = new Set(nodes.map((n) => n.id));
  expect(arrows.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  // An attention's weights and ops, and the derivative of it.
  for (const phase of ["forward", "backward"])
    expect(known.get(`${phase} net.block_1.self_attention_0`)!.parent).toBe(`${phase} net.block_1`);
  expect(nodes.filter((n) => n.parent === "forward net.block_0.dense_1" && n.kind === "weight")).toHaveLength(
    2,
  );
  expect(open).toEqual(["forward", "backward", "update", "forward net", "backward net"]);
});

test("an op tells its shape, its line and its kernel", async () => {
  const { stdout } = await nn(["kernels", "examples/gpt.nn", "--set", "depth=2", "--json"]);
  const { dispatches } = JSON.parse(stdout) as { dispatches: { name: string; lines: string[] }[] };
  const attention = dispatches.filter((d) => d.name.startsWith("attention")).map((d) => d.name);
  const exps = tree().nodes.filter(
    (n) =>
      n.parent.startsWith("forward net.block_0.self_attention_0") && new Map(n.facts).get("op") === "exp",
  );
  expect(exps).toHaveLength(1);
  const facts = new Map(exps[0]!.facts);
  expect(facts.get("shape")).toBe("[32, 4, 64, 64]");
  expect(facts.get("type")).toBe("f32");
  expect(exps[0]!.facts.filter(([name]) => name === "source").map(([, at]) => at)).toContainEqual(
    expect.stringMatching(/^gpt\.nn:17 {2}let mix = scores \|> causal_mask \|> softmax/),
  );
  // Others, of the backward phase, compute it again rather than keep it.
  expect(attention).toContain("attention");
  expect(facts.get("kernel")!.split(", ")[0]).toBe("attention");
});

describe.skipIf(!existsSync(CHROMIUM))(`in a browser (skipped without ${CHROMIUM})`, () => {
  let browser: Browser;
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  async function shown(colorScheme: "light" | "dark"): Promise<Page> {
    const opened = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 800 } });
    opened.on("console", (message) => errors.push(message.text()));
    opened.on("pageerror", (error) => errors.push(error.message));
    await opened.goto(`file://${page}`);
    return opened;
  }
  const named = (opened: Page, id: string) => opened.locator(`.box[data-id="${id}"]`);

  test("groups open and close by mouse and by keyboard", async () => {
    const opened = await shown("light");
    const boxes = opened.locator(".box");
    const atFirst = await boxes.count();
    expect(atFirst).toBeLessThan(50);
    const block = named(opened, "forward net.block_0");
    const inside = named(opened, "forward net.block_0.self_attention_0");
    expect(await block.getAttribute("aria-expanded")).toBe("false");
    await block.click();
    expect(await block.getAttribute("aria-expanded")).toBe("true");
    expect(await inside.count()).toBe(1);
    expect(await boxes.count()).toBeGreaterThan(atFirst);

    // The keyboard is where the mouse was.
    await opened.keyboard.press("Enter");
    expect(await block.getAttribute("aria-expanded")).toBe("false");
    expect(await boxes.count()).toBe(atFirst);
    await opened.keyboard.press("ArrowDown");
    expect(await opened.evaluate(() => (document.activeElement as SVGElement).dataset["id"])).toBe(
      "forward net.block_1",
    );
    await opened.keyboard.press("Enter");
    expect(await named(opened, "forward net.block_1").getAttribute("aria-expanded")).toBe("true");

    await opened.getByRole("button", { name: "Open all" }).click();
    expect(await boxes.count()).toBe(tree().nodes.length + tree().groups.length);
    await opened.getByRole("button", { name: "Layers" }).click();
    expect(await boxes.count()).toBe(atFirst);
    expect(errors).toEqual([]);
    await opened.close();
  });

  test("an op that is chosen is told, and the view moves and scales", async () => {
    const opened = await shown("dark");
    await named(opened, "forward net.wte").click();
    const op = opened.locator(".box.op").first();
    await op.focus();
    await opened.keyboard.press("Space");
    const facts = await opened.locator("#facts").innerText();
    for (const name of ["op", "shape", "type", "source", "kernel"])
      expect(facts).toMatch(new RegExp(`^${name}$`, "m"));
    const view = () => opened.locator("#picture").getAttribute("viewBox");
    const before = await view();
    await opened.keyboard.press("+");
    const larger = await view();
    expect(Number(larger!.split(" ")[2])).toBeLessThan(Number(before!.split(" ")[2]));
    await opened.mouse.move(300, 700);
    await opened.mouse.down();
    await opened.mouse.move(360, 640, { steps: 4 });
    await opened.mouse.up();
    expect(await view()).not.toBe(larger);
    await opened.keyboard.press("Escape");
    expect(await opened.locator(".chosen").count()).toBe(0);
    // Dark is dark.
    const back = await opened.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(back.match(/\d+/g)!.every((v) => Number(v) < 60)).toBe(true);
    expect(errors).toEqual([]);
    await opened.close();
  });
});
