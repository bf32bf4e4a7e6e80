/** `nn data`: the list, what it says when it cannot fetch, and the files of a disk. No test leaves this machine. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DATA_SETS } from "../../runtime/data/catalogue.ts";
import { folder, jsonLines, nn, root } from "./nn.ts";

/** A proxy that nobody answers at stands for no network. */
const offline = {
  HTTPS_PROXY: "http://127.0.0.1:1",
  HTTP_PROXY: "http://127.0.0.1:1",
  NO_PROXY: "localhost",
};

test("lists what there is", async () => {
  const { code, stdout } = await nn(["data"]);
  expect(code).toBe(0);
  for (const name of Object.keys(DATA_SETS)) expect(stdout).toMatch(new RegExp(`^${name} `, "m"));
  const { stdout: json } = await nn(["data", "--json"]);
  const { sets } = JSON.parse(json) as { sets: { name: string; bytes: number }[] };
  expect(sets.find((s) => s.name === "mnist")?.bytes).toBe(11_594_722);
});

test("a name that is not there", async () => {
  const { code, stderr } = await nn(["data", "minst"]);
  expect([code, stderr]).toEqual([2, "error: there is no data set `minst`\n  did you mean nn data mnist?\n"]);
});

test("without a network it says what each mirror answered and how to do without", async () => {
  const cwd = folder();
  const { code, stdout, stderr } = await nn(["data", "iris"], { cwd, env: offline });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("error[NN0527]: cannot download data/iris.csv");
  expect(stderr.match(/the proxy 127\.0\.0\.1:1 cannot be reached/g)).toHaveLength(2);
  expect(stderr).toContain("then `nn data iris --from FOLDER`");
  expect(existsSync(join(cwd, "data/iris.csv"))).toBe(false);
});

test("a mirror of one's own is held to the checksum, too", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end("a,b\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const NN_MIRROR = `http://localhost:${(server.address() as AddressInfo).port}/sets/`;
  const { code, stderr } = await nn(["data", "iris"], { cwd: folder(), env: { ...offline, NN_MIRROR } });
  expect(code).toBe(1);
  expect(new Set(asked)).toEqual(new Set(["/sets/iris/iris.csv"]));
  expect(stderr).toContain("/sets/iris/iris.csv: it ended after 4 of 3858 bytes");
});

test("takes files that are here, checks them, and says how to use them", async (context) => {
  const wrong = await nn(["data", "iris", "--from", "."], { cwd: folder({ "iris.csv": "a,b\n1,2\n" }) });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain("error[NN0527]: iris.csv is not the published iris.csv");

  const iris = join(root, "../shared/data/iris/iris.csv");
  if (!existsSync(iris)) return context.skip("needs shared/data/iris/iris.csv");
  const cwd = folder();
  const { code, stdout } = await nn(["data", "iris", "--from", iris], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('data iris = csv("data/iris.csv") { … }');
  expect(stdout).toContain("--data iris=data/iris.csv");
  expect(readFileSync(join(cwd, "data/iris.csv")).equals(readFileSync(iris))).toBe(true);
  const again = await nn(["data", "iris", "--json"], { cwd, env: offline });
  expect(jsonLines(again.stdout.replaceAll("\n", ""))).toEqual([
    { name: "iris", path: "data/iris.csv", files: ["data/iris.csv"] },
  ]);
});
