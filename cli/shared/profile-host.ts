/**
 * A step on the interpreter, op by op: what to look at where a program runs with `--device cpu`. It says nothing about a
 * GPU, where ops become kernels.
 */
import { basename } from "node:path";
import type { ProfileFlags } from "../commands/profile.ts";
import { interpreter } from "../../compiler/interpret/backend.ts";
import { type Graph, isOp, type Node, showType } from "../../compiler/ir/graph.ts";
import type { Span } from "../../grammar/ast.ts";
import { fillSlabs } from "../../runtime/weights.ts";
import { UsageError } from "./exit.ts";
import { trainingSteps } from "./measured.ts";
import { placer } from "./places.ts";
import { duration, paint, plural, table } from "./terminal.ts";

/** A node of the graph; ops in a loop's body run several times a step. */
interface Row {
  readonly node: number;
  readonly op: string;
  readonly type: string;
  readonly lines: readonly string[];
  readonly library: readonly string[];
  /** Runs in one step. */
  readonly times: number;
  /** Of all these runs, the mean of the steps. */
  readonly ms: number;
  readonly share: number;
}

/** Rows for people; `--json` has all. */
const SHOWN = 40;
const STEPS = 3;

export async function profileHost(spec: string, flags: ProfileFlags): Promise<void> {
  if (flags.timing !== undefined)
    throw new UsageError("--timing is about GPUs", "leave it out with --device cpu");
  if (flags.order === "compile")
    throw new UsageError("the interpreter compiles nothing", "--order time or --order dispatch");
  const steps = await trainingSteps(spec, flags);
  const { loaded, weights } = steps;
  const { train, file, sources } = loaded;
  const sums = new Map<Node, { ms: number; runs: number }>();
  let last = performance.now();
  let isTiming = false;
  const backend = interpreter({
    onValue(node) {
      const now = performance.now();
      if (isTiming) {
        const sum = sums.get(node) ?? { ms: 0, runs: 0 };
        sums.set(node, { ms: sum.ms + now - last, runs: sum.runs + 1 });
      }
      // The clock's own cost belongs to no op.
      last = performance.now();
    },
  });
  using slabs = backend.newSlabs();
  fillSlabs(slabs, train.slabs, train.weights, weights);
  using runner = await backend.load(train.step, slabs, { ring: 1 });
  const count = flags.steps ?? STEPS;
  let total = 0;
  // The first step warms the machine up.
  for (let step = 0; step <= count; step++) {
    isTiming = step > 0;
    runner.enqueue(steps.host(step), (inputs) => steps.fill(inputs, step));
    last = performance.now();
    const began = last;
    await runner.submit();
    if (isTiming) total += performance.now() - began;
  }

  const { own, place } = placer(file, sources);
  const inOps = [...sums.values()].reduce((sum, s) => sum + s.ms, 0) / count;
  const spans = spansOf(train.step.graph);
  const rows = [...sums].map(([node, { ms, runs }]): Row => {
    const of = spans(node);
    const mine = own(of);
    return {
      node: node.id,
      op: node.op,
      type: showType(node.type),
      lines: mine === undefined ? [] : [place(mine).at],
      library: of[0] === undefined || of[0] === mine ? [] : [place(of[0]).at],
      times: runs / count,
      ms: ms / count,
      share: inOps > 0 ? ms / count / inOps : 0,
    };
  });
  if (flags.order === "time") rows.sort((a, b) => b.ms - a.ms);
  const totals = { opMs: inOps, stepMs: total / count };
  if (flags.json) {
    const device = { name: backend.description, kind: "interpreter" };
    const { notes } = steps;
    console.log(
      JSON.stringify(
        { train: train.name, device, timing: "host", steps: count, notes, ops: rows, totals },
        undefined,
        2,
      ),
    );
    return;
  }
  const c = paint(process.stdout);
  const right = "right" as const;
  const rest = rows.slice(SHOWN);
  console.log(
    [
      ` ${c.bold(train.name)} of ${basename(file)} on the interpreter, op by op; on a GPU ops become kernels, and other ones take the time`,
      ...steps.notes.map((note) => ` ${c.yellow("!")} ${note}`),
      "",
      table(
        [
          { title: "op" },
          { title: "result" },
          { title: "times", align: right },
          { title: "time", align: right },
          { title: "", align: right },
          { title: "from" },
        ],
        rows
          .slice(0, SHOWN)
          .map((r) => [
            r.op,
            r.type,
            `${r.times} ×`,
            duration(r.ms),
            `${(100 * r.share).toFixed(1)}%`,
            c.dim(r.lines[0] ?? r.library[0] ?? ""),
          ]),
      ),
      ...(rest.length === 0
        ? []
        : [
            ` and ${plural(rest.length, "op")} more, ${duration(rest.reduce((sum, r) => sum + r.ms, 0))} together`,
          ]),
      "",
      ` ${c.bold(`${duration(totals.stepMs)} a step`)}, ${duration(totals.opMs)} in ${plural(rows.length, "op")}; means of ${plural(count, "step")}`,
    ].join("\n"),
  );
}

/** Where a node comes from, in this graph or in the bodies of its loops. */
function spansOf(graph: Graph): (node: Node) => readonly Span[] {
  const graphs: Graph[] = [];
  const visit = (g: Graph): void => {
    graphs.push(g);
    for (const node of g.nodes) if (isOp(node, "scan")) visit(node.attrs.body.graph);
  };
  visit(graph);
  return (node) => graphs.map((g) => g.spans.get(node)).find((spans) => spans !== undefined) ?? [];
}
