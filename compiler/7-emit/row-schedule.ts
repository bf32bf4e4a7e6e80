/**
 * Schedules of row kernels and the rule that picks one.
 *
 * Software adapters pay for barriers and gain nothing from many lanes: a lane per row, or a subgroup per row where rows
 * are few and long, tiles for long sums of very few columns. GPUs want neighbouring lanes on neighbouring addresses: lanes along the columns where those are
 * contiguous (as many as the row is long), along the rows where those are (sums of columns).
 */
import { Exprs, type Expr, type Var } from "../ir/expr.ts";
import type { RowBody, Store } from "../ir/kernel.ts";
import { stridesOver, walkOver } from "./access.ts";
import { bindFlat, extentOf, Lowering } from "./lower.ts";
import type { Schedule } from "./schedule.ts";
import type { Target } from "./target.ts";

export interface RowSchedule extends Schedule {
  readonly kind: "row";
  readonly rowLanes: number;
  /** A power of two. */
  readonly colLanes: number;
  /** Which of the two neighbouring lanes differ in. */
  readonly fast: "rows" | "cols";
  /** What the four elements of a vector run over. */
  readonly vector: "none" | "rows" | "cols";
  readonly combine: "none" | "shared" | "subgroup";
}

/** Elements of a row kernel that no longer fit the caches of a CPU. */
const BEYOND_CACHES = 2 ** 20;

/** All schedules that fit, the chosen one first; with `group`, those of workgroups of just so many lanes. */
export function rowSchedules(
  body: RowBody,
  target: Target,
  group?: number,
  { vector, fast } = layoutOf(body, target),
): RowSchedule[] {
  const rows = extentOf(body.rows) / (vector === "rows" ? 4 : 1);
  const cols = extentOf(body.cols) / (vector === "cols" ? 4 : 1);
  const accs = body.stages.filter((s) => s.kind === "reduce").length;
  const bytes = Math.max(1, accs) * (vector === "rows" ? 16 : 4);
  const most = Math.min(
    target.limits.invocations,
    floorPower(target.limits.workgroupStorage / bytes),
    group ?? 256,
  );
  const gpu = target.family === "gpu";
  const sub = target.subgroupSize;

  const list: RowSchedule[] = [];
  const add = (name: string, rowLanes: number, colLanes: number, combine: RowSchedule["combine"]): void => {
    const kind = colLanes === 1 ? "none" : combine;
    const vec = vector === "none" ? "" : "-vec4";
    list.push({ kind: "row", name: `${name}${vec}`, rowLanes, colLanes, fast, vector, combine: kind });
    if (vector !== "none")
      list.push({ kind: "row", name, rowLanes, colLanes, fast, vector: "none", combine: kind });
  };
  const thread = () => add("thread", group ?? (gpu ? 64 : rows >= 512 ? 64 : rows >= 64 ? 16 : 8), 1, "none");
  const subgroup = () => {
    if (sub !== undefined && fast === "cols")
      add("subgroup", gpu ? Math.max(1, Math.floor((group ?? 128) / sub)) : 1, sub, "subgroup");
  };
  const lanes = (count: number) => {
    const colLanes = Math.max(2, Math.min(most, count));
    add(
      "workgroup",
      Math.max(1, Math.min(Math.floor(most / colLanes), gpu || group !== undefined ? 256 / colLanes : 1)),
      colLanes,
      "shared",
    );
  };
  const tile = () => {
    // Two lanes a row at least; with a given group, no fewer workgroups than needed.
    const rowLanes = Math.min(group === undefined ? 32 : Math.max(1, group / 8), ceilPower(rows));
    add("tile", rowLanes, Math.max(2, Math.min(Math.floor(most / rowLanes), ceilPower(cols))), "shared");
  };

  if (accs === 0) thread();
  else if (!gpu) {
    const few = rows <= 128 && cols >= 64;
    if (few && fast === "cols" && sub !== undefined) subgroup();
    else if (fast === "rows" && cols >= 512 && rows < 32) tile();
    else if (few && rows < 4 && cols >= 512) lanes(64);
    thread();
    subgroup();
    lanes(64);
  } else if (fast === "rows") {
    if (cols > 16) tile();
    thread();
    lanes(64);
  } else {
    // One lane for a few columns, a subgroup for up to 1,024, a workgroup beyond, or where rows are too few to fill a GPU.
    const wanted = Math.min(256, ceilPower(cols / (rows < 512 ? 1 : 4)));
    if (cols <= 8) thread();
    else if (sub !== undefined && wanted <= 64 && wanted >= sub / 2) subgroup();
    else lanes(wanted);
    thread();
    subgroup();
    lanes(32);
  }
  if (fast === "cols") tileFor();
  else if (!list.some((s) => s.name.startsWith("tile"))) tile();
  const fits = list.filter((s) => group === undefined || s.rowLanes * s.colLanes === group);
  return fits.filter((s, i) => fits.findIndex((o) => o.name === s.name) === i);

  /** Also where rows are not contiguous, so that tests can force it. */
  function tileFor(): void {
    const rowLanes = Math.min(8, ceilPower(rows));
    const colLanes = Math.max(2, Math.min(Math.floor(most / rowLanes), 8));
    list.push({
      kind: "row",
      name: "tile",
      rowLanes,
      colLanes,
      fast: "rows",
      vector: "none",
      combine: "shared",
    });
  }
}

/** Which loop is contiguous in memory, and whether vectors of four fit along it. */
export function layoutOf(body: RowBody, target: Target): Pick<RowSchedule, "fast" | "vector"> {
  const [rows, cols] = [extentOf(body.rows), extentOf(body.cols)];
  const plain = lowered(body, false, false);
  const [along, across] = [stridesOver(plain.exprs, plain.col), stridesOver(plain.exprs, plain.row)];
  const fast = across.unit > along.unit ? "rows" : "cols";
  const score = (over: "rows" | "cols"): number => {
    if ((over === "rows" ? rows : cols) % 4 !== 0) return 0;
    const l = lowered(body, over === "rows", over === "cols");
    const { quads, gathers } = walkOver(l.x, l.exprs, l.stores, l.lane);
    // A software adapter loads lane by lane, and its driver takes seconds to compile four accesses for one. Along the
    // columns, where neighbouring lanes have different rows, that pays only once the caches are too small (on lavapipe a
    // softmax of 2 M elements takes half the time with vectors, one of 0.2 M three quarters).
    if (target.family === "software" && (gathers > 0 || (over === "cols" && rows * cols < BEYOND_CACHES)))
      return 0;
    return quads === 0 ? 0 : quads - gathers / 2;
  };
  const [byRow, byCol] = [score("rows"), score("cols")];
  const vector = byCol > 0 && byCol >= byRow ? "cols" : byRow > 0 ? "rows" : "none";
  return { fast: vector === "none" ? fast : vector, vector };
}

function lowered(body: RowBody, quadRows: boolean, quadCols: boolean) {
  const x = new Exprs();
  const [rows, cols] = [extentOf(body.rows), extentOf(body.cols)];
  const row = x.freshVar("row", quadRows ? rows / 4 : rows);
  const col = x.freshVar("col", quadCols ? cols / 4 : cols);
  const lane = x.freshVar("lane", 4);
  const quad = (v: Var): Expr => x.add(x.mul(v, x.int(4)), lane);
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.rows, quadRows ? quad(row) : row);
  bindFlat(x, binder, body.cols, quadCols ? quad(col) : col);
  const lowering = new Lowering(x, binder, lane);
  const stores: Store[] = [];
  const exprs: Expr[] = [];
  for (const s of body.stages) {
    if (s.kind === "store") stores.push(lowering.store(s.store));
    else exprs.push(lowering.expr(s.value));
  }
  return { x, row, col, lane, exprs: [...exprs, ...stores.map((s) => s.value)], stores };
}

export function ceilPower(n: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, n)));
}
function floorPower(n: number): number {
  return 2 ** Math.floor(Math.log2(n));
}
