/**
 * Text as tokens: a character a token, or a byte a token.
 *
 * Characters are Unicode code points; a token is a character's index among the distinct ones in code point order, so the
 * vocabulary depends on the text alone.
 */
import { decodeText } from "./bytes.ts";
import { dataError, plural } from "./errors.ts";
import type { RawTokens } from "./table.ts";

export function readChars(bytes: Uint8Array, file: string): RawTokens {
  const text = decodeText(bytes, file);
  if (text.length === 0) throw empty(file);
  const points = new Int32Array(text.length);
  const index = new Int32Array(0x110000).fill(-1);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    points[count++] = point;
    index[point] = 0;
  }
  const characters: string[] = [];
  for (let point = 0; point < index.length; point++) {
    if (index[point] === 0) index[point] = characters.push(String.fromCodePoint(point)) - 1;
  }
  const tokens = points.slice(0, count);
  for (let i = 0; i < count; i++) tokens[i] = index[tokens[i]!]!;
  return { kind: "tokens", file, tokens, members: { vocab: characters.length, characters } };
}

export function readBytes(bytes: Uint8Array, file: string): RawTokens {
  if (bytes.length === 0) throw empty(file);
  return { kind: "tokens", file, tokens: Int32Array.from(bytes), members: { vocab: 256 } };
}

/** The tokens of a prompt in a vocabulary; a character that training never saw is an error. */
export function encodeChars(text: string, characters: readonly string[]): Int32Array {
  const index = new Map(characters.map((character, i) => [character, i]));
  const unknown = new Set<string>();
  const tokens = Array.from(text, (character) => {
    const token = index.get(character);
    if (token === undefined) unknown.add(character);
    return token ?? -1;
  });
  if (unknown.size > 0) {
    const shown = Array.from(unknown, (c) => JSON.stringify(c)).join(", ");
    throw dataError(
      "outOfRange",
      `the text has ${plural(unknown.size, "character")} that the training text lacks: ${shown}`,
      {
        help: "leave them out",
      },
    );
  }
  return Int32Array.from(tokens);
}

function empty(file: string): Error {
  return dataError("tooFew", `${file} is empty`, { help: "name a file that has text in it" });
}
