/** Fetching data sets, against servers on this machine: cut off, resumed, damaged, absent, redirected, behind a proxy. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DiagnosticError } from "../../compiler/diagnostics.ts";
import { DATA_SETS, type DataSetEntry } from "../../runtime/data/catalogue.ts";
import { openSource } from "../../runtime/data/source.ts";
import type { RawTable, SourceName } from "../../runtime/data/source.ts";
import { nodeFiles } from "../../runtime/data/files.ts";
import { download } from "../../runtime/node/download.ts";
import { fetchDataSet } from "../../runtime/node/fetch-data.ts";
import { random } from "./support.ts";

const next = random(3);
const content = Buffer.from(Uint8Array.from({ length: 40_000 }, () => Math.floor(next() * 256)));
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
/** No variable of the environment reaches these tests. */
const env = {};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server for one test: its address, and the `range` of every request. */
async function serve(answer: Answer): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/f`, ranges };
}

/** Serves `bytes`, partial requests too; after `cut` bytes of an answer the connection breaks. */
function file(bytes: Uint8Array, cut = Infinity): Answer {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const headers = { "content-length": bytes.length - from };
    if (from > 0)
      response.writeHead(206, {
        ...headers,
        "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      });
    else response.writeHead(200, headers);
    const rest = bytes.subarray(from);
    if (rest.length <= cut) response.end(rest);
    else response.write(rest.subarray(0, cut), () => setImmediate(() => response.destroy()));
  };
}

const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end("no");

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "nn-download-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "data", "f.bin");
}

const get = (urls: readonly string[], path: string, options = {}) =>
  download({ urls, sha256: sha(content), bytes: content.length }, path, { env, idle: 5000, ...options });

/** The lines of the diagnostic with which `work` ends. */
async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DiagnosticError);
  const { code, title, notes, fixes } = (error as DiagnosticError).diagnostic;
  return [`${code}: ${title}`, ...notes, ...fixes.map((f) => `help: ${f.title}`)].join("\n");
}

test("a file comes whole, tells its progress, and leaves nothing else behind", async () => {
  const server = await serve(file(content));
  const path = place();
  let told = 0;
  await get([server.url], path, { progress: (count: number) => (told = count) });
  expect(readFileSync(path).equals(content)).toBe(true);
  expect(told).toBe(content.length);
  expect(existsSync(`${path}.part`)).toBe(false);
});

test("a broken transfer goes on where it stopped, at the same mirror and at the next", async () => {
  const path = place();
  const first = await serve(file(content, 15_000));
  await get([first.url], path);
  expect(first.ranges).toEqual([undefined, "bytes=15000-", "bytes=30000-"]);
  expect(readFileSync(path).equals(content)).toBe(true);

  const other = place();
  const short = await serve(file(content, 1000));
  const rest = await serve(file(content));
  await get([short.url, rest.url], other);
  expect(short.ranges).toEqual([undefined, "bytes=1000-", "bytes=2000-"]);
  expect(rest.ranges).toEqual(["bytes=3000-"]);
  expect(readFileSync(other).equals(content)).toBe(true);
});

test("what has arrived is kept for the next time, and the message says so", async () => {
  const path = place();
  const short = await serve(file(content, 1000));
  expect(await failure(get([short.url], path))).toContain(
    `3000 of ${content.length} bytes have arrived; the same command goes on from there`,
  );
  expect(existsSync(path)).toBe(false);
  const whole = await serve(file(content));
  await get([whole.url], path);
  expect(whole.ranges).toEqual(["bytes=3000-"]);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("a server that cannot resume sends all of it", async () => {
  const path = place();
  const short = await serve(file(content, 1000));
  await failure(get([short.url], path));
  const plain = await serve((_, response) => response.end(content));
  await get([plain.url], path);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("a damaged start is fetched again", async () => {
  const path = place();
  await failure(get([(await serve(file(content, 1000))).url], path));
  writeFileSync(`${path}.part`, Buffer.alloc(3000));
  const whole = await serve(file(content));
  await get([whole.url], path);
  expect(whole.ranges).toEqual(["bytes=3000-", undefined]);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("a mirror with other bytes, too many or too few is left for the next", async () => {
  const wrong = Buffer.from(content);
  wrong[7]! ^= 1;
  const servers = [
    await serve(file(wrong)),
    await serve(file(Buffer.concat([content, content]))),
    await serve(file(content.subarray(0, 100))),
    await serve(status(404)),
    await serve(status(503)),
  ];
  const path = place();
  const urls = servers.map((s) => s.url);
  const told = await failure(get(urls, path));
  expect(told).toContain("NN0527: cannot download");
  expect(told).toContain(`${urls[0]}: its checksum is ${sha(wrong)}, not ${sha(content)}`);
  expect(told).toContain(`${urls[1]}: it is longer than 40000 bytes`);
  expect(told).toContain(`${urls[2]}: it ended after 100 of 40000 bytes`);
  expect(told).toContain(`${urls[3]}: the file is not there (404)`);
  expect(told).toContain(`${urls[4]}: the server answered 503`);
  expect(existsSync(path)).toBe(false);
  await get([...urls, (await serve(file(content))).url], path);
  expect(readFileSync(path).equals(content)).toBe(true);
});

test("no network, no answer", async () => {
  const silent = await serve(() => undefined);
  const told = await failure(
    get(["http://127.0.0.1:1/f", "http://name.invalid/f", silent.url], place(), { idle: 50 }),
  );
  expect(told).toContain("http://127.0.0.1:1/f: the connection is refused");
  expect(told).toContain("the name name.invalid is not found: is there a network?");
  expect(told).toContain(`${silent.url}: nothing came for 0.05 s`);
});

test("redirects are followed, but not for ever", async () => {
  const target = await serve(file(content));
  const first = await serve((_, response) => response.writeHead(302, { location: target.url }).end());
  const path = place();
  await get([first.url], path);
  expect(readFileSync(path).equals(content)).toBe(true);
  const loop = await serve((_, response) => response.writeHead(301, { location: "/f" }).end());
  expect(await failure(get([loop.url], place()))).toContain("it redirects more than 5 times");
});

test("a proxy of the environment is used, unless the address is excepted", async () => {
  const asked: (string | undefined)[] = [];
  const proxy = await serve((request, response) => {
    asked.push(request.url, request.headers["proxy-authorization"]);
    file(content)(request, response);
  });
  const path = place();
  const http_proxy = proxy.url.replace("http://", "http://me:pass@").replace("/f", "");
  await get(["http://mirror.invalid/f"], path, { env: { http_proxy } });
  expect(asked).toEqual(["http://mirror.invalid/f", `Basic ${Buffer.from("me:pass").toString("base64")}`]);
  expect(readFileSync(path).equals(content)).toBe(true);
  const direct = await serve(file(content));
  await get([direct.url], place(), { env: { http_proxy, NO_PROXY: "example.org, 127.0.0.1" } });
  expect(asked).toHaveLength(2);
});

test("https goes through a proxy by CONNECT", async () => {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request: IncomingMessage, socket) => {
    asked.push(request.url!);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const told = await failure(
    get(["https://mirror.invalid/f"], place(), { env: { HTTPS_PROXY: `127.0.0.1:${port}` } }),
  );
  expect(asked).toEqual(["mirror.invalid:443"]);
  expect(told).toContain(`the proxy 127.0.0.1:${port} answered 403`);
});

// ---------------------------------------------------------------- data sets

const parts = { "a.csv": Buffer.from("x\n1\n2\n"), "b.csv": Buffer.from("x\n3\n") };

function twoFiles(url: string): DataSetEntry {
  return {
    about: "",
    licence: "",
    folder: "two",
    program: { name: "d", source: "csv" },
    files: Object.entries(parts).map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: sha(bytes),
      urls: [`${url}/${name}`],
    })),
  };
}

const byName: Answer = (request, response) => {
  const bytes = parts[request.url!.split("/").at(-1)! as keyof typeof parts];
  if (bytes === undefined) status(404)(request, response);
  else file(bytes)(request, response);
};

test("every file of a set is fetched, and not again", async () => {
  const server = await serve(byName);
  const folder = join(place(), "..", "two");
  const told: string[] = [];
  const run = () =>
    fetchDataSet("two", twoFiles(server.url), folder, {
      env,
      told: (f, what) => told.push(`${f.name} ${what}`),
    });
  await run();
  expect(told).toEqual(["a.csv downloading", "a.csv downloaded", "b.csv downloading", "b.csv downloaded"]);
  told.length = 0;
  await run();
  expect(told).toEqual(["a.csv there", "b.csv there"]);
  expect(server.ranges).toHaveLength(2);

  writeFileSync(join(folder, "a.csv"), "mine");
  expect(await failure(run())).toContain(
    "a.csv is there, and is not the published file\nhelp: remove or rename it, or put the data set elsewhere",
  );
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("mine");
});

test("a mirror of one's own comes first, and the message says how to do without", async () => {
  const own = await serve(byName);
  const asked = own.url.replace(/f$/, "");
  const folder = join(place(), "..");
  await fetchDataSet("two", twoFiles("http://127.0.0.1:1"), folder, { env, mirror: asked });
  expect(own.ranges).toHaveLength(2);
  expect(
    await failure(fetchDataSet("two", twoFiles("http://127.0.0.1:1"), join(folder, "again"), { env })),
  ).toContain(
    "help: get a.csv in another way, such as with a browser from http://127.0.0.1:1/a.csv, then `nn data two --from FOLDER`",
  );
});

test("files that are here already are checked and copied", async () => {
  const from = mkdtempSync(join(tmpdir(), "nn-from-"));
  onTestFinished(() => rmSync(from, { recursive: true, force: true }));
  const folder = join(place(), "..");
  const run = (path = from) => fetchDataSet("two", twoFiles("http://127.0.0.1:1"), folder, { from: path });
  writeFileSync(join(from, "a.csv"), parts["a.csv"]);
  expect(await failure(run())).toContain(`${from} has no b.csv\nit holds a.csv`);
  writeFileSync(join(from, "b.csv"), "x\n4\n");
  expect(await failure(run())).toContain("is not the published b.csv\nits SHA-256 is ");
  expect(existsSync(join(folder, "b.csv"))).toBe(false);
  writeFileSync(join(from, "b.csv"), parts["b.csv"]);
  await run();
  expect(readFileSync(join(folder, "b.csv"), "utf8")).toBe("x\n3\n");
  rmSync(join(folder, "a.csv"));
  expect(await failure(run(join(from, "c")))).toContain("no file or folder");
  expect(await failure(run(join(from, "a.csv")))).toContain("is one file, and the data set has 2");
});

test("the catalogue is well formed, and its files are those of the shared data", async (context) => {
  for (const [name, set] of Object.entries(DATA_SETS)) {
    expect(name).toMatch(/^[a-z-]+$/);
    if (set.folder === undefined) expect(set.files).toHaveLength(1);
    for (const f of set.files) {
      expect(f.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(f.urls.length).toBeGreaterThan(1);
      for (const url of f.urls) expect(new URL(url).protocol).toMatch(/^https?:$/);
    }
  }
  const shared = new URL("../../../shared/data/", import.meta.url).pathname;
  if (!existsSync(shared)) return context.skip("needs shared/data");
  const folders = {
    mnist: "mnist",
    digits: "digits",
    "tiny-shakespeare": "tinyshakespeare",
    names: "names",
    iris: "iris",
    "california-housing": "california-housing",
    "auto-mpg": "auto-mpg",
  };
  for (const [name, from] of Object.entries(folders)) {
    const to = join(place(), "..");
    const set = DATA_SETS[name]!;
    await fetchDataSet(name, set, to, { from: join(shared, from) });
    if (name === "mnist") continue;
    const raw = openSource(set.program.source as SourceName, set.files[0]!.name, {}, nodeFiles(to));
    expect(raw.kind === "tokens" ? raw.tokens.length : (raw as RawTable).count).toBeGreaterThan(100);
  }
});
