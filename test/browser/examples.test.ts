/**
 * Compiler and runtime unchanged in browsers (Chromium's Dawn, Firefox's wgpu): the gradients of the examples' first step, compiled
 * and computed in the page, against the f64 interpreter, to the tolerance of `test/examples/gpu.test.ts`.
 *
 * A few examples stand for all; NN_BROWSER=all runs all of them.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oneStep } from "../../cli/shared/one-step.ts";
import { folder, open, SMALL, trains } from "../examples/examples.ts";
import { bundled, chromium, EMPTY, type Evaluates, inPage, openPage, type Served } from "./chromium.ts";
import { firefox, openFirefox } from "./firefox.ts";

const TOLERANCE = 5e-5;

/** A classifier, convolutions, attention, a loop, two optimizers, a table, weights from a file, no data. */
const SOME = [
  "mnist.nn",
  "cnn.nn",
  "gpt.nn",
  "gru.nn",
  "wgan.nn",
  "houses.nn",
  "finetune.nn:adapt",
  "newton.nn:newton",
];
/** The quick ones, in a browser whose shader compiler is slow. */
const FEW = ["mnist.nn", "gru.nn", "houses.nn", "finetune.nn:adapt", "newton.nn:newton"];
const chosen = (some: readonly string[]) =>
  process.env["NN_BROWSER"] === "all" ? trains : trains.filter((name) => some.includes(name));

const data = readdirSync(join(folder, "data"), { recursive: true, encoding: "utf8" })
  .map((path) => `data/${path}`)
  .filter((path) => statSync(join(folder, path)).isFile());

/** A browser, if it is there and has WebGPU. */
interface Place {
  readonly name: string;
  readonly some: readonly string[];
  readonly open: ((served: Served) => Promise<OpenedPlace>) | "" | undefined;
}

type OpenedPlace = AsyncDisposable & { readonly page: Evaluates; readonly errors: readonly string[] };

const places: readonly Place[] = [
  { name: "Chromium", some: SOME, open: chromium && ((served) => openPage({ "/": EMPTY, ...served })) },
  { name: "Firefox", some: FEW, open: firefox && openFirefox },
];

describe.each(places)("in $name", ({ name: browser, some, open: openBrowser }) => {
  let opened: OpenedPlace | undefined;
  let missing = "it is not installed";

  beforeAll(async () => {
    if (!openBrowser) return;
    const module = await bundled("test/browser/page/examples.ts");
    opened = await openBrowser({ "/page.js": module, "/examples": { folder } });
    const has = "navigator.gpu?.requestAdapter().then((adapter) => adapter !== null)";
    missing = (await opened.page.evaluate<boolean>(has)) ? "" : "it has no WebGPU here";
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  test("the chosen examples are there", () => {
    expect(chosen(some).length).toBeGreaterThanOrEqual(some.length);
  });

  test.for(chosen(some))("%s", async (name, { skip }) => {
    if (!opened || missing !== "") return skip(`${browser}: ${missing}`);
    const { train, examples, readWeights } = open(name);
    const oracle = await oneStep(train, examples, { precision: "f64", readWeights });
    const [file, block] = name.split(":");
    const config = Object.fromEntries(SMALL[name]!.map((pair) => pair.split("=")));
    const files = train.data === undefined ? [] : data;
    const got = await inPage<Record<string, number[]>>(
      opened.page,
      "gradients",
      file,
      block ?? null,
      config,
      files,
    );
    for (const { name: loss, before } of oracle.losses)
      expect(Math.abs(got[loss]![0]! - before), loss).toBeLessThanOrEqual(
        TOLERANCE * Math.max(1, Math.abs(before)),
      );
    for (const { path, gradient: gradientOf } of oracle.weights) {
      if (gradientOf === undefined) continue;
      const gradient = Array.from(gradientOf);
      const values = got[`d ${path}`]!;
      expect(values.length, path).toBe(gradient.length);
      const largest = gradient.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
      const worst = values.reduce((max, v, i) => Math.max(max, Math.abs(v - gradient[i]!)), 0);
      expect(worst, path).toBeLessThanOrEqual(TOLERANCE * largest + 1e-7);
    }
    expect(opened.errors).toEqual([]);
  });
});
