/**
 * Attention's kernels: a lane keeps one row or a few and walks over the columns, whose numbers it gets as its schedule says.
 *
 * The softmax is computed on the way: whenever a larger score turns up, what was summed so far is scaled down by the
 * exponential of the difference (Milakov and Gimelshein, Online normalizer calculation, 2018). Vectors of four run along
 * a head; beyond its end they hold zeros on the rows' side and anything finite, never stored, on the columns'.
 *
 * Rows beyond the last are clamped, and their stores masked, so that barriers and broadcasts are in uniform control flow.
 */
import type { Expr, Var } from "../ir/expr.ts";
import type { AttendBody } from "../ir/kernel.ts";
import type { AttendSchedule } from "./attend-schedule.ts";
import { bindFlat, extentOf, Lowering } from "./lower.ts";
import { BUILTIN, type Module } from "./module.ts";
import { type Emitted, flatGrid } from "./schedule.ts";
import { Scope } from "./scope.ts";

/** The lowest number; a score before any score. */
const LOWEST = -3.4028234663852886e38;

/** A column's vector: of a product's operand, of values, or of both where they are the same. */
interface Stream {
  readonly vars: readonly Var[];
  readonly expr: Expr;
  readonly size: number;
  readonly chunks: number;
}

export function emitAttend(m: Module, body: AttendBody, s: AttendSchedule): Emitted {
  const { x } = m;
  const { lanes, unroll, mode } = s;
  const { products, softmax, sums, band } = body;
  const [batches, rowCount, colCount] = [extentOf(body.batch), extentOf(body.rows), extentOf(body.cols)];
  const perGroup = lanes * s.rows;
  const tiles = Math.ceil(rowCount / perGroup);
  const exactRows = rowCount % perGroup === 0;
  const rows = Array.from({ length: s.rows }, (_, r) => r);
  const cols = Array.from({ length: unroll }, (_, u) => u);

  // A software driver makes a branch of every lane's access, so there one access in a loop compiles faster than many.
  const rolled = m.target.family === "software";
  const main = new Scope(m);
  const grid = flatGrid(batches * tiles, m.target);
  main.line(`let flat_ = ${grid.index};`);
  if (!grid.exact) main.line(`if (flat_ >= ${batches * tiles}) { return; }`);
  main.line(`let batch_ = ${tiles === 1 ? "flat_" : `flat_ / ${tiles}`};`);
  main.line(`let base_ = ${tiles === 1 ? "0" : `flat_ % ${tiles} * ${perGroup}`};`);
  const batch = x.freshVar("batch", batches);
  main.bind(batch, "batch_");
  const rowVars = rows.map((r) => {
    const v = x.freshVar("row", rowCount);
    main.line(`let place${r}_ = base_ + ${r > 0 ? `${r * lanes} + ` : ""}i32(local_);`);
    main.line(`let row${r}_ = ${exactRows ? `place${r}_` : `min(place${r}_, ${rowCount - 1})`};`);
    main.bind(v, `row${r}_`);
    return v;
  });
  const colVars = cols.map((u) => {
    const v = x.freshVar("col", colCount);
    main.bind(v, `col${u}_`);
    return v;
  });
  if (mode === "broadcast") m.features.add("subgroups");

  const streams: Stream[] = [];
  const streamOfProduct = products.map((p) => streamOf(p.depth, p.b));
  const streamOfSum = sums.map((p) => streamOf(p.width, p.value));
  const kept = products.map(({ depth, a }, p) =>
    rowVars.map((row, r) => {
      const size = extentOf(depth);
      if (rolled && size > 4) return keepRolled(`a${p}_${r}_`, a, depth, row);
      return Array.from({ length: Math.ceil(size / 4) }, (_, c) => {
        const text = vector(main, a, depth, row, "rows", x.int(c), [], main);
        const rest = size - 4 * c;
        const id = `a${p}_${r}_${c}_`;
        const inside = [0, 1, 2, 3].map((e) => e < rest).join(", ");
        main.line(`let ${id} = ${rest >= 4 ? text : `select(vec4f(), ${text}, vec4<bool>(${inside}))`};`);
        return id;
      });
    }),
  );
  const sum = (n: number, r: number, c: number): string => `sum${n}_${r}_${c}_`;
  sums.forEach(({ width }, n) => {
    for (const r of rows)
      for (let c = 0; c < Math.ceil(extentOf(width) / 4); c++) main.line(`var ${sum(n, r, c)} = vec4f();`);
  });
  if (softmax)
    for (const r of rows) main.line(`var max${r}_ = ${m.literal(LOWEST, "f32")};`, `var total${r}_ = 0.0f;`);

  // ---------------------------------------------------------------- the columns
  const ragged = colCount % unroll !== 0;
  const round = main.child();
  cols.forEach((u) => {
    const at = u === 0 ? "at_" : `at_ + ${u}`;
    round.line(`let col${u}_ = ${ragged && u > 0 ? `min(${at}, ${colCount - 1})` : at};`);
  });
  if (mode === "broadcast") streams.forEach((_, t) => fetchShares(t));
  const fetched = new Set<string>();
  const columnScopes: Scope[] = [];
  const scores = products.map((_, p) => dots(p));
  weigh();

  const first = band && band.low > 1 - rowCount ? `max(0, base_ + ${band.low}) / ${unroll} * ${unroll}` : "0";
  const cut = band !== undefined && band.high < colCount - 1;
  main.line(`let first_ = ${first};`);
  main.line(`let end_ = ${cut ? `min(${colCount}, base_ + ${perGroup + band.high})` : m.rounds(colCount)};`);
  if (mode !== "shared") main.block(`for (var at_ = first_; at_ < end_; at_ += ${unroll})`, round);
  else {
    const tile = main.child();
    streams.forEach((_, t) => fillTile(tile, t));
    tile.line("workgroupBarrier();", `let last_ = min(tile_ + ${s.tile}, end_);`);
    tile.block(`for (var at_ = tile_; at_ < last_; at_ += ${unroll})`, round);
    tile.line("workgroupBarrier();");
    main.block(`for (var tile_ = first_; tile_ < end_; tile_ += ${s.tile})`, tile);
  }
  rows.forEach(storeRow);
  const heads = streams.map((t) => t.size).join(" and ");
  return {
    body: main.lines,
    builtins: [BUILTIN.workgroup, mode === "broadcast" ? BUILTIN.subgroupLane : BUILTIN.local],
    size: [lanes, 1, 1],
    workgroups: grid.groups,
    comment:
      `attend ${batches} x ${rowCount} x ${colCount} of ${heads}: ${s.rows} rows a lane, ${unroll} columns at once, ${mode}` +
      (band ? `, columns from row ${signed(band.low)} to row ${signed(band.high)}` : ""),
  };

  // ---------------------------------------------------------------- vectors

  function lowerAt(
    e: Expr,
    vars: readonly Var[],
    at: Expr,
    own: Expr,
    which: "rows" | "cols",
    lane?: Var,
  ): Expr {
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch);
    bindFlat(x, binder, body[which], own);
    bindFlat(x, binder, vars, at);
    return new Lowering(x, binder, lane).expr(e);
  }

  /** The number of the stream of `e`, whose elements `vars` run over. */
  function streamOf(vars: readonly Var[], e: Expr): number {
    const size = extentOf(vars);
    const probe = x.freshVar("element", size);
    const same = streams.findIndex(
      (o) =>
        o.size === size &&
        lowerAt(o.expr, o.vars, probe, colVars[0]!, "cols") === lowerAt(e, vars, probe, colVars[0]!, "cols"),
    );
    if (same >= 0) return same;
    streams.push({ vars, expr: e, size, chunks: Math.ceil(size / 4) });
    return streams.length - 1;
  }

  /** Four elements of `e`, from 4 `chunk` on, printed into `into`; what none of `inner` changes comes before, in `main`. */
  function vector(
    into: Scope,
    e: Expr,
    vars: readonly Var[],
    own: Expr,
    which: "rows" | "cols",
    chunk: Expr,
    inner: readonly Expr[],
    names: Scope,
  ): string {
    const size = extentOf(vars);
    const lane = x.freshVar("lane", 4);
    const at = x.add(x.mul(chunk, x.int(4)), lane);
    const isLast = chunk.k !== "const" || 4 * chunk.value + 4 > size;
    const index = size % 4 !== 0 && isLast ? x.apply("min", "i32", [at, x.int(size - 1)]) : at;
    const element = lowerAt(e, vars, index, own, which, lane);
    const before = names.child(lane);
    const scope = before.child(lane);
    if (inner.length > 0) scope.hoist([element], [...inner, lane]);
    const text = scope.value(element, 4);
    main.line(...before.lines);
    into.line(...scope.lines);
    return text;
  }

  /** A row's vectors of a product, through an array; gives the texts of its elements. */
  function keepRolled(id: string, e: Expr, vars: readonly Var[], row: Var): string[] {
    const size = extentOf(vars);
    const chunks = Math.ceil(size / 4);
    const chunk = x.freshVar("chunk", chunks);
    main.bind(chunk, "chunk_");
    const block = main.child();
    const text = vector(block, e, vars, row, "rows", chunk, [chunk], main);
    const inside = "chunk_ * 4 + vec4i(0, 1, 2, 3) < vec4i";
    block.line(`${id}[chunk_] = ${size % 4 === 0 ? text : `select(vec4f(), ${text}, ${inside}(${size}))`};`);
    main.line(`var ${id}: array<vec4f, ${chunks}>;`);
    main.block(`for (var chunk_ = 0; chunk_ < ${m.rounds(chunks)}; chunk_++)`, block);
    return Array.from({ length: chunks }, (_, c) => `${id}[${c}]`);
  }

  /** This workgroup's columns of a tile, into its memory. */
  function fillTile(tile: Scope, t: number): void {
    const { expr, vars, chunks } = streams[t]!;
    const units = s.tile * chunks;
    m.global(`var<workgroup> tile${t}_: array<vec4f, ${units}>;`);
    const block = tile.child();
    const col = x.freshVar("col", colCount);
    const chunk = x.freshVar("chunk", chunks);
    const exact = colCount % s.tile === 0 && first === "0";
    const at = `tile_ + unit_${chunks > 1 ? ` / ${chunks}` : ""}`;
    block.line(`let own_ = ${exact ? at : `min(${at}, ${colCount - 1})`};`);
    if (chunks > 1) block.line(`let chunk_ = unit_ % ${chunks};`);
    main.bind(col, "own_");
    main.bind(chunk, chunks > 1 ? "chunk_" : "0");
    block.line(`tile${t}_[unit_] = ${vector(block, expr, vars, col, "cols", chunk, [col, chunk], main)};`);
    tile.block(`for (var unit_ = i32(local_); unit_ < ${units}; unit_ += ${lanes})`, block);
  }

  /** This lane's share of a round's columns. */
  function fetchShares(t: number): void {
    const { expr, vars, chunks } = streams[t]!;
    const units = unroll * chunks;
    for (let k = 0; k * lanes < units; k++) {
      const id = `${t}_${k}_`;
      const unit = k === 0 ? "i32(local_)" : `(i32(local_) + ${k * lanes})`;
      const whole = (k + 1) * lanes <= units ? unit : `min(${unit}, ${units - 1})`;
      main.line(`let unit${id} = ${whole};`, `let chunk${id} = unit${id} % ${chunks};`);
      main.line(`let offset${id} = unit${id} / ${chunks};`);
      const [col, chunk] = [x.freshVar("col", colCount), x.freshVar("chunk", chunks)];
      main.bind(col, `own${id}`);
      main.bind(chunk, `chunk${id}`);
      round.line(
        `let own${id} = ${ragged ? `min(at_ + offset${id}, ${colCount - 1})` : `at_ + offset${id}`};`,
      );
      const text = vector(round, expr, vars, col, "cols", chunk, [col], main);
      round.line(`let share${id} = ${text};`);
    }
  }

  /** Vector `c` of column `u`. */
  function column(t: number, u: number, c: number): string {
    const { expr, vars, chunks } = streams[t]!;
    const unit = u * chunks + c;
    // Reading a tile again is cheaper than the registers that would keep it.
    if (mode === "shared" && s.rows === 1) return `tile${t}_[(at_ - tile_) * ${chunks} + ${unit}]`;
    const id = `b${t}_${u}_${c}_`;
    if (fetched.has(id)) return id;
    fetched.add(id);
    const text =
      mode === "direct"
        ? vector(round, expr, vars, colVars[u]!, "cols", x.int(c), [colVars[u]!], main)
        : mode === "shared"
          ? `tile${t}_[(at_ - tile_) * ${chunks} + ${unit}]`
          : `subgroupBroadcast(share${t}_${Math.floor(unit / lanes)}_, ${unit % lanes}u)`;
    round.line(`let ${id} = ${text};`);
    return id;
  }

  /** The results of a product for every column of a round and row. */
  function dots(p: number): string[][] {
    const t = streamOfProduct[p]!;
    return cols.map((u) => {
      const parts = rows.map((): string | undefined => undefined);
      for (let c = 0; c < streams[t]!.chunks; c++) {
        const b = column(t, u, c);
        for (const r of rows) {
          const a = kept[p]![r]![c]!;
          const id = m.fresh("d");
          const so = parts[r];
          round.line(`let ${id} = ${so === undefined ? `${a} * ${b}` : `fma(${a}, ${b}, ${so})`};`);
          parts[r] = id;
        }
      }
      return parts.map((v) => {
        const id = m.fresh("s");
        round.line(`let ${id} = (${v}.x + ${v}.z) + (${v}.y + ${v}.w);`);
        return id;
      });
    });
  }

  // ---------------------------------------------------------------- weights

  /** The value of `e` for a row and a column of a round. */
  function pair(e: Expr, r: number, u: number): string {
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch);
    bindFlat(x, binder, body.rows, rowVars[r]!);
    bindFlat(x, binder, body.cols, colVars[u]!);
    const lowered = new Lowering(x, binder).expr(e);
    const accs = products.map((_, p) => x.acc(p, "f32"));
    const scope = (columnScopes[u] ??= round.child()).child();
    const [row, col] = [rowVars[r]!, colVars[u]!];
    scope.hoist([lowered], [col, ...accs], main);
    scope.hoist([lowered], [row, ...accs], columnScopes[u]);
    accs.forEach((acc, p) => scope.bind(acc, scores[p]![u]![r]!));
    const text = scope.value(lowered, 1);
    round.line(...columnScopes[u]!.lines.splice(0), ...scope.lines);
    return text;
  }

  function named(hint: string, text: string): string {
    const id = m.fresh(hint);
    round.line(`let ${id} = ${text};`);
    return id;
  }

  function exists(u: number): string | undefined {
    return ragged && u > 0 ? `at_ + ${u} < ${colCount}` : undefined;
  }

  function weigh(): void {
    const shares = softmax && rows.map((r) => share(r));
    sums.forEach(({ weight }, n) => {
      const weights = cols.map((u) =>
        rows.map((r) => {
          const own = weight.k === "const" && weight.value === 1 ? undefined : pair(weight, r, u);
          const of = shares?.[r]![u];
          const text = of === undefined ? own! : own === undefined ? of : `${of} * (${own})`;
          const ok = of === undefined ? exists(u) : undefined;
          return /^\w+$/.test(text) && !ok ? text : named("w", ok ? `select(0.0f, ${text}, ${ok})` : text);
        }),
      );
      const t = streamOfSum[n]!;
      for (const u of cols)
        for (let c = 0; c < streams[t]!.chunks; c++) {
          const v = column(t, u, c);
          for (const r of rows) {
            const at = sum(n, r, c);
            round.line(`${at} = fma(vec4f(${weights[u]![r]}), ${v}, ${at});`);
          }
        }
    });
  }

  /** exp(score - max) of a row for the columns of a round, with everything summed so far brought to the new maximum. */
  function share(r: number): string[] {
    const scored = cols.map((u) => {
      const text = pair(softmax!.score, r, u);
      const ok = exists(u);
      return named("s", ok ? `select(${m.literal(LOWEST, "f32")}, ${text}, ${ok})` : text);
    });
    // Of a NaN the exponential is NaN, whatever the maximum is taken for.
    const peak = named(
      "m",
      scored.reduce((p, q) => `max(${p}, ${q})`, `max${r}_`),
    );
    const scale = named("c", exponential(`max${r}_ - ${peak}`));
    const shares = scored.map((v, u) => {
      const text = exponential(`${v} - ${peak}`);
      const ok = exists(u);
      return named("p", ok ? `select(0.0f, ${text}, ${ok})` : text);
    });
    round.line(`max${r}_ = ${peak};`, `total${r}_ = fma(total${r}_, ${scale}, ${shares.join(" + ")});`);
    sums.forEach(({ width }, n) => {
      for (let c = 0; c < Math.ceil(extentOf(width) / 4); c++) round.line(`${sum(n, r, c)} *= ${scale};`);
    });
    return shares;
  }

  function exponential(text: string): string {
    return m.target.family === "software" ? `${m.call("exp", 1)}(${text})` : `exp(${text})`;
  }

  // ---------------------------------------------------------------- stores

  function storeRow(r: number): void {
    const p = products.length;
    const scope = main.child();
    const mask = exactRows ? "" : `if (place${r}_ < ${rowCount})`;
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch);
    bindFlat(x, binder, body.rows, rowVars[r]!);
    if (softmax) {
      scope.bind(x.acc(p, "f32"), `max${r}_`);
      scope.bind(x.acc(p + 1, "f32"), `total${r}_`);
      const lowering = new Lowering(x, binder);
      if (softmax.stores.length > 0) scope.store(softmax.stores.map((o) => lowering.store(o)));
    }
    sums.forEach(({ width, stores }, n) => {
      const size = extentOf(width);
      const acc = x.acc(p + 2 + n, "f32");
      const chunks = Math.ceil(size / 4);
      /** Stores `value`, the vector `chunk` of the sum, in a block after `head`. */
      const store = (chunk: Expr, value: string, head: string, inside: (e: number) => string): void => {
        const lane = x.freshVar("lane", 4);
        const at = x.add(x.mul(chunk, x.int(4)), lane);
        const ragged = size % 4 !== 0 && (chunk.k !== "const" || chunk.value === chunks - 1);
        const own = new Map(binder);
        bindFlat(x, own, width, ragged ? x.apply("min", "i32", [at, x.int(size - 1)]) : at);
        const lowering = new Lowering(x, own, lane);
        const lowered = stores.map((o) => lowering.store(o));
        const vectors = scope.child(lane, [acc]);
        vectors.hoist(vectors.stored(lowered), [acc, lane, chunk], scope);
        vectors.bind(acc, value);
        vectors.store(lowered, undefined, ragged ? [0, 1, 2, 3].map(inside) : undefined);
        scope.block(head, vectors);
      };
      if (rolled && chunks > 1) {
        const chunk = x.freshVar("chunk", chunks);
        scope.bind(chunk, "chunk_");
        const id = `all${n}_${r}_`;
        const all = Array.from({ length: chunks }, (_, c) => sum(n, r, c));
        scope.line(`var ${id} = array<vec4f, ${chunks}>(${all.join(", ")});`);
        const head = `for (var chunk_ = 0; chunk_ < ${m.rounds(chunks)}; chunk_++)`;
        store(chunk, `${id}[chunk_]`, head, (e) => `chunk_ * 4 + ${e} < ${size}`);
      } else
        for (let c = 0; c < chunks; c++) store(x.int(c), sum(n, r, c), "", (e) => String(4 * c + e < size));
    });
    main.block(mask, scope);
  }
}

function signed(n: number): string {
  return n < 0 ? `- ${-n}` : `+ ${n}`;
}
