/**
 * Packages the extension: the TextMate grammar from the lexer's tokens, the client bundled, and all of it as a `.vsix`.
 *
 * A `.vsix` is a zip file (Open Packaging Conventions): the extension's files below `extension/`, a manifest that says what they
 * are, and the media types of the parts. The packager of the marketplace needs Node 22 and native modules, so the container is
 * written here.
 *
 *     node editor/vscode/build.mjs [--grammar] [OUT]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { strToU8, zipSync } from "fflate";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const read = (path) => readFileSync(join(here, path));

/** The files that the extension consists of, by their names in it. */
const FILES = [
  "package.json",
  "README.md",
  "language-configuration.json",
  "syntaxes/nn.tmLanguage.json",
  "syntaxes/nn-markdown.tmLanguage.json",
];

/** Zip entries carry a time; always the same one makes the same sources the same file. */
const TIME = new Date(1980, 0, 1);

export async function grammarText() {
  const { outputFiles } = await build({
    entryPoints: [join(here, "textmate.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    loader: { ".nn": "text" },
    logLevel: "error",
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`;
  return (await import(url)).grammarText;
}

export async function writeGrammar() {
  writeFileSync(join(here, "syntaxes/nn.tmLanguage.json"), await grammarText());
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [join(here, "src/extension.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    minify: true,
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0].contents;
}

const xml = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

function manifest({ name, displayName, description, version, publisher, engines, categories, keywords }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}" />
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>${xml([...keywords, "nn", "__ext_nn"].join(","))}</Tags>
    <Categories>${xml(categories.join(","))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(engines.vscode)}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value="" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value="" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace" />
      <Property Id="Microsoft.VisualStudio.Code.LocalizedLanguages" Value="" />
      <Property Id="Microsoft.VisualStudio.Services.GitHubFlavoredMarkdown" Value="true" />
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
`;
}

const CONTENT_TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json" />
  <Default Extension=".js" ContentType="application/javascript" />
  <Default Extension=".md" ContentType="text/markdown" />
  <Default Extension=".txt" ContentType="text/plain" />
  <Default Extension=".vsixmanifest" ContentType="text/xml" />
</Types>
`;

/** The package as bytes. */
export async function vsix() {
  const about = JSON.parse(read("package.json").toString("utf8"));
  const parts = {
    "[Content_Types].xml": strToU8(CONTENT_TYPES),
    "extension.vsixmanifest": strToU8(manifest(about)),
    "extension/LICENSE.txt": readFileSync(join(root, "LICENSE")),
    "extension/dist/extension.js": await bundle(),
  };
  for (const path of FILES) parts[`extension/${path === "README.md" ? "readme.md" : path}`] = read(path);
  return { name: `${about.name}-${about.version}.vsix`, bytes: zipSync(parts, { level: 9, mtime: TIME }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  await writeGrammar();
  if (!args.includes("--grammar")) {
    const { name, bytes } = await vsix();
    const out = resolve(args[0] ?? join(here, name));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, bytes);
    console.log(`${out}: ${(bytes.length / 1000).toFixed(0)} KB`);
  }
}
