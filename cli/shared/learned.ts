/**
 * A program with what its data means, trained just now or long ago: enough to predict, to write and to draw with.
 */
import type { DataInfo, DataProgram } from "../../compiler/compile.ts";
import type { TrainProgram } from "../../compiler/program.ts";
import { encodeChars } from "../../runtime/data/chars.ts";
import { predictedFrom, predictions } from "../../runtime/predict.ts";
import type { DataInfos } from "./data-info.ts";
import type { Vocabularies, Vocabulary } from "./vocabulary.ts";

export interface Learned {
  readonly train: TrainProgram;
  /** Absent without data. */
  readonly dataProgram?: DataProgram;
  /** Of the data that was trained on. */
  readonly vocabulary?: Vocabulary;
  readonly info?: DataInfo;
}

export function learned(
  train: TrainProgram,
  dataProgram: DataProgram | undefined,
  vocabularies: Vocabularies,
  infos: DataInfos,
): Learned {
  const vocabulary = vocabularies[train.data ?? ""];
  const info = infos[train.data ?? ""];
  return {
    train,
    ...(dataProgram === undefined ? {} : { dataProgram }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(info === undefined ? {} : { info }),
  };
}

/** A program whose predictions read no data makes them up. */
export function drawsRows({ train }: Learned): boolean {
  if (train.predict.outputs.length === 0 || predictedFrom(train).length > 0) return false;
  return predictions(train).rows.length > 0;
}

/** How a text becomes tokens and tokens become text. */
export interface Alphabet {
  readonly size: number;
  encode(text: string): Int32Array;
  /** The characters that are complete with this token; bytes may wait for more. */
  decode(token: number): string;
  /** What to begin with where nothing is given. */
  readonly start: string;
}

/** Of a training on `chars` or `bytes`. */
export function alphabetOf({ dataProgram, vocabulary, info }: Learned): Alphabet | undefined {
  if (dataProgram === undefined) return undefined;
  const { source } = dataProgram.decl;
  if (source === "bytes") {
    const decoder = new TextDecoder();
    return {
      size: 256,
      encode: (text) => Int32Array.from(new TextEncoder().encode(text)),
      decode: (token) => decoder.decode(Uint8Array.of(token), { stream: true }),
      start: "\n",
    };
  }
  if (source !== "chars") return undefined;
  const members = info?.members["characters"];
  const characters = vocabulary?.characters ?? (Array.isArray(members) ? (members as readonly string[]) : []);
  return {
    size: characters.length,
    encode: (text) => encodeChars(text, characters),
    decode: (token) => characters[token]!,
    start: characters.includes("\n") ? "\n" : characters[0]!,
  };
}
