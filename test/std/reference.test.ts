/**
 * `docs/library.md` is written from the library itself: `vitest run -u` brings it up to date.
 */
import { format } from "prettier";
import { expect, it } from "vitest";
import { builtins } from "../../compiler/1-check/builtins/index.ts";
import { stdFiles } from "../../compiler/std/index.ts";
import type { Item } from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";

const groups: readonly [string, string][] = [
  ["Elementwise", "exp log sqrt abs sign floor ceil round sin cos tan asin acos atan atan2 tanh erf log1p expm1 maximum minimum clamp isnan isfinite select f32 f16 i32 bool"],
  ["Reductions", "sum prod max min mean variance std argmax argmin any all logsumexp norm cumsum cumprod"],
  ["Contractions", "einsum conv"],
  ["Shapes", "reshape permute transpose rearrange flatten broadcast concat stack pad flip roll tile windows tril triu shape rank size"],
  ["Lookups", "take pick scatter_add one_hot top_k sort argsort"],
  ["Makers", "zeros ones full eye arange weights"],
  ["Random draws", "uniform normal bernoulli categorical"],
  ["Gradients and tests", "stop_grad close"],
]; // prettier-ignore

const titles: Readonly<Record<string, string>> = {
  "activations.nn": "Activations", "masks.nn": "Masks", "losses.nn": "Losses", "layers.nn": "Layers",
  "normalization.nn": "Normalization", "attention.nn": "Attention", "recurrent.nn": "Recurrent layers",
  "initializers.nn": "Initializers", "optimizers.nn": "Optimizers", "schedules.nn": "Schedules",
  "augmentation.nn": "Data augmentation",
}; // prettier-ignore

/** The declaration up to its body, on one line. */
function signature(item: Extract<Item, { doc?: string; name?: unknown }>, text: string): string {
  if (!("body" in item)) return "";
  const end = item.body.span.start;
  return text
    .slice(item.span.start, end)
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/ \)/g, ")")
    .replace(/ ?[={]? ?$/, "");
}

it("docs/library.md is up to date", async () => {
  const listed = groups.flatMap(([, names]) => names.split(" "));
  expect([...listed].sort()).toEqual([...builtins.keys()].sort());
  const lines = [
    "# The library",
    "",
    "Everything that a `.nn` file can use without declaring it. Primitives are built into the compiler; the rest is written in",
    "`.nn`, in `compiler/std/`, and meant to be read. This page is written from both.",
    "",
    "`pi` and `inf` are numbers; `training`, `step`, `total_steps` and `epoch` say where training is. `grad(y, x)` gives",
    "gradients.",
    "",
    "## Primitives",
    "",
    "Reductions take `axis: n`, `axis: [n, …]` or `except: n` and `keep: true`; negative axes count from the end. Functions of",
    "one number apply to compile-time numbers too: `sqrt(c / heads)` is computed once, by the compiler.",
  ];
  for (const [title, names] of groups) {
    lines.push("", `### ${title}`, "");
    for (const name of names.split(" ")) {
      const { doc } = builtins.get(name)!;
      lines.push(`- ${doc}`);
    }
  }
  lines.push("", "## Standard library");
  for (const [file, title] of Object.entries(titles)) {
    const text = stdFiles.get(file)!;
    lines.push("", `### ${title}`, "", `[\`compiler/std/${file}\`](../compiler/std/${file})`, "");
    for (const item of parse(text, file).ast.items) {
      if (item.kind !== "fn" && item.kind !== "layer" && item.kind !== "optimizer") continue;
      lines.push(`**\`${signature(item, text)}\`**`, "", (item.doc ?? "").trim(), "");
    }
  }
  const page = await format(lines.join("\n"), { parser: "markdown", printWidth: 110, proseWrap: "preserve" });
  await expect(page).toMatchFileSnapshot("../../docs/library.md");
});
