/**
 * Dot kernels on a GPU's matrix units (tensor cores), through `chromium-experimental-subgroup-matrix`.
 *
 * Tiles of both operands lie in workgroup memory in half precision, row by row, padded so that rows fall on different
 * banks. A subgroup multiplies matrices of the size that the device names and keeps the sums in f32. Elements of a matrix
 * cannot be touched, so the sums go through workgroup memory to the stores.
 *
 * With three terms an operand is v = h + l / 2^11, both in half precision; h h' is summed apart from h l' + l h', which is
 * added at the end, divided by 2^11, and l l' is left out (Ootomo and Yokota, 2022). `6-plan/halves.ts` says for which
 * products that is right, and how exact it is.
 */
import { invariant } from "../diagnostics.ts";
import type { Expr, Var } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { fetchTile, type WriteTile } from "./dot-fetch.ts";
import { MATRIX_PADDING, type MatrixSchedule, sizesOf } from "./dot-schedule.ts";
import { bindFlat, Lowering } from "./lower.ts";
import { BUILTIN, indent, type Module } from "./module.ts";
import { type Emitted, grid3 } from "./schedule.ts";
import { Scope } from "./scope.ts";

const XYZW = "xyzw";
/** What the lower half of an operand is multiplied by, so that it is as large as the upper. */
const LIFT = 2048;

export function emitMatrix(m: Module, body: DotBody, s: MatrixSchedule): Emitted {
  const { x } = m;
  const unit = m.target.matrices;
  invariant(unit, "emit", "a product for matrix units on a target without them");
  invariant(body.sums.length === 0, "emit", "sums beside a product on matrix units");
  const sizes = sizesOf(body);
  const { tileM, tileN, tileK, groupsM, groupsN, terms } = s;
  const threads = groupsM * groupsN * unit.lanes;
  const parts = terms === 1 ? ["h"] : ["h", "l"];
  const stride = { a: tileK + MATRIX_PADDING, b: tileN + MATRIX_PADDING };
  const [ownM, ownN] = [tileM / groupsM, tileN / groupsN];
  const [countM, countN] = [ownM / unit.m, ownN / unit.n];
  const cell = unit.m * unit.n;
  m.features.add("shader-f16").add("subgroups").add("chromium-experimental-subgroup-matrix");
  if (unit.pinned) {
    m.features.add("subgroup-size-control");
    m.attributes.push(`@subgroup_size(${unit.lanes})`);
  }
  m.global(`alias Left_ = subgroup_matrix_left<f16, ${unit.k}, ${unit.m}>;`);
  m.global(`alias Right_ = subgroup_matrix_right<f16, ${unit.n}, ${unit.k}>;`);
  m.global(`alias Sum_ = subgroup_matrix_result<f32, ${unit.n}, ${unit.m}>;`);
  for (const p of parts) {
    m.global(`var<workgroup> a${p}_: array<f16, ${tileM * stride.a}>;`);
    m.global(`var<workgroup> b${p}_: array<f16, ${tileK * stride.b}>;`);
  }
  const sums = terms === 1 ? ["sum"] : ["sum", "rest"];
  m.global(`var<workgroup> stage_: array<f32, ${groupsM * groupsN * cell * sums.length}>;`);
  storeFunction();

  const main = new Scope(m);
  const { groups, index, lines } = grid3(
    [Math.ceil(sizes.n / tileN), Math.ceil(sizes.m / tileM), sizes.batch],
    m.target,
  );
  main.line(
    ...lines,
    `let n0_ = ${index[0]} * ${tileN};`,
    `let m0_ = ${index[1]} * ${tileM};`,
    `let batch_ = ${index[2]};`,
    `let ownM_ = i32(subgroup_ / ${groupsN}u) * ${ownM};`,
    `let ownN_ = i32(subgroup_ % ${groupsN}u) * ${ownN};`,
  );
  const batch = x.freshVar("batch", sizes.batch);
  main.bind(batch, "batch_");
  for (let i = 0; i < countM; i++)
    for (let j = 0; j < countN; j++) for (const sum of sums) main.line(`var ${sum}${i}_${j}_: Sum_;`);

  const loop = main.child();
  for (const which of ["a", "b"] as const) {
    const alongK = (which === "a" ? s.aOver : s.bOver) === "k";
    fetchTile(
      main,
      loop,
      body,
      { which, batch, tileM, tileN, tileK, threads, alongK },
      writer(which, alongK),
    );
  }
  loop.line("workgroupBarrier();");
  const inner = loop.child();
  for (const p of parts)
    for (let i = 0; i < countM; i++)
      load(inner, `a${p}${i}_`, "Left_", `a${p}_`, `(ownM_ + ${i * unit.m}) * ${stride.a} + k_`, stride.a);
  for (let j = 0; j < countN; j++) {
    for (const p of parts)
      load(inner, `b${p}${j}_`, "Right_", `b${p}_`, `k_ * ${stride.b} + ownN_ + ${j * unit.n}`, stride.b);
    for (let i = 0; i < countM; i++) {
      accumulate(inner, `sum${i}_${j}_`, `ah${i}_`, `bh${j}_`);
      if (terms === 3) {
        accumulate(inner, `rest${i}_${j}_`, `ah${i}_`, `bl${j}_`);
        accumulate(inner, `rest${i}_${j}_`, `al${i}_`, `bh${j}_`);
      }
    }
  }
  loop.block(`for (var k_ = 0; k_ < ${tileK}; k_ += ${unit.k})`, inner);
  loop.line("workgroupBarrier();");
  main.block(`for (var k0_ = 0; k0_ < ${sizes.k}; k0_ += ${tileK})`, loop);
  finish();
  return {
    body: main.lines,
    builtins: [BUILTIN.workgroup, BUILTIN.local, SUBGROUP, LANE],
    size: [threads, 1, 1],
    workgroups: groups,
    comment:
      `dot ${sizes.batch} x ${sizes.m} x ${sizes.n} x ${sizes.k} on matrix units: tiles of ${tileM} x ${tileN} x ${tileK}, ` +
      `${groupsM} x ${groupsN} subgroups, ${terms === 1 ? "one term" : "three terms"}, a over ${s.aOver}, b over ${s.bOver}`,
  };

  /** The stores for one element of the result, as a function: it is called for every matrix that a subgroup has. */
  function storeFunction(): void {
    const [batch, row, column] = [sizes.batch, sizes.m, sizes.n].map((n) => x.freshVar("at", n));
    const acc = x.acc(0, "f32");
    const binder = new Map<Var, Expr>();
    bindFlat(x, binder, body.batch, batch!);
    bindFlat(x, binder, body.m, row!);
    bindFlat(x, binder, body.n, column!);
    const lowering = new Lowering(x, binder);
    const scope = new Scope(m);
    scope.bind(batch!, "batch_");
    scope.bind(row!, "row_");
    scope.bind(column!, "column_");
    scope.bind(acc, "sum_");
    scope.store(body.stores.map((store) => lowering.store(store)));
    m.define(["fn store_(batch_: i32, row_: i32, column_: i32, sum_: f32) {", ...indent(scope.lines), "}"]);
  }

  /** Rounds a vector to half precision, and with three terms what that leaves; `alongK`: its four lie along k. */
  function writer(which: "a" | "b", alongK: boolean): WriteTile {
    return (block, text, fast, slow) => {
      block.line(`let v_ = ${text};`, "let h_ = vec4h(v_);");
      if (terms === 3) block.line(`let l_ = vec4h((v_ - vec4f(h_)) * ${LIFT}.0f);`);
      // a lies in rows of k, b in rows of n.
      const along = alongK === (which === "a");
      const at = along
        ? `${slow} * ${stride[which]} + ${fast} * 4`
        : `${fast} * ${4 * stride[which]} + ${slow}`;
      for (const p of parts)
        for (let j = 0; j < 4; j++) {
          const more = j * (along ? 1 : stride[which]);
          block.line(`${which}${p}_[${at}${more === 0 ? "" : ` + ${more}`}] = ${p}_.${XYZW[j]};`);
        }
    };
  }

  function load(block: Scope, name: string, type: string, from: string, at: string, rows: number): void {
    block.line(`let ${name} = subgroupMatrixLoad<${type}, row_major>(&${from}, u32(${at}), ${rows}u);`);
  }
  function accumulate(block: Scope, sum: string, a: string, b: string): void {
    block.line(`${sum} = subgroupMatrixMultiplyAccumulate(${a}, ${b}, ${sum});`);
  }

  /** Each subgroup puts its matrices into workgroup memory, one after the other, and its lanes store their elements. */
  function finish(): void {
    main.line(`let stage0_ = subgroup_ * ${cell * sums.length}u;`);
    for (let i = 0; i < countM; i++)
      for (let j = 0; j < countN; j++) {
        sums.forEach((sum, t) =>
          main.line(
            `subgroupMatrixStore<row_major>(&stage_, stage0_${t === 0 ? "" : ` + ${t * cell}u`}, ${sum}${i}_${j}_, ${unit!.n}u);`,
          ),
        );
        main.line("workgroupBarrier();");
        const each = main.child();
        each.line(
          `let row_ = m0_ + ownM_ + ${i * unit!.m} + i32(e_ / ${unit!.n}u);`,
          `let column_ = n0_ + ownN_ + ${j * unit!.n} + i32(e_ % ${unit!.n}u);`,
        );
        const rest = terms === 1 ? "" : ` + stage_[stage0_ + ${cell}u + e_] * ${1 / LIFT}f`;
        const inside = each.child();
        inside.line(`store_(batch_, row_, column_, stage_[stage0_ + e_]${rest});`);
        const masks = [
          ...(sizes.m % tileM === 0 ? [] : [`row_ < ${sizes.m}`]),
          ...(sizes.n % tileN === 0 ? [] : [`column_ < ${sizes.n}`]),
        ];
        if (masks.length === 0) each.line(...inside.lines);
        else each.block(`if (${masks.join(" && ")})`, inside);
        main.block(`for (var e_ = lane_; e_ < ${cell}u; e_ += ${unit!.lanes}u)`, each);
        main.line("workgroupBarrier();");
      }
  }
}

const SUBGROUP = "@builtin(subgroup_id) subgroup_: u32";
const LANE = "@builtin(subgroup_invocation_id) lane_: u32";
