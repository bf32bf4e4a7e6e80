/**
 * What `nn sample` does: text from a language model, character by character, or rows of a model that draws.
 */
import type { SampleFlags } from "../commands/sample.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import { type HostTensor, toNumbers } from "../../runtime/data/tensor.ts";
import { draw, predictions } from "../../runtime/predict.ts";
import { findLogits, type Logits, sample } from "../../runtime/sample.ts";
import { UsageError } from "./exit.ts";
import { type Alphabet, alphabetOf, drawsRows } from "./learned.ts";
import { explained, nothingTo } from "./predict.ts";
import { outputEnding, writeAnswers } from "./predict-output.ts";
import { gridPng, pictureShape } from "./sample-pictures.ts";
import { plural } from "./terminal.ts";
import { findTrained, openDeviceOf, openTrained, say, type Trained } from "./trained.ts";

export async function sampleTrained(typed: string | undefined, flags: SampleFlags): Promise<void> {
  const trained = openTrained(findTrained(typed, flags), flags, false);
  await explained(trained, () =>
    drawsRows(trained) ? sampleRows(trained, flags) : sampleText(trained, flags),
  );
}

// ---------------------------------------------------------------- text

/** Throws NN0701 where the program has no logits for a next character. */
function logitsOf(trained: Trained, alphabet: Alphabet | undefined): Logits {
  const found = alphabet === undefined ? "it trains on no text" : findLogits(trained.train, alphabet.size);
  if (typeof found !== "string") return found;
  throw nothingTo(trained, `\`${trained.train.name}\` writes no text: ${found}`, "nothing to sample here", [
    "text comes from logits of shape [batch, time, vocab] over windows of `chars` or `bytes`",
    "say where they are with `predict next = net(x)`",
    "rows of numbers or pictures are sampled from a `predict` that reads no data, such as `predict drawn = decoder(normal([batch, 16]))`",
  ]);
}

async function sampleText(trained: Trained, flags: SampleFlags): Promise<void> {
  const alphabet = alphabetOf(trained);
  const logits = logitsOf(trained, alphabet);
  refuse(flags, ["count", "out"], "is for models that draw rows", "text goes to stdout");
  const { length = 500, temperature, topK, topP, seed = 0 } = flags;
  const prompt = flags.prompt === undefined || flags.prompt === "" ? undefined : flags.prompt;
  const tokens = prompt === undefined ? alphabet!.encode(alphabet!.start) : encoded(alphabet!, prompt);
  using opened = await openDeviceOf(trained, flags);
  const choice = {
    seed,
    ...(temperature === undefined ? {} : { temperature }),
    ...(topK === undefined ? {} : { topK }),
    ...(topP === undefined ? {} : { topP }),
  };
  const { train, tensors: weights, moment } = trained;
  let last = prompt ?? "";
  process.stdout.write(last);
  const options = { backend: opened.backend, weights, ...moment, ...choice };
  for await (const token of sample(train, logits, tokens, length, options)) {
    const text = alphabet!.decode(token);
    process.stdout.write(text);
    if (text !== "") last = text;
  }
  if (!last.endsWith("\n")) process.stdout.write("\n");
}

function encoded(alphabet: Alphabet, prompt: string): Int32Array {
  const lacking = [...new Set(prompt)].filter((c) => {
    try {
      alphabet.encode(c);
      return false;
    } catch {
      return true;
    }
  });
  if (lacking.length === 0) return alphabet.encode(prompt);
  throw new UsageError(
    `--prompt has ${lacking.length === 1 ? "a character" : "characters"} that the training text lacks: ${lacking.map((c) => JSON.stringify(c)).join(", ")}`,
    "leave them out: the model has no number for them",
  );
}

// ---------------------------------------------------------------- rows

async function sampleRows(trained: Trained, flags: SampleFlags): Promise<void> {
  refuse(
    flags,
    ["prompt", "length", "temperature", "topK", "topP"],
    "is for models that write text",
    "leave it out",
  );
  const { count = 16, out, seed } = flags;
  const isPng = out !== undefined && /\.png$/i.test(out);
  const ending = isPng ? undefined : outputEnding(out);
  const { train, dataProgram, tensors: weights, moment } = trained;
  const { rows } = predictions(train);
  const picture = rows
    .map((r) => ({ name: r.name, shape: pictureShape(r.shape, dataProgram) }))
    .find((p) => p.shape);
  if (isPng && picture === undefined)
    throw new UsageError(
      `--out ${out}: \`${train.name}\` draws no pictures, but ${rows.map((r) => `\`${r.name}\` [${r.shape.join(", ")}]`).join(" and ")}`,
      "write .csv, .json or .npz",
    );
  if (out === undefined && picture !== undefined)
    throw new UsageError(`\`${picture.name}\` is a picture`, "write it to a file: --out samples.png");
  using opened = await openDeviceOf(trained, flags);
  const drawn = await draw(train, count, {
    backend: opened.backend,
    weights,
    ...moment,
    ...(seed === undefined ? {} : { seed }),
  });
  if (ending === undefined) {
    const { name, shape } = picture!;
    writeFileAtomic(out!, gridPng(toNumbers(drawn.get(name)!), shape!, Math.ceil(Math.sqrt(count))));
    say(`${plural(count, "picture")} in ${out}`);
    return;
  }
  const answers = [...drawn].map(([name, tensor]: [string, HostTensor]) => ({ name, tensor }));
  writeAnswers(
    { count, rows: Int32Array.from({ length: count }, (_, i) => i), kept: [], answers },
    ending,
    out,
  );
  if (out !== undefined) say(`${plural(count, "row")} in ${out}`);
}

/** Flags that mean nothing to this kind of model. */
function refuse(flags: SampleFlags, names: readonly (keyof SampleFlags)[], why: string, help: string): void {
  const given = names.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(`--${given.replace(/[A-Z]/, (c) => `-${c.toLowerCase()}`)} ${why}`, help);
}
