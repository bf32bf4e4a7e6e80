/**
 * What the numbers of a data set stand for: categories, characters, classes. It is saved with the weights and read again
 * with them, since a model that learned "blue is 0" must not meet "azure is 0" in the next file.
 */
import { readFileSync } from "node:fs";
import { encodeChars } from "../../runtime/data/chars.ts";
import { dataError, listed } from "../../runtime/data/errors.ts";
import { openSafetensors } from "../../runtime/data/safetensors.ts";
import type { RawTable, RawTokens } from "../../runtime/data/source.ts";

export interface Vocabulary {
  /** By column: the texts, each at its number. */
  readonly categories?: Readonly<Record<string, readonly string[]>>;
  /** Of `chars`. */
  readonly characters?: readonly string[];
  /** Of `images`. */
  readonly classes?: readonly string[];
}

/** By the names of the data sets. */
export type Vocabularies = Readonly<Record<string, Vocabulary>>;

/** What a weight file's metadata keeps of them. */
export function vocabularyMetadata(vocabularies: Vocabularies): { readonly vocabulary?: string } {
  return Object.keys(vocabularies).length === 0 ? {} : { vocabulary: JSON.stringify(vocabularies) };
}

/** What a weight file remembers; nothing where it is no such file, which whoever reads its weights will say. */
export function vocabulariesIn(path: string): Vocabularies {
  let text: string | undefined;
  try {
    text = openSafetensors(readFileSync(path), path).metadata["vocabulary"];
  } catch {
    return {};
  }
  return text === undefined ? {} : (JSON.parse(text) as Vocabularies);
}

/** The distinct texts of a column in code point order, or those remembered, which then have to include all. */
export function categoriesOf(table: RawTable, name: string, known?: Vocabulary): readonly string[] {
  const texts = table.text(name);
  const remembered = known?.categories?.[name];
  if (remembered === undefined) return [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const among = new Set(remembered);
  const row = texts.findIndex((text) => !among.has(text));
  if (row >= 0) {
    throw dataError(
      "outOfRange",
      `"${texts[row]}" at ${table.place(name, row)} of ${table.file} is no category of \`${name}\` that the weights know`,
      {
        notes: [`they know ${listed(remembered)}`],
        help: "leave such rows out, or train from fresh weights",
      },
    );
  }
  return remembered;
}

/** The tokens in the alphabet of the weights. */
export function inAlphabet(raw: RawTokens, known?: Vocabulary): RawTokens {
  const { characters } = raw.members;
  if (known?.characters === undefined || characters === undefined) return raw;
  // Only the alphabet is encoded; each token then moves to its character's place.
  const places = encodeChars(characters.join(""), known.characters);
  return {
    ...raw,
    tokens: raw.tokens.map((token) => places[token]!),
    members: { vocab: known.characters.length, characters: known.characters },
  };
}

/** Fails where a folder's classes are not those of the weights. */
export function requireClasses(table: RawTable, known?: Vocabulary): void {
  const classes = table.members["class_names"];
  if (known?.classes === undefined || !Array.isArray(classes)) return;
  if (known.classes.join("\n") === classes.join("\n")) return;
  throw dataError("badImageFolder", `the classes of ${table.file} are not those of the weights`, {
    notes: [
      `the folder has ${listed(classes as readonly string[])}`,
      `the weights know ${listed(known.classes)}`,
    ],
    help: "name the folders as they were, or train from fresh weights",
  });
}
