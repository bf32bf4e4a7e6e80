/** TypeScript of the documentation, checked as if it stood beside the package's sources. */
import { join } from "node:path";
import ts from "typescript";
import { type Block, place, root } from "./pages.ts";

/** What the compiler has against the blocks, each as `page:line message`. `beside` are files that they import, by name. */
export function typeErrors(
  blocks: readonly Block[],
  beside: Readonly<Record<string, string>> = {},
): string[] {
  if (blocks.length === 0) return [];
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // An example names things that it does not go on to use, and stands in a module of its own.
  Object.assign(options, { noEmit: true, noUncheckedIndexedAccess: false, noUnusedLocals: false, noUnusedParameters: false, skipLibCheck: true, allowArbitraryExtensions: true, types: [...options.types!, "vite/client"] });
  const files = new Map(blocks.map((b, i) => [join(root, `test/docs/example-${i}.ts`), b]));
  const others = new Map(Object.entries(beside).map(([name, text]) => [join(root, "test/docs", name), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  const source = (name: string): string | undefined => {
    const block = files.get(name);
    return block ? `export {};\n${block.text}` : others.get(name);
  };
  host.fileExists = (name) => source(name) !== undefined || fileExists(name);
  host.readFile = (name) => source(name) ?? readFile(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = source(name);
    return text === undefined ? getSourceFile(name, languageVersion, ...rest) : ts.createSourceFile(name, text, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, block]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (d) => `${place(block)} ${ts.flattenDiagnosticMessageText(d.messageText, " ")}`,
    );
  });
} // prettier-ignore
