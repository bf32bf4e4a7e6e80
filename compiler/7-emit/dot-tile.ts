/**
 * Dot kernels in registers: a lane holds a few rows of one column, or of four, and walks along k, four steps at a
 * time where operands are loaded as vectors over k.
 *
 * `broadcast`: a workgroup is one subgroup; a lane fetches a part of the rows' tile of `a`, and the others get it by
 * subgroup broadcast: no barrier, no workgroup memory. `register`: lanes by themselves. `split`: the lanes of a workgroup
 * share a tile and each takes every lanes-th step of k, for small results with long sums; or some of them stand beside
 * each other over n, for a few rows of a matrix that lies along n.
 *
 * Rows and columns beyond the edge are clamped when read and masked when stored.
 */
import type { Expr, Var } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { quadsPerLoad, sizesOf, type TileSchedule } from "./dot-schedule.ts";
import { hasSum, storeSums, storeTile } from "./dot-store.ts";
import { typeOf } from "./literals.ts";
import { bindFlat, Lowering } from "./lower.ts";
import { BUILTIN, type Module } from "./module.ts";
import { type Emitted, flatGrid, grid3 } from "./schedule.ts";
import { Scope } from "./scope.ts";

const XYZW = "xyzw";

/** `base + offset + more`, without what is nothing. */
function sumText(base: string, offset: number, more: string): string {
  return [base, ...(offset === 0 ? [] : [String(offset)]), ...(more === "" ? [] : [more])].join(" + ");
}

/** `body` is oriented already (see `oriented`). */
export function emitTile(m: Module, body: DotBody, s: TileSchedule): Emitted {
  const { x } = m;
  const sizes = sizesOf(body);
  const { rows, width, lanes, mode, stride } = s;
  const columns = Math.ceil(sizes.n / width);
  const rowTiles = Math.ceil(sizes.m / rows);
  const steps = Math.floor(sizes.k / stride);
  const tail = sizes.k % stride;
  const exactRows = sizes.m % rows === 0;
  /** The lanes of a split that store: the first of those that share a sum. */
  const firstPart = s.across === 1 ? "local_ == 0u" : `local_ < ${s.across}u`;

  const batch = x.freshVar("batch", sizes.batch);
  const step = x.freshVar("step", Math.max(1, steps));
  const column = x.freshVar("column", columns);
  const over = { k: x.freshVar("lane", 4), m: x.freshVar("lane", 4), n: x.freshVar("lane", 4) };

  const main = new Scope(m);
  const grid = place();
  main.bind(batch, "batch_");
  main.bind(column, "column_");
  for (let i = 0; i < rows; i++) main.line(`var sum${i}_ = ${width === 4 ? "vec4f()" : "0.0f"};`);

  // Sums of the operands beside the product: of b over this lane's columns, of a over its rows.
  const sumsB = hasSum(body, "b");
  const sumsA = hasSum(body, "a");
  if (sumsB) main.line(`var sumB_ = ${width === 4 ? "vec4f()" : "0.0f"};`);
  if (sumsA) for (let i = 0; i < rows; i++) main.line(`var sumA${i}_ = 0.0f;`);

  main.bind(step, "step_");

  // What does not change along k, by the lane variable that it is computed over.
  const before = new Map<Var | undefined, Scope>(
    [over.k, over.m, over.n, undefined].map((v) => [v, main.child(v)]),
  );
  const flush = (): void => {
    for (const scope of before.values()) main.line(...scope.lines.splice(0));
  };
  const aLoads = operandA();
  if (steps > 0) {
    const loop = main.child();
    advance(loop, Array.from({ length: stride }, (_, kk) => x.add(x.mul(step, x.int(stride)), x.int(kk))), true); // prettier-ignore
    const number = s.across === 1 ? "i32(local_)" : `i32(local_ / ${s.across}u)`;
    const [first, by] = mode === "split" ? [number, `step_ += ${lanes / s.across}`] : ["0", "step_++"];
    flush();
    main.block(`for (var step_ = ${first}; step_ < ${m.rounds(steps)}; ${by})`, loop);
  }
  if (tail > 0) {
    const rest = main.child();
    advance(rest, Array.from({ length: tail }, (_, kk) => x.int(stride * steps + kk)), false); // prettier-ignore
    flush();
    if (mode === "split") main.block(`if (${firstPart})`, rest);
    else main.line(...rest.lines);
  }
  if (mode === "split") combine();
  epilogue();
  return {
    body: main.lines,
    builtins: [
      BUILTIN.workgroup,
      mode !== "register" && m.features.has("subgroups") ? BUILTIN.subgroupLane : BUILTIN.local,
    ],
    size: [lanes, 1, 1],
    workgroups: grid,
    comment:
      `dot ${sizes.batch} x ${sizes.m} x ${sizes.n} x ${sizes.k}: ${rows} x ${width} a lane, ${mode}, ` +
      `a over ${s.aOver}, b over ${s.bOver}${s.swap ? ", m and n exchanged" : ""}`,
  };

  /** Where this lane's tile is: `batch_`, `row0_`, `column_` (clamped) and `place_` (not clamped, if that can differ). */
  function place(): readonly [number, number, number] {
    if (mode === "register") {
      const total = sizes.batch * rowTiles * columns;
      const { groups, index, exact } = flatGrid(Math.ceil(total / lanes), m.target);
      main.line(`let item_ = ${index} * ${lanes} + i32(local_);`);
      if (!exact || total % lanes !== 0) main.line(`if (item_ >= ${total}) { return; }`);
      main.line(`let column_ = item_ % ${columns};`);
      main.line(`let row0_ = item_ / ${columns} % ${rowTiles}${rows > 1 ? ` * ${rows}` : ""};`);
      main.line(`let batch_ = item_ / ${columns * rowTiles};`);
      return groups;
    }
    const perGroup = mode === "broadcast" ? lanes : s.across;
    const across = Math.ceil(columns / perGroup);
    const { groups, index, lines } = grid3([across, rowTiles, sizes.batch], m.target);
    main.line(
      ...lines,
      `let row0_ = ${index[1]}${rows > 1 ? ` * ${rows}` : ""};`,
      `let batch_ = ${index[2]};`,
    );
    const beside = mode === "broadcast" ? "i32(local_)" : `i32(local_ % ${s.across}u)`;
    if (perGroup === 1) main.line(`let column_ = ${index[0]};`);
    else if (columns % perGroup === 0) main.line(`let column_ = ${index[0]} * ${perGroup} + ${beside};`);
    else {
      main.line(`let place_ = ${index[0]} * ${perGroup} + ${beside};`);
      main.line(`let column_ = min(place_, ${columns - 1});`);
    }
    return groups;
  }

  /** The rows that this lane reads of `a`, as variables bound to clamped indices. */
  function operandA(): { rowVars: Var[]; quadVars: Var[]; kSub?: Var; perLoad: number } {
    const whole = exactRows && (mode !== "broadcast" || rows % (s.aOver === "k" ? lanes : 4) === 0);
    const clamp = (text: string, last: number): string => (whole ? text : `min(${text}, ${last})`);
    const declare = (v: Var, id: string, text: string): void => {
      main.line(`let ${id} = ${text};`);
      main.bind(v, id);
    };
    const rowVars: Var[] = [];
    const quadVars: Var[] = [];
    if (s.aOver === "k") {
      const loads = mode === "broadcast" ? Math.ceil(rows / lanes) : rows;
      for (let t = 0; t < loads; t++) {
        const v = x.freshVar("row", sizes.m);
        const text = sumText(
          "row0_",
          mode === "broadcast" ? t * lanes : t,
          mode === "broadcast" ? "i32(local_)" : "",
        );
        declare(v, `row${t + 1}_`, clamp(text, sizes.m - 1));
        rowVars.push(v);
      }
      return { rowVars, quadVars, perLoad: 1 };
    }
    const quads = rows / 4;
    if (mode !== "broadcast") {
      for (let q = 0; q < quads; q++) {
        const v = x.freshVar("quad", sizes.m / 4);
        declare(v, `quad${q}_`, clamp(`row0_ / 4 + ${q}`, sizes.m / 4 - 1));
        quadVars.push(v);
      }
      return { rowVars, quadVars, perLoad: 1 };
    }
    // Lane l holds quad l mod quads of the rows, at step l / quads of k.
    const perLoad = quadsPerLoad(rows, lanes);
    const v = x.freshVar("quad", sizes.m / 4);
    declare(v, "quad_", clamp(`row0_ / 4 + i32(local_ % ${quads}u)`, sizes.m / 4 - 1));
    const kSub = x.freshVar("sub", perLoad);
    if (perLoad > 1) declare(kSub, "sub_", `i32(local_ / ${quads}u % ${perLoad}u)`);
    else main.bind(kSub, "0");
    return { rowVars, quadVars: [v], kSub, perLoad };
  }

  function lower(which: "a" | "b", own: Expr, k: Expr, lane?: Var): Expr {
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch);
    bindFlat(x, binder, which === "a" ? body.m : body.n, own);
    bindFlat(x, binder, body.k, k);
    const e = new Lowering(x, binder, lane).expr(body[which]);
    return e.dtype === "f32" ? e : x.apply("toF32", "f32", [e]);
  }

  /** Column `j` of this lane, or all four over the lane variable; beyond the edge the last one. */
  function columnAt(j: Expr): Expr {
    if (width === 1) return column;
    const at = x.add(x.mul(column, x.int(4)), j);
    return sizes.n % 4 === 0 ? at : x.apply("min", "i32", [at, x.int(sizes.n - 1)]);
  }

  /** c += a b over the k of `ks`; `whole` if they are a full round of the loop. */
  function advance(block: Scope, ks: readonly Expr[], whole: boolean): void {
    const count = ks.length;
    const overK = whole && stride === 4;
    const kLane = x.add(x.mul(step, x.int(4)), over.k);
    /** Prints `exprs` over `lane` in the block, what does not change with k before it, and names the results. */
    const fetch = (exprs: readonly Expr[], lane: Var | undefined, wide: boolean, id: string): string[] => {
      const scope = before.get(lane)!.child();
      scope.hoist(exprs, [step, over.k]);
      const texts = scope.texts(exprs);
      block.line(...scope.lines);
      return exprs.map((e, i) => {
        const splat = wide && scope.width(e) === 1;
        if (!splat && /^\w+$/.test(texts[i]!.text)) return texts[i]!.text;
        const name = m.fresh(id);
        block.line(`let ${name} = ${splat ? `vec4f(${texts[i]!.text})` : texts[i]!.text};`);
        return name;
      });
    };

    /** a at row i and k number kk. */
    let a: (i: number, kk: number) => string;
    const from = (text: string, lane: number) =>
      mode === "broadcast" ? `subgroupBroadcast(${text}, ${lane}u)` : text;
    const holder = (i: number) =>
      (mode === "broadcast" ? [Math.floor(i / lanes), i % lanes] : [i, 0]) as [number, number];
    if (s.aOver === "k" && overK) {
      const vectors = fetch(aLoads.rowVars.map((r) => lower("a", r, kLane, over.k)), over.k, true, "a"); // prettier-ignore
      a = (i, kk) => from(`${vectors[holder(i)[0]]}.${XYZW[kk]}`, holder(i)[1]);
    } else if (s.aOver === "k") {
      const scalars = ks.map((k) => fetch(aLoads.rowVars.map((r) => lower("a", r, k)), undefined, false, "a")); // prettier-ignore
      a = (i, kk) => from(scalars[kk]![holder(i)[0]]!, holder(i)[1]);
    } else {
      const quadAt = (q: Var, k: Expr) => lower("a", x.add(x.mul(q, x.int(4)), over.m), k, over.m);
      const { perLoad, kSub } = aLoads;
      if (mode !== "broadcast") {
        const vectors = ks.map((k) => fetch(aLoads.quadVars.map((q) => quadAt(q, k)), over.m, true, "a")); // prettier-ignore
        a = (i, kk) => `${vectors[kk]![i >> 2]}.${XYZW[i & 3]}`;
      } else if (whole && stride >= perLoad) {
        const loads = Array.from({ length: stride / perLoad }, (_, t) => {
          const k = x.add(x.add(x.mul(step, x.int(stride)), x.int(t * perLoad)), kSub!);
          return quadAt(aLoads.quadVars[0]!, k);
        });
        const vectors = fetch(loads, over.m, true, "a");
        a = (i, kk) =>
          from(`${vectors[Math.floor(kk / perLoad)]}.${XYZW[i & 3]}`, (kk % perLoad) * (rows / 4) + (i >> 2));
      } else {
        const vectors = fetch(ks.map((k) => quadAt(aLoads.quadVars[0]!, k)), over.m, true, "a"); // prettier-ignore
        a = (i, kk) => from(`${vectors[kk]}.${XYZW[i & 3]}`, i >> 2);
      }
    }

    /** b at k number kk: a scalar or four columns. */
    let b: (kk: number) => string;
    if (s.bOver === "k" && overK) {
      const columns = Array.from({ length: width }, (_, j) => lower("b", columnAt(x.int(j)), kLane, over.k));
      const vectors = fetch(columns, over.k, true, "b");
      b = (kk) =>
        width === 1
          ? `${vectors[0]}.${XYZW[kk]}`
          : `vec4f(${vectors.map((v) => `${v}.${XYZW[kk]}`).join(", ")})`;
    } else {
      const lane = width === 4 ? over.n : undefined;
      const values = fetch(ks.map((k) => lower("b", columnAt(over.n), k, lane)), lane, width === 4, "b"); // prettier-ignore
      b = (kk) => values[kk]!;
    }
    if (mode === "broadcast") m.features.add("subgroups");
    for (let kk = 0; kk < count; kk++) {
      let bText = b(kk);
      if (bText.includes("(")) {
        const name = m.fresh("b");
        block.line(`let ${name} = ${bText};`);
        bText = name;
      }
      if (sumsB) block.line(`sumB_ += ${bText};`);
      for (let i = 0; i < rows; i++) {
        let aScalar = a(i, kk);
        if (sumsA) {
          const name = m.fresh("av");
          block.line(`let ${name} = ${aScalar};`, `sumA${i}_ += ${name};`);
          aScalar = name;
        }
        const aText = width === 4 ? `vec4f(${aScalar})` : aScalar;
        block.line(`sum${i}_ = fma(${aText}, ${bText}, sum${i}_);`);
      }
    }
  }

  /** Sums the lanes' parts; every lane gets the result. */
  function combine(): void {
    const wide = Array.from({ length: rows }, (_, i) => `sum${i}_`);
    if (sumsB) wide.push("sumB_");
    const narrow = sumsA ? Array.from({ length: rows }, (_, i) => `sumA${i}_`) : [];
    if (s.combine === "subgroup") {
      m.features.add("subgroups");
      for (const c of [...wide, ...narrow]) main.line(`${c} = subgroupAdd(${c});`);
      return;
    }
    const parts = [...wide, ...narrow];
    const splat = (c: string) => (width === 4 && narrow.includes(c) ? `vec4f(${c})` : c);
    m.global(`var<workgroup> parts_: array<${typeOf("f32", width)}, ${parts.length * lanes}>;`);
    parts.forEach((c, i) => main.line(`parts_[${i * lanes}u + local_] = ${splat(c)};`));
    const tree = main.child();
    const half = main.child();
    for (let i = 0; i < parts.length; i++) {
      const at = `${i * lanes}u + local_`;
      half.line(`parts_[${at}] = parts_[${at}] + parts_[${at} + half_];`);
    }
    tree.line("workgroupBarrier();");
    tree.block("if (local_ < half_)", half);
    main.block(
      `for (var half_ = ${lanes / 2}u; half_ ${s.across === 1 ? "> 0u" : `>= ${s.across}u`}; half_ >>= 1u)`,
      tree,
    );
    main.line("workgroupBarrier();");
    const own = (i: number) => (s.across === 1 ? `${i * lanes}` : `${i * lanes}u + local_ % ${s.across}u`);
    parts.forEach((c, i) => main.line(`${c} = parts_[${own(i)}]${splat(c) === c ? "" : ".x"};`));
  }

  function epilogue(): void {
    const masks: string[] = [];
    if (mode === "split") masks.push(firstPart);
    const beside = mode === "broadcast" ? lanes : s.across;
    if (mode !== "register" && columns % beside !== 0) masks.push(`place_ < ${columns}`);
    const inside =
      width === 4 && sizes.n % 4 !== 0
        ? [0, 1, 2, 3].map((j) => `column_ * 4 + ${j} < ${sizes.n}`)
        : undefined;
    const sums = Array.from({ length: rows }, (_, i) => `sum${i}_`);
    const at = { batch, column: columnAt(over.n), lane: width === 4 ? over.n : undefined };
    storeTile(main, body, at, { row0: "row0_", sums, exact: exactRows, masks, lanes: inside });
    // One tile of the rows stores the columns' sums, one lane of the columns the rows'.
    if (sumsB)
      storeSums(main, body, "b", {
        batch,
        index: at.column,
        lane: at.lane,
        text: "sumB_",
        masks: [...masks, "row0_ == 0"],
        lanes: inside,
      });
    if (sumsA)
      for (let i = 0; i < rows; i++) {
        const row = x.freshVar("row", sizes.m);
        const scope = main.child();
        scope.line(`let at_ = ${sumText("row0_", i, "")};`);
        scope.bind(row, "at_");
        const exists = exactRows ? [] : [`at_ < ${sizes.m}`];
        storeSums(scope, body, "a", {
          batch,
          index: row,
          text: `sumA${i}_`,
          masks: [...masks, "column_ == 0", ...exists],
        });
        main.block("", scope);
      }
  }
}
