/**
 * Which weights each `minimize` changes, and what is wrong where a gradient does not arrive.
 */
import type { Span } from "../../grammar/ast.ts";
import type { Build } from "../1-check/build.ts";
import { fail, attempt, warn } from "../1-check/fail.ts";
import type { TensorNode } from "../1-check/value.ts";
import type { Weights, WeightInfo } from "../1-check/weights.ts";
import { blockedBy, differentiate } from "../3-differentiate/reverse.ts";
import type { Label } from "../diagnostics.ts";
import { type Node, reachable } from "../ir/graph.ts";
import type { Builder } from "../ops/builder.ts";
import type { MinimizeInfo } from "./train-body.ts";

/** The weights that a `minimize` changes. */
export interface Group {
  readonly paths: readonly string[];
  /**
   * The derivatives of its loss by path, in the graph of the build that was looked at; absent where some weight has none:
   * then what is differentiated is another set.
   */
  readonly gradients?: ReadonlyMap<string, TensorNode>;
}

export function groupsOf(build: Build, weights: Weights, minimizes: readonly MinimizeInfo[]): Group[] {
  const owner = new Map<string, MinimizeInfo>();
  return minimizes.map((m) => attempt(m.env, () => groupOf(build, weights, m, owner)) ?? { paths: [] });
}

function groupOf(build: Build, weights: Weights, m: MinimizeInfo, owner: Map<string, MinimizeInfo>): Group {
  const { b } = build;
  const loss = m.loss as Node;
  const reached = new Set<string>();
  for (const n of reachable([loss]))
    if (n.op === "input") reached.add((n.attrs as { readonly name: string }).name);
  const params = [...weights.byPath.values()].filter((w) => w.kind === "param");
  const candidates = params.filter((w) =>
    m.over ? m.over.some((o) => o.owns(w.path)) : reached.has(w.path),
  );
  if (candidates.length === 0) return noWeights(m, params);
  const nodes = candidates.map((w) => weights.node(build, w) as Node);
  const gradients = differentiate(b as Builder, loss, nodes);
  if (gradients.every((g) => g === null)) return blocked(build, m, candidates, nodes);
  const found = new Map<string, TensorNode>();
  candidates.forEach((w, i) => {
    const gradient = gradients[i];
    if (!gradient) {
      noGradient(build, weights, m, w, nodes[i]!);
      return;
    }
    const other = owner.get(w.path);
    if (other)
      fail(m.env, "NN0406", `\`${w.path}\` is changed by two \`minimize\``, m.ast.span, {
        labels: [
          { span: m.ast.span, text: "this one" },
          { span: other.ast.span, text: "and this one" },
        ],
        help: "add the losses up, or say with `over` which instances each of them changes",
      });
    owner.set(w.path, m);
    found.set(w.path, gradient);
  });
  return { paths: [...found.keys()], ...(found.size === candidates.length ? { gradients: found } : {}) };
}

function noWeights(m: MinimizeInfo, params: readonly WeightInfo[]): never {
  const names = [...new Set(params.map((w) => w.path.split(".")[0]!))];
  return fail(
    m.env,
    "NN0402",
    m.over
      ? `${m.over.map((o) => `\`${o.title}\``).join(" and ")} has no weights`
      : "this loss does not depend on any weight",
    m.ast.loss.span,
    {
      label:
        names.length === 0
          ? "there are no weights here"
          : `there are weights in ${names.map((n) => `\`${n}\``).join(", ")}`,
      help:
        names.length === 0
          ? "build a model, `let net = mlp()`, and use what it returns"
          : `use what ${names.map((n) => `\`${n}\``).join(" or ")} returns in the loss`,
    },
  );
}

/** The loss depends on weights, but only through operations without a derivative. */
function blocked(
  build: Build,
  m: MinimizeInfo,
  candidates: readonly WeightInfo[],
  nodes: readonly Node[],
): never {
  const owners = [...new Set(candidates.map((w) => w.path.split(".")[0]!))].map((o) => `\`${o}\``).join(", ");
  const title = `no gradient reaches any parameter of ${owners}`;
  const cuts = lastCuts(m.loss as Node, nodes);
  if (cuts.length === 0)
    return fail(m.env, "NN0402", title, m.ast.loss.span, { label: `does not depend on ${owners}` });
  const labels: Label[] = [];
  for (const cut of cuts) {
    const spans = build.b.graph.spans.get(cut) ?? [];
    const span = userSpan(build, spans);
    if (span && !labels.some((l) => same(l.span, span)))
      labels.push({
        span,
        text: cut.op === "stopGrad" ? "`stop_grad` lets no gradient pass" : "its derivative is 0 everywhere",
      });
  }
  const [first] = labels;
  const inside =
    first !== undefined &&
    first.span.file === m.ast.loss.span.file &&
    first.span.start >= m.ast.loss.span.start &&
    first.span.end <= m.ast.loss.span.end;
  const through = first && !inside ? boundName(m, first.span) : undefined;
  const primary: Label = {
    span: m.ast.loss.span,
    text:
      through === undefined
        ? `depends on ${owners} only through what has no derivative`
        : `depends on ${owners} only through \`${through}\``,
  };
  const better = crossEntropy(build, m, cuts);
  return fail(m.env, "NN0402", title, m.ast.loss.span, {
    labels: [primary, ...labels.filter((l) => !same(l.span, primary.span)).slice(0, 2)],
    help: `minimize ${better ?? "something differentiable"} and keep this as a \`metric\``,
  });
}

/** The cuts beyond which the loss follows without derivatives all the way: what a comparison inside relu cuts is no reason. */
function lastCuts(loss: Node, nodes: readonly Node[]): Node[] {
  const cuts = new Set(blockedBy(loss, nodes));
  const depends = new Set<Node>(nodes);
  const active = new Set<Node>(nodes);
  for (const n of reachable([loss])) {
    if (n.in.some((x) => depends.has(x))) depends.add(n);
    if (!cuts.has(n) && n.in.some((x) => active.has(x))) active.add(n);
  }
  const found: Node[] = [];
  const stack = [loss];
  const seen = new Set<Node>();
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n) || !depends.has(n)) continue;
    seen.add(n);
    if (cuts.has(n)) found.push(n);
    else stack.push(...n.in);
  }
  return found.sort((a, b) => a.id - b.id);
}

/** `cross_entropy(logits, y)` in the place of `mean(argmax(logits) != y)`. */
function crossEntropy(build: Build, m: MinimizeInfo, cuts: readonly Node[]): string | undefined {
  const cut = cuts.find((c) => c.op === "argmax");
  if (!cut) return undefined;
  const { session } = build;
  const span = userSpan(build, build.b.graph.spans.get(cut) ?? []);
  const logits = /^argmax\(\s*([^,]+?)\s*\)$/.exec((span && session.textOf(span)) ?? "")?.[1];
  const target = /[!=]=\s*(\w+)/.exec(session.textOf(m.ast.loss.span) ?? "")?.[1];
  return logits === undefined || target === undefined
    ? "`cross_entropy(…)` of the logits"
    : `\`cross_entropy(${logits}, ${target})\``;
}

/** The `let` whose expression contains a span. */
function boundName(m: MinimizeInfo, span: Span): string | undefined {
  for (const [name, binding] of m.env.scope.entries()) {
    const e = binding.expr?.span;
    if (binding.kind === "let" && e && e.file === span.file && e.start <= span.start && e.end >= span.end)
      return name;
  }
  return undefined;
}

/** The innermost span in a file that the user wrote. */
function userSpan(build: Build, spans: readonly Span[]): Span | undefined {
  return spans.find((s) => !build.session.isLibrary(s.file)) ?? spans[0];
}

function same(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** A weight that stays as it is: meant where `stop_grad` or `from` says so, otherwise probably a mistake. */
function noGradient(build: Build, weights: Weights, m: MinimizeInfo, w: WeightInfo, node: Node): void {
  const cuts = blockedBy(m.loss as Node, [node]);
  if (cuts.some((c) => c.op === "stopGrad")) return;
  if ([...weights.from.values()].some((f) => w.path.startsWith(`${f.instance}.`))) return;
  const cut = cuts[0];
  const at = cut && userSpan(build, build.b.graph.spans.get(cut) ?? []);
  const text = cut ? "its way to the loss has derivative 0 everywhere" : "the loss does not depend on it";
  warn(m.env, "NN0405", `\`${w.path}\` receives no gradient`, m.ast.loss.span, {
    labels: [
      { span: at ?? m.ast.loss.span, text },
      ...(build.session.isLibrary(w.span.file) ? [] : [{ span: w.span, text: "this weight" }]),
    ],
    help: "if it is to stay as it is, say so with `stop_grad(…)`",
  });
}
