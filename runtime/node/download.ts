/**
 * Downloads with a checksum: resumed where they were cut off, from one mirror after the other, and renamed when whole.
 *
 * What has arrived lies in `PATH.part` until it is whole and its SHA-256 is right, so `PATH` is never a part of a file.
 * All mirrors serve the same bytes, so one goes on where another stopped. `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` (in
 * either case) are followed.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { dirname } from "node:path";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connect as tlsConnect } from "node:tls";
import { dataError } from "../data/errors.ts";
import { makeFolder } from "../data/files.ts";

export interface Download {
  /** The same file in several places, in the order of trying. */
  readonly urls: readonly string[];
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface DownloadOptions {
  /** Called as bytes arrive, with how many of the file there are. */
  progress?(bytes: number): void;
  /** Milliseconds without a byte after which a mirror is given up; 30 s by default. */
  readonly idle?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Attempts at one mirror: a connection that breaks is taken up again. */
const ATTEMPTS = 3;
const MAX_REDIRECTS = 5;

/** Fetches a file to `path`. Throws a `DiagnosticError` that says what each mirror answered. */
export async function download(file: Download, path: string, options: DownloadOptions = {}): Promise<void> {
  makeFolder(dirname(path));
  const part = `${path}.part`;
  const reasons: string[] = [];
  for (const url of file.urls) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = sizeOf(part);
      try {
        if (before !== file.bytes) await receive(url, part, file.bytes, options);
      } catch (error) {
        if (!(error instanceof TransferError)) throw error;
        // Without progress another attempt at the same place would end the same way.
        if (attempt < ATTEMPTS && error.isBroken && sizeOf(part) > before) continue;
        reasons.push(`${url}: ${error.message}`);
        break;
      }
      const found = await sha256(part);
      if (found === file.sha256) {
        renameSync(part, path);
        return;
      }
      rmSync(part, { force: true });
      // The start may have come from elsewhere: once more, all of it from here.
      if (before > 0) continue;
      reasons.push(`${url}: its checksum is ${found}, not ${file.sha256}`);
      break;
    }
  }
  const kept = sizeOf(part);
  throw dataError("badDownload", `cannot download ${path}`, {
    notes: [
      ...reasons,
      ...(kept > 0
        ? [`${kept} of ${file.bytes} bytes have arrived; the same command goes on from there`]
        : []),
    ],
  });
}

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Why a transfer did not happen, or stopped. */
class TransferError extends Error {
  constructor(
    message: string,
    /** Whether the connection broke on the way. */
    readonly isBroken: boolean,
  ) {
    super(message);
  }
}

/** Appends to `part` what it lacks of the file at `url`; starts anew where the server cannot. */
async function receive(url: string, part: string, bytes: number, options: DownloadOptions): Promise<void> {
  let have = sizeOf(part);
  if (have > bytes) {
    rmSync(part);
    have = 0;
  }
  const response = await open(new URL(url), have, options);
  const status = response.statusCode ?? 0;
  const start = status === 206 ? startOf(response) : 0;
  if (status !== 200 && !(status === 206 && start === have)) {
    response.destroy();
    throw new TransferError(saidBy(status), false);
  }
  const got = await store(response, part, start, bytes, options).catch((error: unknown) => {
    throw error instanceof TransferError ? error : broken(error, url);
  });
  if (got < bytes) throw new TransferError(`it ended after ${got} of ${bytes} bytes`, true);
}

/** Writes what comes behind the first `start` bytes of `part`, at once, so that nothing is lost when it breaks. */
async function store(
  response: IncomingMessage,
  part: string,
  start: number,
  bytes: number,
  options: DownloadOptions,
): Promise<number> {
  const file = openSync(part, start > 0 ? "a" : "w");
  let got = start;
  try {
    await new Promise<void>((resolve, reject) => {
      response.on("data", (chunk: Buffer) => {
        got += chunk.length;
        if (got > bytes) {
          response.destroy(new TransferError(`it is longer than ${bytes} bytes`, false));
          return;
        }
        try {
          for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
        } catch (error) {
          reject(error);
          response.destroy();
          return;
        }
        options.progress?.(got);
      });
      response.on("end", resolve);
      response.on("error", reject);
    });
    fsyncSync(file);
  } finally {
    closeSync(file);
    if (got > bytes) rmSync(part, { force: true });
  }
  return got;
}

/** The first byte of a partial answer. */
function startOf(response: IncomingMessage): number {
  const [, start] = /^bytes (\d+)-/.exec(response.headers["content-range"] ?? "") ?? [];
  return start === undefined ? -1 : Number(start);
}

function saidBy(status: number): string {
  if (status === 404 || status === 410) return `the file is not there (${status})`;
  if (status === 401 || status === 403 || status === 407) return `access is refused (${status})`;
  return `the server answered ${status}`;
}

function broken(error: unknown, url: string): TransferError {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  const { hostname } = new URL(url);
  if (code === "ENOSPC" || code === "EACCES" || code === "EROFS") throw error;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new TransferError(`the name ${hostname} is not found: is there a network?`, true);
  if (code === "ECONNREFUSED") return new TransferError("the connection is refused", true);
  return new TransferError(error instanceof Error ? error.message : String(error), true);
}

// ---------------------------------------------------------------- requests

/** The answer to a request for everything from byte `from` on, after redirects. */
async function open(url: URL, from: number, options: DownloadOptions): Promise<IncomingMessage> {
  let at = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await ask(at, from, options).catch((error: unknown) => {
      throw error instanceof TransferError ? error : broken(error, at.href);
    });
    const { location } = response.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
    if (!isRedirect || location === undefined) return response;
    response.resume();
    at = new URL(location, at);
  }
  throw new TransferError(`it redirects more than ${MAX_REDIRECTS} times`, false);
}

async function ask(url: URL, from: number, options: DownloadOptions): Promise<IncomingMessage> {
  const headers = {
    host: url.host,
    "user-agent": "nn",
    // A compressed answer would not be the file.
    "accept-encoding": "identity",
    ...(from > 0 ? { range: `bytes=${from}-` } : {}),
  };
  const idle = options.idle ?? 30_000;
  const proxy = proxyFor(url, options.env ?? process.env);
  if (proxy === undefined) {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    return answer(send(url, { headers }), idle);
  }
  if (url.protocol === "http:") {
    const { hostname: host, port } = proxy;
    return answer(
      httpRequest({ host, port: port || 80, path: url.href, headers: { ...headers, ...authOf(proxy) } }),
      idle,
    );
  }
  const socket = await tunnel(url, proxy, idle);
  const createConnection = () => tlsConnect({ socket, servername: url.hostname });
  return answer(httpsRequest(url, { headers, createConnection }), idle);
}

function answer(request: ClientRequest, idle: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.setTimeout(idle, () =>
      request.destroy(new TransferError(`nothing came for ${idle / 1000} s`, true)),
    );
    request.on("error", reject);
    request.on("response", resolve);
    request.end();
  });
}

/** A connection to `url` through a proxy, by CONNECT. */
function tunnel(url: URL, proxy: URL, idle: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const path = `${url.hostname}:${url.port || 443}`;
    const request = httpRequest({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: "CONNECT",
      path,
      headers: { host: path, ...authOf(proxy) },
    });
    request.setTimeout(idle, () =>
      request.destroy(new TransferError(`the proxy ${proxy.host} does not answer`, true)),
    );
    request.on("error", (error) =>
      reject(new TransferError(`the proxy ${proxy.host} cannot be reached: ${error.message}`, true)),
    );
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new TransferError(`the proxy ${proxy.host} answered ${response.statusCode}`, false));
    });
    request.end();
  });
}

function authOf({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** The proxy that the environment names for an address. */
function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): URL | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name.toUpperCase()] || undefined;
  const except = (read("no_proxy") ?? "").split(",").map((name) => name.trim().replace(/^\*?\./, ""));
  const isExcepted = except.some(
    (name) => name === "*" || (name !== "" && (url.hostname === name || url.hostname.endsWith(`.${name}`))),
  );
  if (isExcepted) return undefined;
  const proxy = read(url.protocol === "https:" ? "https_proxy" : "http_proxy") ?? read("all_proxy");
  if (proxy === undefined) return undefined;
  return new URL(/^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`);
}
