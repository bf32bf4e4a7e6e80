/**
 * How the lanes of a workgroup fetch a tile of an operand: a few vectors each, along k or along the operand's own variable,
 * whichever is contiguous. Beyond the edges rows and columns are clamped, and k beyond the end counts as 0.
 */
import type { Expr, Exprs, Var } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { sizesOf } from "./dot-schedule.ts";
import { bindFlat, Lowering } from "./lower.ts";
import type { Scope } from "./scope.ts";

export interface TileFetch {
  readonly which: "a" | "b";
  /** The batch, bound in `main`; the tiles begin at its variables `m0_` and `n0_`, and at `k0_` of the loop. */
  readonly batch: Var;
  readonly tileM: number;
  readonly tileN: number;
  readonly tileK: number;
  /** Lanes of the workgroup, numbered by `local_`. */
  readonly threads: number;
  readonly alongK: boolean;
}

/**
 * Writes a fetched vector: `fast` and `slow` are the texts of its place in the tile, in vectors along the direction that it
 * was fetched in, and in elements across.
 */
export type WriteTile = (block: Scope, text: string, fast: string, slow: string) => void;

/** Adds this lane's share of the tile of an operand at `k0_` to `loop`, a block in `main`. */
export function fetchTile(main: Scope, loop: Scope, body: DotBody, tile: TileFetch, write: WriteTile): void {
  const { x } = main.m;
  const sizes = sizesOf(body);
  const { which, batch, tileK, threads, alongK } = tile;
  const [own, size, tileOwn, origin] =
    which === "a"
      ? ([body.m, sizes.m, tile.tileM, "m0_"] as const)
      : ([body.n, sizes.n, tile.tileN, "n0_"] as const);
  const units = (tileOwn * tileK) / 4;
  const across = alongK ? tileK / 4 : tileOwn / 4;
  const exact = size % tileOwn === 0;
  for (let t = 0; t * threads < units; t++) {
    const id = `${which}${t}`;
    const lane = x.freshVar("lane", 4);
    const unit = t === 0 ? "i32(local_)" : `(i32(local_) + ${t * threads})`;
    main.line(`let fast_${id}_ = ${unit} % ${across};`, `let slow_${id}_ = ${unit} / ${across};`);
    const ownCount = alongK ? size : Math.ceil(size / 4);
    const ownVar = x.freshVar("own", ownCount);
    const place = alongK ? `${origin} + slow_${id}_` : `${origin} / 4 + fast_${id}_`;
    main.line(`let own_${id}_ = ${exact ? place : `min(${place}, ${ownCount - 1})`};`);
    main.bind(ownVar, `own_${id}_`);

    const kCount = alongK ? Math.ceil(sizes.k / 4) : sizes.k;
    const kVar = x.freshVar("k", kCount);
    const kPlace = alongK ? `k0_ / 4 + fast_${id}_` : `k0_ + slow_${id}_`;
    const whole = sizes.k % tileK === 0;
    const block = loop.child();
    block.line(`let at_${id}_ = ${kPlace};`);
    if (!whole) block.line(`let k_${id}_ = min(at_${id}_, ${kCount - 1});`);
    main.bind(kVar, whole ? `at_${id}_` : `k_${id}_`);

    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch);
    bindFlat(x, binder, own, alongK ? ownVar : clamped(x, quadAt(x, ownVar, lane), size));
    bindFlat(x, binder, body.k, alongK ? clamped(x, quadAt(x, kVar, lane), sizes.k) : kVar);
    let e = new Lowering(x, binder, lane).expr(body[which]);
    if (e.dtype !== "f32") e = x.apply("toF32", "f32", [e]);
    const before = main.child(lane);
    const scope = before.child();
    scope.hoist([e], [kVar, lane]);
    let text = scope.value(e, 4);
    main.line(...before.lines);
    block.line(...scope.lines);
    if (!whole) {
      // In the last step some k do not exist.
      const inside =
        alongK && sizes.k % 4 !== 0
          ? `at_${id}_ * 4 + vec4i(0, 1, 2, 3) < vec4i(${sizes.k})`
          : `at_${id}_ < ${kCount}`;
      text = `select(vec4f(), ${text}, ${inside})`;
    }
    write(block, text, `fast_${id}_`, `slow_${id}_`);
    const partial = (t + 1) * threads > units;
    loop.block(partial ? `if (${unit} < ${units})` : "", block);
  }
}

/** Four elements from `4 v` on, over `lane`. */
export function quadAt(x: Exprs, v: Var, lane: Var): Expr {
  return x.add(x.mul(v, x.int(4)), lane);
}

/** `e` within a size that vectors of four may exceed. */
export function clamped(x: Exprs, e: Expr, size: number): Expr {
  return size % 4 === 0 ? e : x.apply("min", "i32", [e, x.int(size - 1)]);
}

/** ` + n`, without what is nothing. */
export function offset(n: number): string {
  return n === 0 ? "" : ` + ${n}`;
}
