/**
 * A `train` block as a Python file: modules with the weights' names, losses and scores, the optimizer's rules, and a loop.
 *
 * The file computes what the program computes: the same arithmetic, the same random draws, the same order of the examples.
 * Under `torchrun` each process takes its part of every batch, and sums over the batch are those of all processes, so the
 * result is that of one process.
 */
import type { Span } from "../../../grammar/ast.ts";
import type { Computation, TrainProgram, Weight } from "../../program.ts";
import type { Node } from "../../ir/graph.ts";
import { cannotExport, Twins } from "../twin.ts";
import { isNumber, tuple } from "./code.ts";
import { helpersOf } from "./helpers.ts";
import { attribute, Frames, Instances } from "./modules.ts";
import { rulesOf, useText } from "./rules.ts";
import { LOOP, RUNTIME } from "./runtime.ts";

export interface TorchOptions {
  /** What the file is, for its first lines. */
  readonly title: string;
  /** The name of the file without `.py`; data and weights lie beside it under the same name. */
  readonly stem: string;
  /** Where spans are in the source: `gpt.nn:16`. */
  readonly place: (spans: readonly Span[]) => string | undefined;
  /** What each `minimize` calls its optimizer. */
  readonly optimizers: readonly string[];
  readonly steps: number;
  readonly stepsPerEpoch: number | undefined;
  readonly validateEvery: number;
  readonly seed: number;
}

/** Batches of the two programs that are compared: multiples of the real one that no other size is likely to have. */
const FACTORS = [101, 202] as const;

export function torchProgram(program: TrainProgram, options: TorchOptions): string {
  if (program.settings.precision === "f16")
    throw cannotExport(
      "`precision = f16` has no counterpart in the exported program",
      program.span,
      "export with `--set precision=f32`",
    );
  const { batch } = program.settings;
  const [n, m] =
    program.data === undefined ? [batch, batch] : (FACTORS.map((f) => f * batch) as [number, number]);
  const [left, right] = [program.atBatch(n), program.atBatch(m)];
  const instances = new Instances();
  const emit = (a: Computation, b: Computation, method: string): Emitted =>
    emitRoots(a, b, [n, m], instances, method, options.place);
  const stateUpdates = (c: Computation) => c.updates.filter((u) => u.target.attrs.at?.slab === "state");
  const lossNames = left.step.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name));
  const rootsOf = (c: Computation): { name: string; node: Node }[] => [
    ...c.outputs.filter((o) => /^loss(_\d+)?$/.test(o.name)),
    ...stateUpdates(c).map((u) => ({ name: u.target.attrs.name, node: u.value })),
  ];
  const training = emit(
    { ...left.step, outputs: rootsOf(left.step) },
    { ...right.step, outputs: rootsOf(right.step) },
    "forward",
  );
  const { pooled } = program;
  const scores = pooled
    ? emit(pooled.at(n), pooled.at(m), "evaluate")
    : emit(left.evaluate, right.evaluate, "evaluate");
  const finish = pooled && emit(pooled.finish(n), pooled.finish(m), "evaluate");
  const predictions =
    left.predict.outputs.length > 0 ? emit(left.predict, right.predict, "evaluate") : undefined;
  const twins = new Twins(left.step.graph, [n, m]);
  const updates = (c: Computation): Node[] => c.updates.map((u) => u.value);
  twins.pair(updates(left.step), updates(right.step));
  const rules = rulesOf({
    program,
    step: left.step,
    twins,
    optimizers: options.optimizers,
    place: options.place,
  });

  const classes = instances.classes();
  const layers = [...classes.texts].map(
    ([name, methods]) => `class ${name}(Layer):\n${methods.map((x) => indent(x.text, 1)).join("\n\n")}`,
  );
  const states = training.results.slice(lossNames.length);
  const root = [
    "class Program(Layer):",
    '    """Everything that is learned, and what is computed with it."""',
    "",
    "    def __init__(self):",
    `        super().__init__(`,
    ...treeText(program.weights, classes.of, 3),
    `        )`,
    "",
    method("losses", training.args, training.lines, [
      ...(states.length > 0
        ? ["states = {", ...states.map((s) => `    ${JSON.stringify(s.name)}: ${s.text},`), "}"]
        : ["states = {}"]),
      `return ${list(training.results.slice(0, lossNames.length).map((r) => r.text))}, states`,
    ]),
    "",
    method("scores", scores.args, scores.lines, dict(scores)),
    ...(finish ? ["", method("finish", finish.args, finish.lines, dict(finish))] : []),
    ...(predictions
      ? ["", method("predictions", predictions.args, predictions.lines, dict(predictions))]
      : []),
  ].join("\n");

  const every = `RULES = [\n${rules.uses.map((u) => indent(`${useText(u)},`, 1)).join("\n")}\n]`;
  const sums = (finish?.args ?? []).map((s) => JSON.stringify(s));
  const settings = `${settingsText(program, options)}\nLOSSES = ${lossNames.length}\nSUMS = [${sums.join(", ")}]  # scores that are summed over all examples, for \`finish\``;
  const own = [...layers, root, ...rules.functions, every];
  const helpers = helpersOf(own.join("\n"));
  const imports = importsOf([...own, ...helpers].join("\n"));
  return `${[header(options), imports, settings, RUNTIME, ...helpers, ...own, LOOP].join("\n\n\n")}\n`;
}

interface Emitted {
  readonly lines: readonly string[];
  readonly args: readonly string[];
  readonly results: readonly { readonly name: string; readonly text: string }[];
}

function emitRoots(
  a: Computation,
  b: Computation,
  sizes: readonly [number, number],
  instances: Instances,
  name: string,
  place: (spans: readonly Span[]) => string | undefined,
): Emitted {
  const twins = new Twins(a.graph, sizes);
  const nodes = (c: Computation): Node[] => c.outputs.map((o) => o.node);
  twins.pair(nodes(a), nodes(b));
  const { lines, results, args } = new Frames(a.graph, nodes(a), twins, instances, name, place).root();
  return {
    lines,
    args,
    results: results.map((r, i) => ({
      name: a.outputs[i]!.name,
      text: isNumber(r) ? `torch.tensor(${r.text}, dtype=FLOAT)` : r.text,
    })),
  };
}

/** Fields that a computation does not read are there all the same, so a batch is passed as it is. */
function method(
  name: string,
  args: readonly string[],
  lines: readonly string[],
  end: readonly string[],
): string {
  const head = `def ${name}(${["self", ...args, "**_"].join(", ")}):`;
  return indent([head, ...[...lines, ...end].map((l) => `    ${l}`)].join("\n"), 1);
}

function dict({ results }: Emitted): string[] {
  return ["return {", ...results.map((r) => `    ${JSON.stringify(r.name)}: ${r.text},`), "}"];
}

function list(texts: readonly string[]): string {
  return `[${texts.join(", ")}]`;
}

function indent(text: string, by: number): string {
  return text
    .split("\n")
    .map((l) => (l === "" ? l : `${"    ".repeat(by)}${l}`))
    .join("\n");
}

interface Tree {
  readonly weights: Weight[];
  readonly children: Map<string, Tree>;
}

/** The modules and weights as arguments of their constructors. */
function treeText(weights: readonly Weight[], classes: ReadonlyMap<string, string>, depth: number): string[] {
  const tree: Tree = { weights: [], children: new Map() };
  const at = (path: string): Tree => {
    let here = tree;
    for (const part of path === "" ? [] : path.split(".")) {
      const next = here.children.get(part) ?? { weights: [], children: new Map() };
      here.children.set(part, next);
      here = next;
    }
    return here;
  };
  for (const w of weights) at(w.path.split(".").slice(0, -1).join(".")).weights.push(w);
  for (const path of classes.keys()) at(path);
  const args = (of: Tree, path: string): string[] => [
    ...of.weights.map((w) => {
      const shape = tuple(w.shape.map(String));
      return `${attribute(w.path.split(".").at(-1)!)}=${w.kind === "state" ? `State(${shape})` : shape},`;
    }),
    ...[...of.children].flatMap(([name, child]) => {
      const full = path === "" ? name : `${path}.${name}`;
      const inner = args(child, full);
      const made = classes.get(full) ?? "Layer";
      const oneLine = `${attribute(name)}=${made}(${inner.join(" ").replace(/,$/, "")}),`;
      if (child.children.size === 0 && oneLine.length <= 88) return [oneLine];
      return [`${attribute(name)}=${made}(`, ...inner.map((l) => `    ${l}`), `),`];
    }),
  ];
  return args(tree, "").map((l) => `${"    ".repeat(depth)}${l}`);
}

function header(options: TorchOptions): string {
  return `"""${options.title}

    python ${options.stem}.py                                   train
    python ${options.stem}.py --steps 100 --double              for fewer steps, in double precision
    torchrun --nproc_per_node 2 ${options.stem}.py              with two processes, to the same result

Data is in ${options.stem}.npz, the weights that training starts from in ${options.stem}.safetensors.
"""`;
}

function importsOf(text: string): string {
  return [
    "import argparse",
    ...(text.includes("itertools.") ? ["import itertools"] : []),
    "import json",
    "import math",
    "import os",
    "",
    "import numpy as np",
    "import torch",
    "import torch.distributed as dist",
    ...(/\bF\./.test(text) ? ["import torch.nn.functional as F"] : []),
    "from torch import nn",
  ].join("\n");
}

function settingsText(program: TrainProgram, options: TorchOptions): string {
  const { settings } = program;
  return [
    `BATCH = ${settings.batch}  # examples, of all processes together`,
    `ACCUMULATE = ${settings.accumulate}  # batches of an update`,
    `STEPS = ${options.steps}`,
    `STEPS_PER_EPOCH = ${options.stepsPerEpoch ?? "None"}`,
    `VALIDATE_EVERY = ${options.validateEvery}`,
    `SHUFFLE = ${settings.shuffle ? "True" : "False"}`,
    `SEED = ${options.seed}`,
    `FLOAT = torch.float32`,
  ].join("\n");
}
