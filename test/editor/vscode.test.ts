/** The VS Code extension: what is in the package, and how it finds its server. */
import { mkdirSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { nnCommand, terminalLine } from "../../editor/vscode/src/command.ts";
import { folder } from "../cli/nn.ts";

interface Build {
  vsix(): Promise<{ name: string; bytes: Uint8Array }>;
}

describe("the .vsix", () => {
  let name: string;
  let files: Record<string, Uint8Array>;
  const text = (path: string): string => strFromU8(files[path]!);
  beforeAll(async () => {
    const { vsix } = (await import("../../editor/vscode/build.mjs" as string)) as Build;
    const made = await vsix();
    [name, files] = [made.name, unzipSync(made.bytes)];
  });

  test("has a manifest that says what the extension is, and media types for all its parts", () => {
    const about = JSON.parse(text("extension/package.json")) as { name: string; version: string; publisher: string; engines: { vscode: string } }; // prettier-ignore
    expect(name).toBe(`${about.name}-${about.version}.vsix`);
    const manifest = text("extension.vsixmanifest");
    expect(manifest).toContain(
      `<Identity Language="en-US" Id="${about.name}" Version="${about.version}" Publisher="${about.publisher}" />`,
    );
    expect(manifest).toContain(`Id="Microsoft.VisualStudio.Code.Engine" Value="${about.engines.vscode}"`);
    for (const [, path] of manifest.matchAll(/<Asset [^>]*Path="([^"]+)"/g))
      expect(files).toHaveProperty([path!]);
    const types = text("[Content_Types].xml");
    for (const path of Object.keys(files))
      if (path !== "[Content_Types].xml") expect(types).toContain(`Extension="${/\.\w+$/.exec(path)![0]}"`);
  });

  test("has every file that its package.json names", () => {
    const about = text("extension/package.json");
    const named = [...about.matchAll(/"(\.\/[^"]+)"/g)].map(([, path]) => `extension/${path!.slice(2)}`);
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) expect(files).toHaveProperty([path]);
    for (const path of Object.keys(files))
      if (path.endsWith(".json")) expect(() => JSON.parse(text(path)) as unknown).not.toThrow();
  });

  test("its bundle needs nothing but the editor and Node", () => {
    const required = [...text("extension/dist/extension.js").matchAll(/\brequire\("([^"]+)"\)/g)].map(([, id]) => id!); // prettier-ignore
    expect(required.filter((id) => id !== "vscode" && !isBuiltin(id))).toEqual([]);
    expect(required).toContain("vscode");
  });
});

describe("the server's command", () => {
  test("is the setting, the folder's own package, or what the PATH has", () => {
    const [empty, own] = [folder(), folder()];
    mkdirSync(join(own, "node_modules/nn-lang/cli"), { recursive: true });
    const script = join(own, "node_modules/nn-lang/cli/nn.mjs");
    writeFileSync(script, "");
    expect(nnCommand("", [empty])).toEqual({ command: "nn", args: [] });
    expect(nnCommand("", [empty, own])).toEqual({ command: "node", args: [script] });
    expect(nnCommand("/opt/nn", [own])).toEqual({ command: "/opt/nn", args: [] });
    expect(nnCommand("/opt/nn.mjs", [])).toEqual({ command: "node", args: ["/opt/nn.mjs"] });
  });

  test("is quoted for the shell", () => {
    const nn = { command: "nn", args: [] };
    expect(terminalLine(nn, ["train", "/a b/it's.nn:fit"], false)).toBe("nn train '/a b/it'\\''s.nn:fit'");
    expect(terminalLine(nn, ["train", "/a/b.nn:fit"], false)).toBe("nn train /a/b.nn:fit");
    expect(terminalLine(nn, ["train", "/a/$(x).nn"], false)).toBe("nn train '/a/$(x).nn'");
    expect(terminalLine(nn, ["train", "C:\\a b\\c.nn"], true)).toBe('nn train "C:\\a b\\c.nn"');
    expect(terminalLine({ command: "C:\\my nn\\nn.cmd", args: [] }, ["train", "c.nn"], true)).toBe(
      '& "C:\\my nn\\nn.cmd" train c.nn',
    );
  });
});
