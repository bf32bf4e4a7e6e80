/**
 * Dot kernels for GPUs: tiles of both operands in workgroup memory, a register tile for each lane.
 *
 * A tile lies k-major as vectors over m or n, so that the inner loop reads vectors only. Each lane fetches a few vectors
 * of both tiles: along k, and then turns them, or along m or n, whichever is contiguous. Beyond the edges rows and
 * columns are clamped and not stored; k beyond the end counts as 0 in both operands.
 */
import type { Expr, Var } from "../ir/expr.ts";
import type { DotBody } from "../ir/kernel.ts";
import { sizesOf, type SharedSchedule } from "./dot-schedule.ts";
import { hasSum, storeSums, storeTile } from "./dot-store.ts";
import { clamped, fetchTile, offset, quadAt, type WriteTile } from "./dot-fetch.ts";
import { BUILTIN, type Module } from "./module.ts";
import { type Emitted, grid3 } from "./schedule.ts";
import { Scope } from "./scope.ts";

const XYZW = "xyzw";

/** `body` is oriented already. */
export function emitShared(m: Module, body: DotBody, s: SharedSchedule): Emitted {
  const { x } = m;
  const sizes = sizesOf(body);
  const { tileM, tileN, tileK } = s;
  const [lanesN, lanesM] = [tileN / s.cols, tileM / s.rows];
  const threads = lanesN * lanesM;
  const [quadsM, quadsN] = [tileM / 4, tileN / 4];
  // What is turned is written element by element. Writing one component of a vector may touch the others (WGSL's memory
  // model, and Direct3D in practice), which other lanes write, so such a tile is an array of scalars.
  const scalar = { a: s.aOver === "k", b: s.bOver === "k" };
  for (const [which, quads] of [["a", quadsM], ["b", quadsN]] as const)
    m.global(`var<workgroup> ${which}_: array<${scalar[which] ? `f32, ${4 * tileK * quads}` : `vec4f, ${tileK * quads}`}>;`); // prettier-ignore

  const main = new Scope(m);
  const { groups, index, lines } = grid3(
    [Math.ceil(sizes.n / tileN), Math.ceil(sizes.m / tileM), sizes.batch],
    m.target,
  );
  main.line(...lines, `let laneN_ = i32(local_ % ${lanesN}u);`, `let laneM_ = i32(local_ / ${lanesN}u);`);
  main.line(
    `let n0_ = ${index[0]} * ${tileN};`,
    `let m0_ = ${index[1]} * ${tileM};`,
    `let batch_ = ${index[2]};`,
  );
  const batch = x.freshVar("batch", sizes.batch);
  main.bind(batch, "batch_");
  const quadCols = s.cols / 4;
  const sum = (i: number, j: number) => `sum${i}${quadCols > 1 ? `_${j}` : ""}_`;
  for (let i = 0; i < s.rows; i++)
    for (let j = 0; j < quadCols; j++) main.line(`var ${sum(i, j)} = vec4f();`);

  const [sumsA, sumsB] = [hasSum(body, "a"), hasSum(body, "b")];
  if (sumsA) for (let q = 0; q < s.rows / 4; q++) main.line(`var sumA${q}_ = vec4f();`);
  if (sumsB) for (let j = 0; j < quadCols; j++) main.line(`var sumB${j}_ = vec4f();`);

  const loop = main.child();
  for (const which of ["a", "b"] as const)
    fetchTile(
      main,
      loop,
      body,
      { which, batch, tileM, tileN, tileK, threads, alongK: scalar[which] },
      writer(which),
    );
  loop.line("workgroupBarrier();");
  const inner = loop.child();
  for (let q = 0; q < s.rows / 4; q++)
    read("a", q, `k_ * ${quadsM} + laneM_${s.rows > 4 ? ` * ${s.rows / 4}` : ""}${offset(q)}`);
  for (let j = 0; j < quadCols; j++) read("b", j, `k_ * ${quadsN} + laneN_${offset(j * lanesN)}`);
  if (sumsA) for (let q = 0; q < s.rows / 4; q++) inner.line(`sumA${q}_ += a${q}_;`);
  if (sumsB) for (let j = 0; j < quadCols; j++) inner.line(`sumB${j}_ += b${j}_;`);
  for (let i = 0; i < s.rows; i++)
    for (let j = 0; j < quadCols; j++)
      inner.line(`${sum(i, j)} = fma(vec4f(a${i >> 2}_.${XYZW[i & 3]}), b${j}_, ${sum(i, j)});`);
  loop.block(`for (var k_ = 0; k_ < ${tileK}; k_++)`, inner);
  loop.line("workgroupBarrier();");
  main.block(`for (var k0_ = 0; k0_ < ${sizes.k}; k0_ += ${tileK})`, loop);

  main.line(`let row0_ = m0_ + laneM_ * ${s.rows};`);
  const exactN = sizes.n % tileN === 0;
  for (let j = 0; j < quadCols; j++) {
    const columns = Math.ceil(sizes.n / 4);
    const column = x.freshVar("column", columns);
    const lane = x.freshVar("lane", 4);
    main.line(`let place${j}_ = n0_ / 4 + laneN_${offset(j * lanesN)};`);
    main.line(`let column${j}_ = ${exactN ? `place${j}_` : `min(place${j}_, ${columns - 1})`};`);
    main.bind(column, `column${j}_`);
    const ragged = sizes.n % 4 !== 0;
    storeTile(
      main,
      body,
      { batch, column: columnsAt(column, lane), lane },
      {
        row0: "row0_",
        sums: Array.from({ length: s.rows }, (_, i) => sum(i, j)),
        exact: sizes.m % tileM === 0,
        masks: exactN ? [] : [`place${j}_ < ${columns}`],
        lanes: ragged ? [0, 1, 2, 3].map((e) => `column${j}_ * 4 + ${e} < ${sizes.n}`) : undefined,
      },
    );
    if (sumsB)
      storeSums(main, body, "b", {
        batch,
        index: columnsAt(column, lane),
        lane,
        text: `sumB${j}_`,
        masks: ["row0_ == 0", ...(exactN ? [] : [`place${j}_ < ${columns}`])],
        lanes: ragged ? [0, 1, 2, 3].map((e) => `column${j}_ * 4 + ${e} < ${sizes.n}`) : undefined,
      });
  }
  // The first column of lanes stores the rows' sums.
  if (sumsA)
    for (let i = 0; i < s.rows; i++) {
      const row = x.freshVar("row", sizes.m);
      const scope = main.child();
      scope.line(`let at_ = row0_ + ${i};`);
      scope.bind(row, "at_");
      const masks = ["n0_ + laneN_ == 0", ...(sizes.m % tileM === 0 ? [] : [`at_ < ${sizes.m}`])];
      storeSums(scope, body, "a", { batch, index: row, text: `sumA${i >> 2}_.${XYZW[i & 3]}`, masks });
      main.block("", scope);
    }
  return {
    body: main.lines,
    builtins: [BUILTIN.workgroup, BUILTIN.local],
    size: [threads, 1, 1],
    workgroups: groups,
    comment:
      `dot ${sizes.batch} x ${sizes.m} x ${sizes.n} x ${sizes.k}: tiles of ${tileM} x ${tileN} x ${tileK}, ` +
      `${s.rows} x ${s.cols} a lane, a over ${s.aOver}, b over ${s.bOver}${s.swap ? ", m and n exchanged" : ""}`,
  };

  /** A vector of a tile as a variable of the inner loop. */
  function read(which: "a" | "b", number: number, at: string): void {
    const id = `${which}${number}_`;
    if (!scalar[which]) return inner.line(`let ${id} = ${which}_[${at}];`);
    inner.line(`let at_${id} = (${at}) * 4;`);
    inner.line(
      `let ${id} = vec4f(${[0, 1, 2, 3].map((e) => `${which}_[at_${id}${offset(e)}]`).join(", ")});`,
    );
  }
  function columnsAt(column: Var, lane: Var): Expr {
    return clamped(x, quadAt(x, column, lane), sizes.n);
  }

  /** Vectors along k are turned as they are written. */
  function writer(which: "a" | "b"): WriteTile {
    const tile = which === "a" ? tileM : tileN;
    return (block, text, fast, slow) => {
      if (!scalar[which]) {
        block.line(`${which}_[${slow} * ${tile / 4} + ${fast}] = ${text};`);
        return;
      }
      block.line(`let v_ = ${text};`);
      for (let j = 0; j < 4; j++)
        block.line(`${which}_[(${fast} * 4${offset(j)}) * ${tile} + ${slow}] = v_.${XYZW[j]};`);
    };
  }
}
