/**
 * Firefox for tests: a page of a static server, WebGPU (by wgpu, whose shader compiler is naga) on the system's Vulkan. Where no
 * Firefox is installed, or it has no WebGPU, the tests in it are skipped. NN_FIREFOX names another one.
 *
 * No driver is needed: the page asks the server for code, evaluates it and sends back what came of it.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EMPTY, type Evaluates, ownDriver, serve, type Served } from "./chromium.ts";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** Where Firefox is; undefined where there is none. */
export const firefox = process.env["NN_FIREFOX"] ?? PLACES.find((path) => existsSync(path));

/** WebGPU is off on Linux, and on software adapters everywhere; the rest is what a fresh profile shows and asks. */
const PREFERENCES: Readonly<Record<string, boolean | number>> = {
  "dom.webgpu.enabled": true,
  "gfx.webgpu.ignore-blocklist": true,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** Mesa's software driver, where it is: a browser without a window may find no other. */
const LAVAPIPE = "/usr/share/vulkan/icd.d/lvp_icd.json";

const PAGE = `${EMPTY}
<script type="module">
  const errors = [];
  addEventListener("error", ({ message }) => errors.push(message));
  addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)));
  for (;;) {
    const code = await (await fetch("/next")).text();
    let answer;
    try {
      answer = { value: await (0, eval)(code) };
    } catch (error) {
      answer = { error: String(error) };
    }
    await fetch("/answer", { method: "POST", body: JSON.stringify({ ...answer, errors }) });
  }
</script>`;

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly errors: readonly string[];
}

export interface OpenedFirefox extends AsyncDisposable {
  readonly page: Evaluates;
  /** What went wrong in the page that nobody caught. */
  readonly errors: string[];
}

/** A browser with one page. */
export async function openFirefox(served: Served): Promise<OpenedFirefox> {
  const errors: string[] = [];
  const codes: string[] = [];
  const settle: ((answer: Answer | Error) => void)[] = [];
  let waiting: ServerResponse | undefined;
  const send = () => {
    if (!waiting || codes.length === 0) return;
    waiting.end(codes.shift());
    waiting = undefined;
  };
  const answered = (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.end();
      const answer = JSON.parse(Buffer.concat(parts).toString()) as Answer;
      errors.splice(0, errors.length, ...answer.errors);
      settle.shift()!(answer);
    });
  };
  const server = await serve({ "/": PAGE, ...served }, (request, response) => {
    if (request.url === "/next") {
      waiting = response;
      send();
    } else if (request.url === "/answer") answered(request, response);
    else return false;
    return true;
  });
  const profile = mkdtempSync(join(tmpdir(), "nn-firefox-"));
  const preferences = Object.entries(PREFERENCES).map(([k, v]) => `user_pref("${k}", ${v});\n`);
  writeFileSync(join(profile, "user.js"), preferences.join(""));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const browser = spawn(firefox!, ["--headless", "--no-remote", "--profile", profile, url], {
    env: {
      ...ownDriver(),
      HOME: profile,
      ...(existsSync(LAVAPIPE) ? { VK_DRIVER_FILES: LAVAPIPE } : {}),
    },
    stdio: "ignore",
    // With its processes it is a group, which ends together.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    browser.on("exit", () => {
      for (const each of settle.splice(0)) each(new Error("Firefox ended"));
      resolve();
    });
  });
  return {
    errors,
    page: {
      evaluate: <T>(code: string) =>
        new Promise<T>((resolve, reject) => {
          codes.push(code);
          settle.push((answer) => {
            if (answer instanceof Error) reject(answer);
            else if (answer.error !== undefined) reject(new Error(answer.error));
            else resolve(answer.value as T);
          });
          send();
        }),
    },
    async [Symbol.asyncDispose]() {
      if (browser.exitCode === null) process.kill(-browser.pid!, "SIGKILL");
      await ended;
      server.closeAllConnections();
      server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
