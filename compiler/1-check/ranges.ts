/**
 * Settings of the library that make no sense outside of a range: `dropout(20)`, `batchnorm(16)`, `conv2d(8, kernel: 3.5)`.
 * Said where they are given, before something deep in the library fails, or nothing does.
 */
import type { Span } from "../../grammar/ast.ts";
import { isKnown } from "../ir/dims.ts";
import type { ArgValue } from "./args.ts";
import type { Env } from "./build.ts";
import { fail, warn } from "./fail.ts";
import type { Value } from "./value.ts";

type Range = "share" | "count" | "steps";

const NORMS = ["batchnorm", "layernorm", "rmsnorm", "groupnorm", "instancenorm"];
const WINDOWS = ["conv1d", "conv2d", "conv_transpose2d", "maxpool", "avgpool"];
const OPTIMIZERS = ["sgd", "adam", "adamw", "adagrad", "rmsprop", "adadelta", "adamax", "nadam", "radam", "lion", "muon"]; // prettier-ignore
const SCHEDULES = ["linear", "cosine", "inverse_sqrt"];

function rangeOf(what: string, param: string): Range | undefined {
  if (what === "dropout" && param === "rate") return "share";
  if (NORMS.includes(what) && ["rate", "eps"].includes(param)) return "share";
  if (OPTIMIZERS.includes(what) && ["b1", "b2", "momentum", "alpha", "rho"].includes(param)) return "share";
  if (what === "cross_entropy" && param === "smoothing") return "share";
  if (WINDOWS.includes(what) && ["c", "k", "kernel", "stride", "dilation", "groups"].includes(param))
    return "count";
  return SCHEDULES.includes(what) && param === "warmup" ? "steps" : undefined;
}

/** Fails where an argument is outside of what its parameter means. `declared` is where the callee stands. */
export function checkRanges(
  env: Env,
  what: string,
  declared: Span,
  args: ReadonlyMap<string, ArgValue>,
): void {
  if (!env.build.session.isLibrary(declared.file)) return;
  for (const [param, arg] of args) {
    const range = rangeOf(what, param);
    const items = arg.value.kind === "list" ? arg.value.items : [arg.value];
    for (const item of items) {
      const n = numberOf(item);
      if (n === undefined || range === undefined || fits(range, n)) continue;
      fail(env, "NN0323", `\`${param}\` of \`${what}\` is ${WORDS[range]}, not ${n}`, arg.span, {
        help: remedy(what, param, range, n),
      });
    }
  }
  wantsOneSize(env, what, args);
}

const WORDS: Readonly<Record<Range, string>> = {
  share: "from 0 to 1",
  count: "a whole number from 1 on",
  steps: "a number of steps",
};

const fits = (range: Range, n: number): boolean =>
  range === "share"
    ? n >= 0 && n <= 1
    : range === "count"
      ? Number.isInteger(n) && n >= 1
      : n === 0 || n >= 1 || n < 0;

function remedy(what: string, param: string, range: Range, n: number): string {
  if (range === "steps") return "write how many steps it takes, such as `warmup: 100`";
  if (range === "count") return `write \`${param}: ${Math.max(1, Math.round(Math.abs(n)))}\``;
  if (NORMS.includes(what)) return `write \`${what}()\`: the size of its input is found`;
  const share = n > 1 && n <= 100 ? n / 100 : 0.5;
  return what === "dropout" ? `write \`dropout(${share})\`` : `write a number such as \`${param}: 0.9\``;
}

const numberOf = (v: Value): number | undefined =>
  v.kind === "float" ? v.value : v.kind === "int" && isKnown(v.value) ? v.value : undefined;

/** `conv2d(1, 32, 3)` of PyTorch: channels in, channels out, kernel. Here that is a kernel of 32 with a stride of 3. */
function wantsOneSize(env: Env, what: string, args: ReadonlyMap<string, ArgValue>): void {
  if (what !== "conv2d" && what !== "conv1d") return;
  const [c, kernel, stride] = ["c", "kernel", "stride"].map((name) => args.get(name));
  if (c === undefined || kernel === undefined || [c, kernel, stride].some((a) => a?.name !== undefined))
    return;
  const [out, k] = [numberOf(kernel.value), stride && numberOf(stride.value)];
  if (out === undefined || !(out >= 8 || (k ?? 0) >= 3)) return;
  warn(
    env,
    "NN0332",
    `\`${what}\` with a kernel of ${out}${k === undefined ? "" : ` and a stride of ${k}`}`,
    kernel.span,
    {
      label: `the channels of the input are found: the second number is the kernel`,
      help: `for ${out} channels write \`${what}(${out}${k === undefined ? "" : `, kernel: ${k}`})\`; if it is meant, name it: \`kernel: ${out}\``,
    },
  );
}
