/**
 * Chromium for tests: a page of a static server, WebGPU on the SwiftShader that Chromium carries. Where no Chromium is
 * installed, `chromium` says so and the tests are skipped. NN_CHROMIUM names another one.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium as driver, type Page } from "playwright-core";
import { root } from "../cli/nn.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is; undefined where there is none. */
export const chromium = process.env["NN_CHROMIUM"] ?? PLACES.find((path) => existsSync(path));
if (chromium === undefined) console.warn("no Chromium is installed: the tests in a browser are skipped");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Paths of the server: a file's content, or a folder to serve below it. */
export type Served = Readonly<Record<string, string | Uint8Array | { readonly folder: string }>>;

export interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly url: string;
  /** What went wrong in the page that nobody caught, and what it wrote as an error. */
  readonly errors: readonly string[];
}

/** Without the Vulkan driver that the tests in Node are told to use: Chromium brings its own. */
export function ownDriver(): Record<string, string> {
  const { VK_DRIVER_FILES: _, VK_ICD_FILENAMES: __, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter((e): e is [string, string] => e[1] !== undefined));
}

/** A browser with one page open at the server's `/`. */
export async function openPage(served: Served): Promise<Opened> {
  const server = await serve(served);
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  let browser: Browser | undefined;
  try {
    browser = await driver.launch({
      executablePath: chromium!,
      env: ownDriver(),
      args: ["--headless=new", "--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
    });
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      // Every browser asks for an icon.
      if (message.type() === "error" && !message.location().url.endsWith("favicon.ico"))
        errors.push(message.text());
    });
    await page.goto(url);
    const opened = browser;
    return {
      page,
      url,
      errors,
      async [Symbol.asyncDispose]() {
        await opened.close();
        server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    server.close();
    throw error;
  }
}

/** A server of files; `answer` may take a request instead. */
export async function serve(
  served: Served,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (answer(request, response)) return;
    const path = normalize(decodeURIComponent(new URL(request.url!, "http://localhost").pathname));
    const content = contentOf(served, path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(path) || ".html"] ?? "application/octet-stream",
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return server;
}

function contentOf(served: Served, path: string): string | Uint8Array | undefined {
  for (const [place, what] of Object.entries(served)) {
    if (typeof what === "string" || what instanceof Uint8Array) {
      if (place === path) return what;
    } else if (path.startsWith(`${place}/`)) {
      const file = join(what.folder, path.slice(place.length));
      if (statSync(file, { throwIfNoEntry: false })?.isFile()) return readFileSync(file);
    }
  }
  return undefined;
}

/** Sources of the checkout as one module for a page, which is what the built libraries are made of. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2023",
    loader: { ".nn": "text" },
    mainFields: ["module", "main"],
    logLevel: "silent",
    plugins: [
      {
        name: "without-node",
        setup({ onResolve }) {
          onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
          onResolve({ filter: /^nn-lang\// }, ({ path }) => ({
            path: join(root, `api/${path.slice("nn-lang/".length)}.ts`),
          }));
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

/** A page with nothing on it. */
export const EMPTY = '<!doctype html><meta charset="utf-8"><title>test</title>';

/** A page that evaluates code, whose result goes as JSON. */
export interface Evaluates {
  evaluate<T>(code: string): Promise<T>;
}

/** Calls a function that `/page.js` exports; arguments and result go as JSON. */
export function inPage<T>(page: Evaluates, name: string, ...args: readonly unknown[]): Promise<T> {
  // As a text: the test runner rewrites `import` in functions.
  return page.evaluate(`import("/page.js").then((module) => module.${name}(...${JSON.stringify(args)}))`);
}
