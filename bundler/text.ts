/**
 * What an imported `.nn` file is: an ES module over a runtime that all of a page's programs share, and its types.
 *
 * A file with one `train` block exports what a module of `nn build` does, and the block with all of it: as the default, under its own
 * name, and under those of the models that it trains. Of several blocks, each is exported under its name.
 */
import { declarationText } from "../compiler/artifact/text.ts";
import type { MadeArtifact } from "../cli/shared/build.ts";

export interface Block extends MadeArtifact {
  readonly name: string;
  /** The models of the file. */
  readonly models: readonly string[];
}

const FUNCTIONS = ["open", "train", "evaluate", "predict"] as const;

/** What a declaration file of one block exports besides. */
const TYPES = "Numbers Fields Inputs Predictions Metrics Data Scores TrainEvent WeightSource TrainOptions Model".split(" "); // prettier-ignore

/** Under which names a block is exported; what is called as one of its functions or types has no other. */
function namesOf({ name, models }: Block, isOnly: boolean): string[] {
  if (!isOnly) return [name];
  const taken: readonly string[] = [...FUNCTIONS, ...TYPES, "default"];
  return ["default", ...new Set([name, ...models].filter((n) => !taken.includes(n)))];
}

export interface ModuleOptions {
  /** The module of the runtime. */
  readonly runtime: string;
  /** For a page whose program is being written: it takes up new versions of itself. */
  readonly isHot: boolean;
  /** JavaScript for the addresses of the blocks' weight files. */
  readonly files: ReadonlyMap<Uint8Array, string>;
}

export function moduleCode(blocks: readonly Block[], { runtime, isHot, files }: ModuleOptions): string {
  const make = isHot ? "hot" : "artifact";
  const isOnly = blocks.length === 1;
  const blocksNow = blocks.flatMap((block) => namesOf({ ...block, models: [] }, isOnly));
  const lines = [`import { ${make} } from ${JSON.stringify(runtime)};`];
  if (isHot) lines.push("const versions = import.meta.hot ? import.meta.hot.data : {};");
  blocks.forEach((block, i) => {
    const { packed, weights, start } = block;
    const address = (file: Uint8Array | undefined) => (file && files.get(file)) ?? "undefined";
    const given = [
      ...(isHot ? ["versions"] : []),
      JSON.stringify(packed.program),
      ...(weights || start ? [address(weights)] : []),
      ...(start ? [address(start)] : []),
    ];
    lines.push(`const block${i} = /* @__PURE__ */ ${make}(${given.join(", ")});`);
    lines.push(`export { ${namesOf(block, isOnly).map((name) => `block${i} as ${name}`).join(", ")} };`); // prettier-ignore
  });
  if (isOnly) lines.push(`export const { ${FUNCTIONS.join(", ")} } = block0;`);
  // Importers hold on to the functions they have, which go on for a block as long as it is there.
  if (isHot)
    lines.push(
      "if (import.meta.hot) import.meta.hot.accept((next) => {",
      `  if (next && !${JSON.stringify(blocksNow)}.every((name) => name in next)) import.meta.hot.invalidate();`,
      "});",
    );
  return `${lines.join("\n")}\n`;
}

export function typesText(blocks: readonly Block[], file: string): string {
  const head = `// Written by nn-lang/vite: what ${file} is to TypeScript. It is written anew when the program changes.`;
  const all = FUNCTIONS.map((name) => `  readonly ${name}: typeof ${name};`).join("\n");
  const [only] = blocks;
  if (only && blocks.length === 1) {
    const names = namesOf(only, true).map((name) => `block as ${name}`);
    return `${head}\n${declarationText(only.packed, only.info)}
/** All functions of \`${only.name}\`. */
declare const block: {\n${all}\n};
export { ${names.join(", ")} };\n`;
  }
  const spaces = blocks.map(({ name, packed, info }, i) => {
    return `declare namespace block${i} {\n${declarationText(packed, info)}}\nexport { block${i} as ${name} };\n`;
  });
  return [head, ...spaces].join("\n");
}
