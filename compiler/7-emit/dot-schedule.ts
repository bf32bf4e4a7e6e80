/**
 * Schedules of dot kernels and the rule that picks one.
 */
import { type Expr, Exprs, type Var, visitExpr } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { walkOver } from "./access.ts";
import { bindFlat, dependsOn, extentOf, Lowering } from "./lower.ts";
import type { Schedule } from "./schedule.ts";
import type { Target } from "./target.ts";

/** `broadcast`: lanes over n, each row of a fetched by one lane and broadcast. `register`: lanes by themselves. */
export interface TileSchedule extends Schedule {
  readonly kind: "dot";
  readonly form: "tile";
  readonly mode: "broadcast" | "register" | "split";
  /** m and n, a and b exchanged: lanes run over m. */
  readonly swap: boolean;
  readonly lanes: number;
  /** Rows, and columns of one lane (1 or 4). */
  readonly rows: number;
  readonly width: 1 | 4;
  /** Which variable four elements of an operand's load run over. */
  readonly aOver: "k" | "m";
  readonly bOver: "k" | "n";
  /** The steps of k in one round of the loop: 4 where an operand is loaded as vectors over k. */
  readonly stride: 1 | 2 | 4;
  /** How lanes of a split over k are combined. */
  readonly combine: "none" | "subgroup" | "shared";
  /** Lanes of a split that stand beside each other over n, a power of two; the others share their sums. */
  readonly across: number;
}

/** Tiles of both operands in workgroup memory. */
export interface SharedSchedule extends Schedule {
  readonly kind: "dot";
  readonly form: "shared";
  readonly swap: boolean;
  readonly tileM: number;
  readonly tileN: number;
  readonly tileK: number;
  /** Rows and columns of one lane. */
  readonly rows: number;
  readonly cols: number;
  readonly aOver: "k" | "m";
  readonly bOver: "k" | "n";
}

/** Matrices of half precision in workgroup memory, multiplied by the device's matrix units. */
export interface MatrixSchedule extends Schedule {
  readonly kind: "dot";
  readonly form: "matrix";
  readonly swap: false;
  /** Products of halves for one product (`DotBody.halves`). */
  readonly terms: 1 | 3;
  readonly tileM: number;
  readonly tileN: number;
  readonly tileK: number;
  /** Subgroups of a workgroup along m and n. */
  readonly groupsM: number;
  readonly groupsN: number;
  readonly aOver: "k" | "m";
  readonly bOver: "k" | "n";
}

export type DotSchedule = TileSchedule | SharedSchedule | MatrixSchedule;

/** Halves between the rows of a matrix in workgroup memory, so that rows fall on different banks. */
export const MATRIX_PADDING = 8;

/** Tiles of m, n and k, and subgroups along m and n, by the products of halves for one product. */
const MATRICES = {
  1: [
    ["128x64", 128, 64, 32, 4, 1],
    ["64x64", 64, 64, 32, 2, 2],
    ["64x32", 64, 32, 16, 2, 1],
  ],
  3: [
    ["64x64", 64, 64, 16, 2, 2],
    ["64x32", 64, 32, 16, 2, 1],
    ["32x32", 32, 32, 16, 1, 1],
  ],
} as const;

export interface DotSizes {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** The kernel as its schedule sees it: rows and columns exchanged or not. */
export function oriented(body: DotBody, swap: boolean): DotBody {
  if (!swap) return body;
  // The accumulator keeps its number: it belongs to the store's expression.
  const sums = body.sums.map((s) => ({ ...s, of: s.of === "a" ? ("b" as const) : ("a" as const) }));
  return { ...body, m: body.n, n: body.m, a: body.b, b: body.a, sums };
}

export function sizesOf(body: DotBody): DotSizes {
  return { batch: extentOf(body.batch), m: extentOf(body.m), n: extentOf(body.n), k: extentOf(body.k) };
}

/** Whether the loads of operand `which` are vectors over k, and over its own variable. */
interface Loads {
  readonly k: number;
  readonly own: number;
  readonly kGathers: number;
  readonly ownGathers: number;
}

function loadsOf(body: DotBody, which: "a" | "b"): Loads {
  const own = which === "a" ? body.m : body.n;
  const measure = (over: "k" | "own") => {
    const [ko, oo] = [extentOf(body.k), extentOf(own)];
    if ((over === "k" ? ko : oo) % 4 !== 0) return { quads: 0, gathers: 1 };
    const x = new Exprs();
    const lane = x.freshVar("lane", 4);
    const flat = (vars: readonly Var[], quad: boolean): void => {
      const size = extentOf(vars);
      const v = x.freshVar("v", quad ? size / 4 : size);
      bindFlat(x, binder, vars, quad ? x.add(x.mul(v, x.int(4)), lane) : v);
    };
    const binder = new Map<Var, Expr>();
    flat(body.batch, false);
    flat(own, over === "own");
    flat(body.k, over === "k");
    return walkOver(x, [new Lowering(x, binder, lane).expr(body[which])], [], lane);
  };
  const [k, o] = [measure("k"), measure("own")];
  return { k: k.quads, own: o.quads, kGathers: k.gathers, ownGathers: o.gathers };
}

function overOf(l: Loads): "k" | "own" {
  return l.own - l.ownGathers > l.k - l.kGathers ? "own" : "k";
}

/** How many quads of a tile's rows a subgroup holds at once, where `a` is loaded over m: steps of k a load. */
export function quadsPerLoad(rows: number, lanes: number): 1 | 2 | 4 {
  const most = Math.min(4, lanes / (rows / 4));
  return most >= 4 ? 4 : most >= 2 ? 2 : 1;
}

/** Rows of a tile: as equal as possible, at most `most`, a multiple of `unit` unless m is smaller. */
export function balanced(m: number, most: number, unit: number): number {
  if (m <= most && unit === 1) return m;
  const tiles = Math.ceil(m / most);
  return Math.ceil(Math.ceil(m / tiles) / unit) * unit;
}

/** Tiles in workgroup memory, of m, n and k, and what a lane has of them. */
const SHARED = [
  ["64x64", 64, 64, 16, 4, 4],
  ["32x32", 32, 32, 16, 4, 4],
  ["128x128", 128, 128, 16, 8, 8],
  ["16x64", 16, 64, 16, 4, 4],
  // Half the workgroup memory, for devices on which that is what bounds the workgroups in flight.
  ["128x128x8", 128, 128, 8, 8, 8],
  ["128x64", 128, 64, 16, 8, 8],
  // Fewer lanes with more work each.
  ["64x64-8x8", 64, 64, 16, 8, 8],
] as const;

/** Eight lanes with a vector each read 128 bytes, a GPU's cache line. */
const ACROSS = 8;

/** Lanes of a workgroup that splits k beside a few columns: as many as fit, none idle; undefined if there are too few. */
function skinnyLanes(
  body: DotBody,
  rows: number,
  width: number,
  stride: number,
  target: Target,
): number | undefined {
  const sums = new Set(body.sums.map((s) => s.of));
  const values = rows + (sums.has("b") ? 1 : 0) + (sums.has("a") ? rows : 0);
  const room = target.limits.workgroupStorage / (values * width * 4);
  const steps = extentOf(body.k) / stride;
  const lanes = Math.min(256, target.limits.invocations, room, ACROSS * Math.max(1, steps));
  const power = 2 ** Math.floor(Math.log2(lanes));
  return power < 2 * ACROSS ? undefined : power;
}

/** Schedules on matrix units, the preferred one first, where the product may be computed in halves and the target can. */
function matrixSchedules(
  { halves }: DotBody,
  target: Target,
  over: Pick<MatrixSchedule, "aOver" | "bOver">,
): MatrixSchedule[] {
  const unit = target.matrices;
  if (halves === undefined || unit === undefined) return [];
  return MATRICES[halves].flatMap(([name, tileM, tileN, tileK, groupsM, groupsN]) => {
    const groups = groupsM * groupsN;
    const operands = tileM * (tileK + MATRIX_PADDING) + tileK * (tileN + MATRIX_PADDING);
    const [parts, sums] = halves === 1 ? [1, 1] : [2, 2];
    const bytes = 2 * parts * operands + 4 * sums * groups * unit.m * unit.n;
    const isWhole =
      tileM % (groupsM * unit.m) === 0 && tileN % (groupsN * unit.n) === 0 && tileK % unit.k === 0;
    const { workgroupStorage, invocations } = target.limits;
    if (!isWhole || bytes > workgroupStorage || groups * unit.lanes > invocations) return [];
    const tiles = { tileM, tileN, tileK, groupsM, groupsN };
    return [
      { kind: "dot", form: "matrix", swap: false, name: `matrix-${name}`, terms: halves, ...tiles, ...over },
    ];
  });
}

/** All schedules that fit, the chosen one first, for a kernel that runs `times` in a step. */
export function dotSchedules(body: DotBody, target: Target, times = 1): DotSchedule[] {
  const list: DotSchedule[] = [];
  const add = (s: DotSchedule) => void (list.some((o) => o.name === s.name) || list.push(s));
  const sub = target.subgroups ? target.subgroupSize : undefined;
  const [ofA, ofB] = [loadsOf(body, "a"), loadsOf(body, "b")];
  const matrices = matrixSchedules(body, target, {
    aOver: overOf(ofA) === "own" ? "m" : "k",
    bOver: overOf(ofB) === "own" ? "n" : "k",
  });
  matrices.forEach(add);
  for (const swap of [false, true]) {
    const b = oriented(body, swap);
    const { m, n } = sizesOf(b);
    const tag = swap ? "-swap" : "";
    const [aLoads, bLoads] = swap ? [ofB, ofA] : [ofA, ofB];
    const aOver = overOf(aLoads) === "own" ? ("m" as const) : ("k" as const);
    const bOver = overOf(bLoads) === "own" ? ("n" as const) : ("k" as const);
    const unit = aOver === "m" ? 4 : 1;
    const vectors = (aOver === "k" && aLoads.k > 0) || (bOver === "k" && bLoads.k > 0);
    // Steps of k whose loads are not vectors are not taken together: that would only make the shader longer.
    const stride = (mode: TileSchedule["mode"], rows: number): TileSchedule["stride"] =>
      vectors ? 4 : aOver === "m" && mode === "broadcast" ? quadsPerLoad(rows, sub ?? 1) : 1;
    const tile = (name: string, s: Pick<TileSchedule, "mode" | "lanes" | "rows" | "width"> & Partial<TileSchedule>) =>
      add({ kind: "dot", form: "tile", name: `${name}${tag}`, swap, aOver, bOver, stride: stride(s.mode, s.rows), combine: "none", across: 1, ...s }); // prettier-ignore
    if (sub !== undefined && sub <= 16) {
      for (const most of [16, 8]) {
        const rows = balanced(m, most, unit);
        for (const width of [4, 1] as const)
          tile(`broadcast-${most}x${width}`, { mode: "broadcast", lanes: sub, rows, width });
      }
    }
    for (const width of [4, 1] as const)
      tile(`register-8x${width}`, { mode: "register", lanes: 64, rows: balanced(m, 8, unit), width });
    const lanes = sub ?? 32;
    const combine = sub !== undefined ? "subgroup" : "shared";
    const few = balanced(m, 4, unit);
    const width = n >= 4 ? 4 : 1;
    tile("split", { mode: "split", lanes, rows: few, width, combine });
    const skinny = skinnyLanes(b, few, width, stride("split", few), target);
    if (skinny !== undefined)
      tile("skinny", { mode: "split", lanes: skinny, rows: few, width, combine: "shared", across: ACROSS });
    for (const [name, tileM, tileN, tileK, rows, cols] of SHARED) {
      const threads = (tileM / rows) * (tileN / cols);
      if (threads > target.limits.invocations || (tileM + tileN) * tileK * 4 > target.limits.workgroupStorage)
        continue;
      add({ kind: "dot", form: "shared", name: `shared-${name}${tag}`, swap, tileM, tileN, tileK, rows, cols, aOver, bOver }); // prettier-ignore
    }
  }
  add({ kind: "dot", form: "tile", name: "naive", mode: "register", swap: false, lanes: 64, rows: 1, width: 1, aOver: "k", bOver: "k", stride: 1, combine: "none", across: 1 }); // prettier-ignore
  const best = matrices[0] ?? choose(body, target, list, [ofA, ofB], times);
  return [best, ...list.filter((s) => s !== best)];
}

function choose(
  body: DotBody,
  target: Target,
  list: readonly DotSchedule[],
  loads: readonly [Loads, Loads],
  times: number,
): DotSchedule {
  const named = (...names: string[]): DotSchedule => {
    for (const n of names) {
      const s = list.find((o) => o.name === n);
      if (s) return s;
    }
    return list[0]!;
  };
  if (target.family === "software") return cheapest(body, target, list, loads, times);
  const { batch, m, n, k } = sizesOf(body);
  const swap = m > n ? "-swap" : "";
  const [small, large] = [Math.min(m, n), Math.max(m, n)];
  /** The elements of all tiles for one of the result. */
  const waste = (tileM: number, tileN: number) =>
    (Math.ceil(m / tileM) * tileM * Math.ceil(n / tileN) * tileN) / (m * n);
  if (small <= 4 && large >= 256 && k >= 256) {
    // The larger operand lies along k, which lanes then share, or along its columns, which then lie beside each other.
    const alongK = overOf(loads[m > n ? 0 : 1]) === "k";
    return alongK ? named(`split${swap}`) : named(`skinny${swap}`, `split${swap}`);
  }
  if (m * n * batch <= 4096 && k >= 64) return named(`split${swap}`);
  if (small <= 4 && k >= 256) return named(`split${swap}`);
  if (small <= 4) return named(`register-8x1${swap}`);
  if (k < 8 || m * n * batch * k < 2 ** 16) return named("register-8x4");
  if (small <= 24) {
    // A batch of small products: tiles would be mostly empty.
    if ((m > n ? waste(64, 16) : waste(16, 64)) > 3) return named("register-8x4");
    return named(`shared-16x64${swap}`, "register-8x4");
  }
  if (small >= 512 && large >= 512 && (m / 128) * (n / 128) * batch >= 100)
    return named("shared-128x128", "shared-64x64");
  const isEnough = (m / 64) * (n / 64) * batch >= 48;
  if (isEnough && waste(64, 64) <= 1.5 * waste(32, 32)) return named("shared-64x64");
  return named("shared-32x32");
}

/** A run for which compiling is worth it, in steps. */
const RUN = 750;
/**
 * What a software driver pays to compile a scalar of a load or store, and a vector operation, in ns: masked gathers and
 * scatters become a branch for each lane (lavapipe).
 */
const COMPILE = { access: 5e6, fma: 2e6 };
const TINY = 2 ** 12;

/**
 * Software adapters run lanes one vector at a time, so what counts is the work of a lane; prices in ns per lane
 * (measured on lavapipe).
 */
function cheapest(
  body: DotBody,
  target: Target,
  list: readonly DotSchedule[],
  loads: readonly [Loads, Loads],
  times: number,
): DotSchedule {
  let best: { s: DotSchedule; cost: number } | undefined;
  const { batch, m, n, k } = sizesOf(body);
  const work = batch * m * n * k;
  const perElement = storeAccesses(body);
  for (const s of list) {
    if (s.form !== "tile") continue;
    if (work < TINY && s.name !== "naive") continue;
    const cost = tileCost(body, s, target, perElement, loads, times);
    if (!best || cost < best.cost) best = { s, cost };
  }
  return best!.s;
}

/** Loads and stores for one element of the result. */
function storeAccesses(body: DotBody): number {
  let count = body.stores.length;
  const seen = new Set<Expr>();
  // What only depends on the column is loaded once.
  const ofRow = (e: Expr): boolean => e.k === "load" && body.m.some((v) => dependsOn(e.index, v));
  for (const s of body.stores) visitExpr(s.value, (e) => void (count += ofRow(e) ? 1 : 0), seen);
  return count;
}

function tileCost(
  body: DotBody,
  s: TileSchedule,
  target: Target,
  perElement: number,
  loads: readonly [Loads, Loads],
  times: number,
): number {
  const b = oriented(body, s.swap);
  const { batch, m, n, k } = sizesOf(b);
  const { rows, width, lanes, stride } = s;
  const [aLoads, bLoads] = s.swap ? [loads[1], loads[0]] : loads;
  const quad = (wide: boolean) => (wide ? 3.1 : 4.8);
  const aWide = s.aOver === "m" ? aLoads.ownGathers === 0 : aLoads.kGathers === 0;
  const bWide = s.bOver === "n" ? width === 4 && bLoads.ownGathers === 0 : bLoads.kGathers === 0;
  // Vector loads for four steps of k.
  const aQuads = s.mode === "broadcast" ? Math.ceil(rows / lanes) : rows;
  const step =
    4 * rows * width * 0.1 +
    (s.mode === "broadcast" ? 4 * rows * 0.18 : 0) +
    aQuads * quad(aWide) +
    width * quad(bWide);
  // The rows are stored in a loop: its body is compiled once.
  const accesses = stride * (aQuads + width) + width * perElement;
  const compile = (accesses * COMPILE.access + stride * rows * COMPILE.fma) / (RUN * times);
  const rowTiles = Math.ceil(m / rows);
  const lanesN = Math.ceil(n / width);
  if (s.mode === "split") {
    const combine = rows * width * (s.combine === "subgroup" ? 8 : 40);
    return batch * rowTiles * lanesN * lanes * (Math.ceil(k / 4 / lanes) * step + combine + 60) + compile;
  }
  const items = s.mode === "broadcast" ? rowTiles * Math.ceil(lanesN / lanes) * lanes : rowTiles * lanesN;
  // Below one vector of lanes the rest of it idles.
  const filled = Math.max(batch * items, 2 * (target.subgroupSize ?? 8));
  return filled * (Math.ceil(k / 4) * step + 60 / lanes + rows * width) + compile;
}
