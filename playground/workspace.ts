/** The files of the page, as the compiler and its readers of data want them. */
import { DataSets } from "../cli/shared/data.ts";
import type { File } from "../grammar/ast.ts";
import { parse } from "../grammar/index.ts";
import { memoryFiles } from "../runtime/data/io.ts";
import type { Workspace } from "./protocol.ts";

/** Data sets of the edited file, read from the workspace alone. */
export function dataSetsOf({ file, texts, files }: Workspace): DataSets {
  const trees = new Map<string, File>();
  const treeOf = (path: string): File | undefined => {
    const text = texts[path];
    if (!trees.has(path) && text !== undefined) trees.set(path, parse(text, path).ast);
    return trees.get(path);
  };
  const inMemory = memoryFiles(files);
  return new DataSets(file, {}, treeOf, {}, () => inMemory);
}
