/**
 * Row kernels: reductions over columns, and what is computed from them, in one pass over few loops.
 *
 * A workgroup is `rowLanes` x `colLanes` lanes. Each lane folds every colLanes-th column of its row (or of four rows) in
 * order, in blocks of 64 so that long sums stay accurate; lanes of one row are combined through a fixed tree. Reductions
 * that do not need each other share a loop. Lanes beyond the last row compute the last row again and store nothing, so
 * that every barrier is in uniform control flow.
 */
import type { Acc, Expr, Var } from "../ir/expr.ts";
import type { DType, ReduceName } from "../ir/graph.ts";
import type { RowBody, RowStage, Store } from "../ir/kernel.ts";
import { visitExpr } from "../ir/expr.ts";
import { typeOf, type Width } from "./literals.ts";
import { bindFlat, extentOf, Lowering } from "./lower.ts";
import { BUILTIN, type Module } from "./module.ts";
import type { RowSchedule } from "./row-schedule.ts";
import { type Emitted, flatGrid } from "./schedule.ts";
import { Scope } from "./scope.ts";

type ReduceStage = Extract<RowStage, { kind: "reduce" }>;

interface Reduction {
  readonly stage: number;
  readonly op: ReduceName;
  /** The accumulator's type: f32 for f16. */
  readonly dtype: DType;
  readonly value: Expr;
  readonly acc: Acc;
}

/** One loop over the columns, and what is stored once a row after it. */
interface Phase {
  readonly reductions: Reduction[];
  readonly stores: Store[];
  readonly rowStores: Store[];
}

/** A block of a long sum: its rounding error grows with 64 and the number of blocks, not with their product. */
const BLOCK = 64;

/** @param gridOf where the number of a workgroup comes from */
export function emitRow(m: Module, body: RowBody, schedule: RowSchedule, gridOf = flatGrid): Emitted {
  const { x } = m;
  const { rowLanes, colLanes, fast, vector } = schedule;
  const [rowCount, colCount] = [extentOf(body.rows), extentOf(body.cols)];
  const rows = vector === "rows" ? rowCount / 4 : rowCount;
  const cols = vector === "cols" ? colCount / 4 : colCount;
  const row = x.freshVar("row", rows);
  const col = x.freshVar("col", cols);
  const lane: Var | undefined = vector === "none" ? undefined : x.freshVar("lane", 4);
  const quad = (v: Var): Expr => x.add(x.mul(v, x.int(4)), lane!);
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.rows, vector === "rows" ? quad(row) : row);
  bindFlat(x, binder, body.cols, vector === "cols" ? quad(col) : col);
  const phases = phasesOf(m, body, new Lowering(x, binder, lane));
  const accs = phases.flatMap((p) => p.reductions.map((r) => r.acc));
  const width: Width = vector === "none" ? 1 : 4;

  const main = new Scope(m, vector === "rows" ? lane : undefined, vector === "rows" ? accs : []);
  const grid = gridOf(Math.ceil(rows / rowLanes), m.target);
  const exact = grid.exact && rows % rowLanes === 0;
  const lanes = rowLanes * colLanes;
  // `rowLane_`, `colLane_`: this lane's place in its workgroup.
  let rowLane = rowLanes === 1 ? "0" : "i32(local_)";
  let colLane = colLanes === 1 ? "0" : "i32(local_)";
  if (rowLanes > 1 && colLanes > 1) {
    const [slow, quick] = fast === "cols" ? ["rowLane_", "colLane_"] : ["colLane_", "rowLane_"];
    const n = fast === "cols" ? colLanes : rowLanes;
    main.line(`let ${slow} = i32(local_ / ${n}u);`, `let ${quick} = i32(local_ % ${n}u);`);
    [rowLane, colLane] = ["rowLane_", "colLane_"];
  } else if (colLanes > 1) {
    main.line(`let colLane_ = i32(local_);`);
    colLane = "colLane_";
  }
  const place = rowLanes === 1 ? grid.index : `${grid.index} * ${rowLanes} + ${rowLane}`;
  main.line(exact ? `let row_ = ${place};` : `let place_ = ${place};`);
  if (!exact) main.line(`let row_ = min(place_, ${rows - 1});`);
  main.bind(row, "row_");

  const conditions: string[] = exact ? [] : [`place_ < ${rows}`];
  phases.forEach((phase, number) => {
    emitLoop(phase);
    if (phase.reductions.length > 0) combine(phase.reductions, number > 0);
    if (phase.rowStores.length > 0) {
      const mask = [...conditions, ...(colLanes > 1 ? [`${colLane} == 0`] : [])].join(" && ");
      main.store(phase.rowStores, mask === "" ? undefined : mask);
    }
  });
  const builtins: string[] = [
    BUILTIN.workgroup,
    schedule.combine === "subgroup" && rowLanes === 1 ? BUILTIN.subgroupLane : BUILTIN.local,
  ];
  const many = vector === "none" ? "" : `, 4 ${vector} at once`;
  return {
    body: main.lines,
    builtins,
    size: [lanes, 1, 1],
    workgroups: grid.groups,
    comment: `${rowCount} rows of ${colCount}: ${rowLanes} x ${colLanes} lanes (${schedule.combine})${many}`,
  };

  function emitLoop(phase: Phase): void {
    const { reductions, stores } = phase;
    if (reductions.length === 0 && stores.length === 0) return;
    for (const r of reductions) main.line(`var ${sum(r)} = ${identity(m, r, width)};`);
    const trips = Math.ceil(cols / colLanes);
    const blocked = trips > 2 * BLOCK && reductions.some((r) => r.op === "sum" && r.dtype === "f32");
    const inner = main.child(lane);
    inner.bind(col, "col_");
    const roots = [...reductions.map((r) => r.value), ...inner.stored(stores)];
    inner.hoist(roots, vector === "cols" ? [col, lane!] : [col]);
    const into = (r: Reduction) => (blocked ? `part${r.stage}_` : sum(r));
    const texts = inner.texts(reductions.map((r) => r.value));
    reductions.forEach((r, i) => {
      const own = inner.width(r.value);
      let v = texts[i]!.text;
      if (r.value.dtype !== r.dtype) v = `${typeOf(r.dtype, own)}(${v})`;
      if (own < width) v = `${typeOf(r.dtype, width)}(${v})`;
      inner.line(`${into(r)} = ${folded(m, r, width, into(r), v)};`);
    });
    if (stores.length > 0) inner.store(stores, conditions[0]);
    const step = colLanes === 1 ? "col_++" : `col_ += ${colLanes}`;
    if (!blocked) {
      main.block(`for (var col_ = ${colLane}; col_ < ${m.rounds(cols)}; ${step})`, inner);
      return;
    }
    const outer = main.child(lane);
    for (const r of reductions) outer.line(`var ${into(r)} = ${identity(m, r, width)};`);
    const span = BLOCK * colLanes;
    const first = colLanes === 1 ? "block_" : `block_ + ${colLane}`;
    const end = `block_ + ${m.rounds(span)}`;
    const last = cols % span === 0 ? end : `min(${end}, ${cols})`;
    outer.block(`for (var col_ = ${first}; col_ < ${last}; ${step})`, inner);
    for (const r of reductions) outer.line(`${sum(r)} = ${folded(m, r, width, sum(r), into(r))};`);
    main.block(`for (var block_ = 0; block_ < ${m.rounds(cols)}; block_ += ${span})`, outer);
  }

  /** Leaves each reduction's result in every lane of its row, as the text of its accumulator. */
  function combine(reductions: readonly Reduction[], again: boolean): void {
    const own: Width = vector === "rows" ? 4 : 1;
    const partial = reductions.map((r) => (vector === "cols" ? acrossLanes(main, r) : sum(r)));
    let results = partial;
    if (schedule.combine === "subgroup") {
      m.features.add("subgroups");
      results = reductions.map((r, i) => subgroupFold(m, r, own, partial[i]!));
    }
    if (schedule.combine === "shared") {
      const arrays = reductions.map((r, i) => {
        const type = typeOf(r.dtype, own);
        const number = reductions.slice(0, i).filter((o) => o.dtype === r.dtype).length;
        return m.workgroupArray(String(number), type, lanes);
      });
      const stride = fast === "cols" ? 1 : rowLanes;
      // Lanes may still be reading the results of the phase before.
      if (again) main.line("workgroupBarrier();");
      arrays.forEach((id, i) => main.line(`${id}[local_] = ${partial[i]};`));
      const tree = main.child();
      const half = main.child();
      arrays.forEach((id, i) => {
        const other = `${id}[local_ + half_${stride === 1 ? "" : ` * ${stride}u`}]`;
        half.line(`${id}[local_] = ${folded(m, reductions[i]!, own, `${id}[local_]`, other)};`);
      });
      tree.line("workgroupBarrier();");
      tree.block(`if (${colLane} < i32(half_))`, half);
      main.block(`for (var half_ = ${colLanes / 2}u; half_ > 0u; half_ >>= 1u)`, tree);
      main.line("workgroupBarrier();");
      const first = rowLanes === 1 ? "0" : fast === "cols" ? `${rowLane} * ${colLanes}` : rowLane;
      results = arrays.map((id) => `${id}[${first}]`);
    }
    reductions.forEach((r, i) => {
      let text = results[i]!;
      if (r.dtype !== r.acc.dtype) text = `${typeOf(r.acc.dtype, own)}(${text})`;
      const id = `acc${r.stage}_`;
      main.line(`let ${id} = ${text};`);
      main.bind(r.acc, id);
    });
  }
}

/** Each stage at the earliest loop at which its accumulators are known, but stores no earlier than reads of their target. */
function phasesOf(m: Module, body: RowBody, lowering: Lowering): Phase[] {
  const phases: Phase[] = [];
  const phase = (n: number): Phase => {
    while (phases.length <= n) phases.push({ reductions: [], stores: [], rowStores: [] });
    return phases[n]!;
  };
  /** The loop that computes acc(stage). */
  const loopOf = new Map<number, number>();
  const lastRead = new Map<number, number>();
  const after = (exprs: readonly Expr[]): number => {
    let n = -1;
    for (const e of exprs)
      visitExpr(e, (d) => {
        if (d.k === "acc") n = Math.max(n, loopOf.get(d.stage)!);
      });
    return n;
  };
  const reads = (exprs: readonly Expr[], at: number): void => {
    for (const e of exprs)
      visitExpr(e, (d) => {
        if (d.k === "load") lastRead.set(d.value, Math.max(lastRead.get(d.value) ?? 0, at));
      });
  };
  const stores: { store: Store; over: "rows" | "cols"; at: number }[] = [];
  body.stages.forEach((s, stage) => {
    if (s.kind === "reduce") {
      const value = lowering.expr(s.value);
      const at = after([value]) + 1;
      loopOf.set(stage, at);
      reads([value], at);
      phase(at).reductions.push(reduction(m, s, stage, value));
      return;
    }
    const store = lowering.store(s.store);
    const known = after([store.value, store.index]);
    const at = s.over === "cols" ? known + 1 : Math.max(0, known);
    reads([store.value, store.index], at);
    stores.push({ store, over: s.over, at });
  });
  for (const { store, over, at } of stores) {
    const p = phase(Math.max(at, lastRead.get(store.target) ?? 0));
    (over === "cols" ? p.stores : p.rowStores).push(store);
  }
  return phases;
}

function reduction(m: Module, s: ReduceStage, stage: number, value: Expr): Reduction {
  const dtype = s.dtype === "f16" ? "f32" : s.dtype;
  return { stage, op: s.op, dtype, value, acc: m.x.acc(stage, s.dtype) };
}

function sum(r: Reduction): string {
  return `sum${r.stage}_`;
}

function folded(m: Module, r: Reduction, width: Width, a: string, b: string): string {
  if (r.dtype === "bool") return `${a} ${r.op === "sum" || r.op === "reduceMax" ? "|" : "&"} ${b}`;
  if (r.op === "sum") return `${a} + ${b}`;
  if (r.op === "prod") return `${a} * ${b}`;
  const name = r.op === "reduceMax" ? "max" : "min";
  return `${r.dtype === "f32" ? m.call(name, width) : name}(${a}, ${b})`;
}

/** What an accumulator starts from. */
function identity(m: Module, r: Reduction, width: Width): string {
  const lowest = r.dtype === "i32" ? -(2 ** 31) : -Infinity;
  const highest = r.dtype === "i32" ? 2 ** 31 - 1 : Infinity;
  const bool = r.op === "sum" || r.op === "reduceMax" ? 0 : 1;
  const value = r.dtype === "bool" ? bool : { sum: 0, prod: 1, reduceMax: lowest, reduceMin: highest }[r.op];
  const text = m.literal(value, r.dtype);
  return width === 4 ? `${typeOf(r.dtype, 4)}(${text})` : text;
}

/** The four partial results of a vector over columns, as one. */
function acrossLanes(scope: Scope, r: Reduction): string {
  const [p, q] = ["xz", "yw"].map((c) => {
    const id = scope.m.fresh("h");
    scope.line(`let ${id} = ${folded(scope.m, r, 1, `${sum(r)}.${c[0]}`, `${sum(r)}.${c[1]}`)};`);
    return id;
  });
  return folded(scope.m, r, 1, p!, q!);
}

function subgroupFold(m: Module, r: Reduction, width: Width, text: string): string {
  if (r.dtype === "f32" && (r.op === "reduceMax" || r.op === "reduceMin"))
    return `${m.call(r.op === "reduceMax" ? "groupmax" : "groupmin", width)}(${text})`;
  const fn = { sum: "subgroupAdd", prod: "subgroupMul", reduceMax: "subgroupMax", reduceMin: "subgroupMin" }[
    r.op
  ];
  if (r.dtype !== "bool") return `${fn}(${text})`;
  return r.op === "sum" || r.op === "reduceMax" ? `subgroupAny(${text})` : `subgroupAll(${text})`;
}
