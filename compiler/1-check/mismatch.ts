/** What to do about a shape that does not fit its parameter: the usual causes, each with what to write. */
import { type Dim, dimsEqual, showDim, showShape } from "../ir/dims.ts";
import type { MismatchFacts } from "./bind.ts";
import type { Env } from "./build.ts";
import type { FailParts } from "./fail.ts";

/** A missing `batch`, an image that is not flat, a sequence without its axis, and one label too many. */
export function mismatchHelp(env: Env, what: string, m: MismatchFacts): FailParts {
  const wanted = m.shown
    .slice(1, -1)
    .split(", ")
    .filter((part) => part !== "");
  const text = env.build.session.textOf(m.given) ?? "x";
  if (what === "cross_entropy" && m.subject === "target" && m.actual.at(-1) === 1)
    return { help: "one class number for each example has no axis of its own: write `y: i32 = …` in `data`" };
  const swapped = batchFirst(m.actual);
  if (swapped !== undefined) return { help: swapped };
  if (env.build.session.isLibrary(m.declared.file)) return ofLibrary(what, wanted, m, text);
  return ofModel(wanted, m, text);
}

const product = (dims: readonly Dim[]): number =>
  dims.reduce<number>((a, d) => a * (typeof d === "number" ? d : NaN), 1);

/** `[4, batch]`: the axis of the examples does not come first. */
function batchFirst(actual: readonly Dim[]): string | undefined {
  const at = actual.findIndex((d) => showDim(d) === "batch");
  if (at <= 0 || showDim(actual[0]!) === "batch") return undefined;
  const others = actual.filter((_, i) => i !== at);
  return `\`batch\` comes first: declare \`[batch, ${others.map(showDim).join(", ")}]\``;
}

/** The inputs of a user's own declarations, whose types can be changed. */
function ofModel(wanted: readonly string[], m: MismatchFacts, text: string): FailParts {
  const sizes = wanted.map(Number);
  const rest = m.actual.slice(1);
  if (sizes[1] !== undefined && product(rest) === sizes[1] && rest.length > 1 && wanted.length === 2)
    return { help: `flatten it first: \`flatten(${text})\`` };
  if (m.actual.length === wanted.length + 1 && sizes.every((n, i) => rest[i] === n) && wanted.length > 0)
    return {
      help: `values in \`train\` have a leading \`batch\`: declare \`[batch, ${wanted.join(", ")}]\``,
    };
  const numbered =
    wanted.length > 1 &&
    wanted.length === m.actual.length &&
    Number.isInteger(sizes[0]) &&
    m.actual[0] !== sizes[0];
  if (numbered && sizes.slice(1).every((n, i) => rest[i] === n))
    return {
      help: `declare \`[batch, ${wanted.slice(1).join(", ")}]\`: how many examples there are is no part of a model`,
    };
  const [first, ...others] = sizes.slice(1);
  if (
    wanted.length === 4 &&
    m.actual.length === 4 &&
    first !== undefined &&
    others.at(-1) === m.actual[1] &&
    first === m.actual[3]
  )
    return { help: "channels come last: `[batch, height, width, channels]`" };
  if (wanted[0] !== "batch") return {};
  if (
    wanted.length === 4 &&
    m.actual.length === 3 &&
    rest.every((d, i) => d === sizes[i + 1]) &&
    /^\w+$/.test(text)
  )
    return {
      help: `images have an axis of channels, here one: write \`${text}: [${rest.map(showDim).join(", ")}, 1] = reshape(…, [${rest.map(showDim).join(", ")}, 1])\` in \`data\``,
    };
  if (
    wanted.length === m.actual.length &&
    wanted.slice(1).some((w, i) => /^\d+$/.test(w) && Number(w) !== rest[i])
  )
    return {
      help: `declare \`[batch, ${rest.map(showDim).join(", ")}]\`, as the data has it, or change the field in \`data\``,
    };
  if (rest.every((d) => typeof d === "number"))
    return { help: `declare \`[batch${rest.map((d) => `, ${showDim(d)}`).join("")}]\`, as it is given here` };
  return {};
}

const IMAGES = new Set(["conv2d", "conv_transpose2d", "maxpool", "avgpool", "global_avgpool"]);
const SEQUENCES = new Set(["conv1d", "rnn", "lstm", "gru", "attention", "transformer_block"]);
const LOSSES = new Set(["mse", "mae", "huber", "binary_cross_entropy", "soft_cross_entropy", "kl_divergence", "cross_entropy", "hinge"]); // prettier-ignore

function ofLibrary(what: string, wanted: readonly string[], m: MismatchFacts, text: string): FailParts {
  const { actual } = m;
  const shown = actual.map(showDim);
  if (IMAGES.has(what) && actual.length < wanted.length)
    return {
      help: /\bflatten\b/.test(text)
        ? `\`${what}\` works on images: put \`flatten\` behind it`
        : actual.length === 3
          ? `images have an axis of channels: \`reshape(${plain(text)}, [${shown.join(", ")}, 1])\``
          : "images are `[batch, height, width, channels]`; a table of numbers goes through `dense`",
    };
  if (SEQUENCES.has(what) && actual.length === 2)
    return {
      help: "a sequence is `[batch, time, features]`; a table of numbers goes through `dense`, text and classes through `embedding`",
    };
  if (SEQUENCES.has(what) && actual.length === 4)
    return {
      help: `a sequence is \`[batch, time, features]\`: \`reshape(${plain(text)}, [${shown[0]!}, ${shown
        .slice(1, 3)
        .map((d) => (/^\w+$/.test(d) ? d : `(${d})`))
        .join(" * ")}, ${shown[3]!}])\``,
    };
  if (!LOSSES.has(what)) return {};
  const other = m.packed;
  if (other === undefined) return {};
  const extra = (long: readonly Dim[], short: readonly Dim[]): boolean =>
    long.length === short.length + 1 && long.at(-1) === 1 && short.every((d, i) => dimsEqual(d, long[i]!));
  if (extra(actual, other)) return { help: `take its last axis away: \`${plain(text)}[..., 0]\`` };
  if (extra(other, actual))
    return {
      help: `take the last axis of the other away with \`[..., 0]\`, or declare \`${plain(text)}: [1] = [${text}]\` in \`data\``,
    };
  return {
    help: `both have to be of one shape: what the network returns, and what it is compared with, here ${showShape(other)} and ${showShape(actual)}`,
  };
}

const plain = (text: string): string => (/^[\w.]+$/.test(text) ? text : "x");
