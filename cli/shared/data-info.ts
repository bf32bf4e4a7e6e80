/**
 * What the compiler has to know of a program's data, kept with the weights: with it, a trained model is compiled again
 * where its training data no longer is. Categories lie beside it, in the vocabulary.
 */
import { readFileSync } from "node:fs";
import type { DataColumn, DataInfo } from "../../compiler/compile.ts";
import { openSafetensors } from "../../runtime/data/safetensors.ts";
import type { Vocabularies } from "./vocabulary.ts";

/** By the names of the data sets. */
export type DataInfos = Readonly<Record<string, DataInfo>>;

const VERSION = 1;

interface Saved {
  readonly version: number;
  readonly sets: DataInfos;
}

/** For a weight file's metadata. */
export function dataMetadata(infos: ReadonlyMap<string, DataInfo>): { readonly data?: string } {
  if (infos.size === 0) return {};
  // Of a column of text, its distinct cells may be as many as it has rows: the vocabulary has those that are in use.
  const plain = ({ name, dtype, shape, kind }: DataColumn): DataColumn => ({ name, dtype, shape, kind });
  const sets = Object.fromEntries(
    [...infos].map(([name, info]) => [name, { ...info, columns: info.columns.map(plain) }]),
  );
  return { data: JSON.stringify({ version: VERSION, sets } satisfies Saved) };
}

export interface WeightMetadata {
  readonly infos: DataInfos;
  readonly vocabularies: Vocabularies;
  /** The `train` block that made the weights. */
  readonly name?: string;
  /** What `--set` said. */
  readonly set?: Readonly<Record<string, string>>;
  /** Updates that the weights have seen. */
  readonly step?: number;
}

/** What a weight file says of itself; files that others wrote say nothing. */
export function weightMetadata(path: string): WeightMetadata {
  const { metadata } = openSafetensors(readFileSync(path), path);
  if (metadata["program"] === undefined) return { infos: {}, vocabularies: {} };
  const { name, config, step, data, vocabulary } = metadata;
  const vocabularies = vocabulary === undefined ? {} : (JSON.parse(vocabulary) as Vocabularies);
  const saved = data === undefined ? undefined : (JSON.parse(data) as Saved);
  const infos = saved?.version === VERSION ? saved.sets : {};
  return {
    infos: Object.fromEntries(
      Object.entries(infos).map(([set, info]) => [set, withCategories(info, vocabularies[set]?.categories)]),
    ),
    vocabularies,
    ...(name === undefined ? {} : { name }),
    ...(config === undefined ? {} : { set: JSON.parse(config) as Record<string, string> }),
    ...(step === undefined ? {} : { step: Number(step) }),
  };
}

function withCategories(
  info: DataInfo,
  categories: Readonly<Record<string, readonly string[]>> | undefined,
): DataInfo {
  const columns = info.columns.map((c) => {
    const known = categories?.[c.name];
    return known === undefined ? c : { ...c, categories: known };
  });
  return { ...info, columns };
}
