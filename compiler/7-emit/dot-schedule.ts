/**
 * Schedules of dot kernels and the rule that picks one.
 */
import { type Expr, Exprs, type Var } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { walkOver } from "./access.ts";
import { bindFlat, extentOf, Lowering } from "./lower.ts";
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
  /** How lanes of a split over k are combined. */
  readonly combine: "none" | "subgroup" | "shared";
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

export type DotSchedule = TileSchedule | SharedSchedule;

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
function loadsOf(
  body: DotBody,
  which: "a" | "b",
): { k: number; own: number; kGathers: number; ownGathers: number } {
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

export function operandOver(body: DotBody, which: "a" | "b"): "k" | "own" {
  const l = loadsOf(body, which);
  return l.own - l.ownGathers > l.k - l.kGathers ? "own" : "k";
}

/** Rows of a tile: as equal as possible, at most `most`, a multiple of `unit` unless m is smaller. */
export function balanced(m: number, most: number, unit: number): number {
  if (m <= most && unit === 1) return m;
  const tiles = Math.ceil(m / most);
  return Math.ceil(Math.ceil(m / tiles) / unit) * unit;
}

/** All schedules that fit, the chosen one first. */
export function dotSchedules(body: DotBody, target: Target): DotSchedule[] {
  const list: DotSchedule[] = [];
  const add = (s: DotSchedule) => void (list.some((o) => o.name === s.name) || list.push(s));
  const sub = target.subgroups ? target.subgroupSize : undefined;
  for (const swap of [false, true]) {
    const b = oriented(body, swap);
    const { m, n } = sizesOf(b);
    const tag = swap ? "-swap" : "";
    const aOver = operandOver(b, "a") === "own" ? ("m" as const) : ("k" as const);
    const bOver = operandOver(b, "b") === "own" ? ("n" as const) : ("k" as const);
    const unit = aOver === "m" ? 4 : 1;
    if (sub !== undefined && sub <= 16) {
      for (const most of [16, 8]) {
        const rows = balanced(m, most, unit);
        for (const width of [4, 1] as const)
          add({ kind: "dot", form: "tile", name: `broadcast-${most}x${width}${tag}`, mode: "broadcast", swap, lanes: sub, rows, width, aOver, bOver, combine: "none" }); // prettier-ignore
      }
    }
    for (const width of [4, 1] as const)
      add({ kind: "dot", form: "tile", name: `register-8x${width}${tag}`, mode: "register", swap, lanes: 64, rows: balanced(m, 8, unit), width, aOver, bOver, combine: "none" }); // prettier-ignore
    const lanes = sub ?? 32;
    const splitWidth = n >= 4 ? 4 : 1;
    add({ kind: "dot", form: "tile", name: `split${tag}`, mode: "split", swap, lanes, rows: balanced(m, 4, unit), width: splitWidth, aOver, bOver, combine: sub !== undefined ? "subgroup" : "shared" }); // prettier-ignore
    for (const [tileM, tileN, rows, cols] of [
      [64, 64, 4, 4],
      [32, 32, 4, 4],
      [128, 128, 8, 8],
      [16, 64, 4, 4],
    ] as const) {
      const tileK = 16;
      const threads = (tileM / rows) * (tileN / cols);
      if (threads > target.limits.invocations || (tileM + tileN) * tileK * 4 > target.limits.workgroupStorage)
        continue;
      add({ kind: "dot", form: "shared", name: `shared-${tileM}x${tileN}${tag}`, swap, tileM, tileN, tileK, rows, cols, aOver, bOver }); // prettier-ignore
    }
  }
  add({ kind: "dot", form: "tile", name: "naive", mode: "register", swap: false, lanes: 64, rows: 1, width: 1, aOver: "k", bOver: "k", combine: "none" }); // prettier-ignore
  const best = choose(body, target, list);
  return [best, ...list.filter((s) => s !== best)];
}

function choose(body: DotBody, target: Target, list: readonly DotSchedule[]): DotSchedule {
  const named = (...names: string[]): DotSchedule => {
    for (const n of names) {
      const s = list.find((o) => o.name === n);
      if (s) return s;
    }
    return list[0]!;
  };
  if (target.family === "software") return cheapest(body, target, list);
  const { batch, m, n, k } = sizesOf(body);
  const swap = m > n ? "-swap" : "";
  const [small, large] = [Math.min(m, n), Math.max(m, n)];
  if (m * n * batch <= 4096 && k >= 64) return named(`split${swap}`);
  if (small <= 4) return k >= 256 ? named(`split${swap}`) : named(`register-8x1${swap}`);
  if (k < 8 || m * n * batch * k < 2 ** 16) return named("register-8x4");
  if (small <= 24) return named(`shared-16x64${swap}`, "register-8x4");
  if (small >= 512 && large >= 512 && (m / 128) * (n / 128) * batch >= 100)
    return named("shared-128x128", "shared-64x64");
  if ((m / 64) * (n / 64) * batch >= 48) return named("shared-64x64");
  return named("shared-32x32");
}

const SMALL = 2 ** 19;
const TINY = 2 ** 12;

/**
 * Software adapters run lanes one vector at a time, so what counts is the work of a lane; prices in ns per lane
 * (design/kernels.md, 1.1, lavapipe).
 */
function cheapest(body: DotBody, target: Target, list: readonly DotSchedule[]): DotSchedule {
  let best: { s: DotSchedule; cost: number } | undefined;
  const { batch, m, n, k } = sizesOf(body);
  const work = batch * m * n * k;
  for (const s of list) {
    if (s.form === "shared") continue;
    // Compiling a tile of 16 rows takes half a second, which small products never earn back.
    if (work < SMALL && s.rows > 8) continue;
    if (work < TINY && s.name !== "naive") continue;
    const cost = tileCost(body, s, target);
    if (!best || cost < best.cost) best = { s, cost };
  }
  return best!.s;
}

function tileCost(body: DotBody, s: TileSchedule, target: Target): number {
  const b = oriented(body, s.swap);
  const { batch, m, n, k } = sizesOf(b);
  const { rows, width, lanes } = s;
  const [aLoads, bLoads] = [loadsOf(b, "a"), loadsOf(b, "b")];
  const quad = (wide: boolean) => (wide ? 3.1 : 4.8);
  const aWide = s.aOver === "m" ? aLoads.ownGathers === 0 : aLoads.kGathers === 0;
  const bWide = s.bOver === "n" ? width === 4 && bLoads.ownGathers === 0 : bLoads.kGathers === 0;
  const aQuads = s.mode === "broadcast" ? Math.ceil(rows / lanes) : rows;
  // What lanes pay for four steps of k.
  const step =
    4 * rows * width * 0.1 +
    (s.mode === "broadcast" ? 4 * rows * 0.18 : 0) +
    aQuads * quad(aWide) +
    width * quad(bWide);
  const rowTiles = Math.ceil(m / rows);
  const lanesN = Math.ceil(n / width);
  if (s.mode === "split") {
    const combine = rows * width * (s.combine === "subgroup" ? 8 : 40);
    return batch * rowTiles * lanesN * lanes * (Math.ceil(k / 4 / lanes) * step + combine + 60);
  }
  const items = s.mode === "broadcast" ? rowTiles * Math.ceil(lanesN / lanes) * lanes : rowTiles * lanesN;
  // Below one vector of lanes the rest of it idles.
  const filled = Math.max(batch * items, 2 * (target.subgroupSize ?? 8));
  return filled * (Math.ceil(k / 4) * step + 60 / lanes + rows * width);
}
