/**
 * The TypeScript API in Chromium: in the page and in a worker; a device that is lost; runs in the browser's storage.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundled, chromium, EMPTY, inPage, type Opened, openPage } from "./chromium.ts";
import type { Told } from "./page/api.ts";

let opened: Opened;
const ask = <T>(name: string, ...args: readonly unknown[]) => inPage<T>(opened.page, name, ...args);

describe.skipIf(chromium === undefined)("in Chromium", () => {
  beforeAll(async () => {
    opened = await openPage({
      "/": EMPTY,
      "/page.js": await bundled("test/browser/page/api.ts"),
      "/worker.js": await bundled("test/browser/page/worker.ts"),
    });
  });
  afterAll(() => opened?.[Symbol.asyncDispose]());

  const good = { formatted: true, shape: [3, 1], value: 14, gradient: [2, 4, 6], stopped: "aborted" };

  test("compiles, trains, loads and calls in the page", async () => {
    expect(await ask("useEverything", "webgpu")).toMatchObject(good);
  });

  test("and in a worker", async () => {
    expect(await ask("inWorker", "webgpu")).toMatchObject(good);
  });

  test("a lost device is replaced, and the run ends with the bits that it would have had", async () => {
    const wanted = await ask<Told>("fit", {});
    expect(wanted).toMatchObject({ steps: 300, recovered: [] });
    const got = await ask<Told>("fit", { loseAt: 150 });
    expect(got.recovered.length).toBe(1);
    expect(got.recovered[0]).toBeGreaterThan(0);
    expect(got.error).toBeUndefined();
    expect(got.weights).toEqual(wanted.weights);
  });

  test("or told, where nobody wants another one", async () => {
    const got = await ask<Told>("fit", { loseAt: 150, recover: false });
    expect(got.error).toMatch(/^the GPU was lost/);
    expect(got.steps).toBeLessThan(300);
  });

  test("a run is kept in the browser's storage, and goes on after the page was closed", async () => {
    const wanted = await ask<Told>("fit", {});
    const stopped = await ask<Told>("fit", { out: "runs/first", stopAt: 100 });
    expect(stopped.steps).toBeLessThan(300);
    await opened.page.reload();
    const got = await ask<Told>("fit", { out: "runs/first", resume: true });
    expect(got.steps).toBeGreaterThan(0);
    expect(got.steps).toBeLessThan(300);
    expect(got.weights).toEqual(wanted.weights);
    const lines = got.log
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly type: string });
    expect(lines[0]).toMatchObject({ type: "start" });
    expect(lines.at(-1)).toMatchObject({ type: "end", step: 300 });
    // Another run under the name starts anew.
    const anew = await ask<Told>("fit", { out: "runs/first" });
    expect(anew.steps).toBe(300);
    expect(anew.log.match(/"type":"start"/g)?.length).toBe(1);
  });

  test("thousands of steps need no more buffers than the first", async () => {
    const [first, second, after] = await ask<[number, number, number]>("buffersOver", 4000);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(first);
    expect(after).toBe(0);
  });

  test("nothing else went wrong", () => {
    expect(opened.errors).toEqual([]);
  });
});
