/**
 * The end of a dot kernel: what is stored for each row of a lane's tile.
 */
import { invariant } from "../diagnostics.ts";
import { type Acc, type Expr, type Var, visitExpr } from "../ir/expr.ts";
import type { DotBody, Store } from "../ir/kernel.ts";
import { bindFlat, Lowering } from "./lower.ts";
import type { Scope } from "./scope.ts";

/** Where a lane's columns are: one, or four over `lane`. */
export interface TilePlace {
  readonly batch: Expr;
  readonly column: Expr;
  readonly lane: Var | undefined;
}

export interface TileRows {
  /** The text of the first row; the others follow it. */
  readonly row0: string;
  /** The variables of the rows' sums. */
  readonly sums: readonly string[];
  /** Whether every row exists. */
  readonly exact: boolean;
  /** Conditions of the whole tile. */
  readonly masks: readonly string[];
  /** A condition for each of the four columns, where some may not exist. */
  readonly lanes?: readonly string[] | undefined;
}

/**
 * Beyond so many operations the rows' stores become a loop, to keep compile time low. A software adapter's driver makes a
 * branch of every lane's access: unrolled, the stores of 16 rows take it longer to compile than the whole product.
 */
const UNROLLED = { gpu: 160, software: 8 };

export function storeTile(main: Scope, body: DotBody, place: TilePlace, tile: TileRows): void {
  const { x } = main.m;
  const { lane } = place;
  const size = body.m.reduce((n, v) => n * v.extent, 1);
  const row = x.freshVar("row", size);
  const acc = x.acc(0, "f32");
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.batch, place.batch);
  bindFlat(x, binder, body.m, row);
  bindFlat(x, binder, body.n, place.column);
  const lowering = new Lowering(x, binder, lane);
  const stores = body.stores.map((s) => lowering.store(s));
  const wide = lane ? [acc] : [];
  const common = main.child(lane, wide);
  const printRow = (text: string, c: string, into: Scope): void => {
    const scope = common.child(lane, wide);
    scope.bind(acc, c);
    scope.bind(row, "at_");
    scope.line(`let at_ = ${text};`);
    scope.store(stores, undefined, tile.lanes);
    const mask = [...tile.masks, ...(tile.exact ? [] : [`${text} < ${size}`])].join(" && ");
    into.block(mask === "" ? "" : `if (${mask})`, scope);
  };
  const probe = common.child(lane, wide);
  probe.hoist(probe.stored(stores), [row, acc], common);
  const { sums, row0 } = tile;
  if (sums.length > 1 && sums.length * operationsOf(stores) > UNROLLED[main.m.target.family]) {
    // The tile goes through an array, which can be indexed.
    const id = main.m.fresh("tile");
    common.line(`var ${id} = array(${sums.join(", ")});`);
    const loop = common.child();
    loop.line(`let c_ = ${id}[i_];`);
    printRow(`${row0} + i_`, "c_", loop);
    common.block(`for (var i_ = 0; i_ < ${main.m.rounds(sums.length)}; i_++)`, loop);
  } else sums.forEach((c, i) => printRow(i === 0 ? row0 : `${row0} + ${i}`, c, common));
  main.line(...common.lines);
}

/** Where the sum of an operand over k is: at one row or column, or at four over `lane`. */
export interface SumPlace {
  readonly batch: Expr;
  readonly index: Expr;
  readonly lane?: Var | undefined;
  /** The text of the sum, of as many elements. */
  readonly text: string;
  readonly masks: readonly string[];
  readonly lanes?: readonly string[] | undefined;
}

/** Stores the sums of one operand, in the lanes that the masks leave. */
export function storeSums(main: Scope, body: DotBody, of: "a" | "b", place: SumPlace): void {
  const { x } = main.m;
  for (const { store } of body.sums.filter((s) => s.of === of)) {
    const acc = store.value;
    invariant(acc.k === "acc", "emit", "the sum of an operand is stored as it is");
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, place.batch);
    bindFlat(x, binder, of === "a" ? body.m : body.n, place.index);
    const lowered = new Lowering(x, binder, place.lane).store(store);
    const own = lowered.value as Acc;
    const scope = main.child(place.lane, place.lane ? [own] : []);
    scope.bind(own, place.text);
    scope.store([lowered], undefined, place.lanes);
    main.block(place.masks.length === 0 ? "" : `if (${place.masks.join(" && ")})`, scope);
  }
}

export function hasSum(body: DotBody, of: "a" | "b"): boolean {
  return body.sums.some((s) => s.of === of);
}

function operationsOf(stores: readonly Store[]): number {
  let n = 0;
  const seen = new Set<Expr>();
  const see = (e: Expr): void => void (n += e.k === "apply" || e.k === "load" ? 1 : 0);
  for (const s of stores) for (const e of [s.value, s.index]) visitExpr(e, see, seen);
  return n;
}
