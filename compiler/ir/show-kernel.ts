/**
 * Readable text of kernels and plans, for `nn explain --stage kernels|plan`, golden files and eyes.
 */
import type { Expr, Var } from "./expr.ts";
import {
  type AttendBody,
  type Kernel,
  type KernelLoop,
  type LoopBody,
  type Store,
  SUM_STAGE,
} from "./kernel.ts";
import { type Plan, timesOf } from "./plan.ts";

const INFIX: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  idiv: "//",
  imod: "%",
  lt: "<",
  le: "<=",
  eq: "==",
  and: "&&",
  or: "||",
};

export function showExpr(e: Expr): string {
  switch (e.k) {
    case "const":
      return e.dtype === "bool"
        ? String(e.value !== 0)
        : e.dtype === "f32" && Number.isInteger(e.value)
          ? `${e.value}.0`
          : String(e.value);
    case "var":
      return e.name;
    case "uniform":
      return `u${e.slot}`;
    case "step":
      return `t${e.depth}`;
    case "acc":
      return `acc${e.stage}`;
    case "load":
      return `%${e.value}[${showExpr(e.index)}${e.guard ? ` if ${showExpr(e.guard)}` : ""}]`;
    case "apply": {
      const infix = INFIX[e.op];
      const args = e.args.map(showExpr);
      return infix && args.length === 2 ? `(${args[0]} ${infix} ${args[1]})` : `${e.op}(${args.join(", ")})`;
    }
  }
}

function loop(word: string, vars: readonly Var[]): string {
  return vars.length === 0 ? "" : `${word} ${vars.map((v) => `${v.name} < ${v.extent}`).join(", ")}`;
}

/** `  in loop0: t0 < 16` */
function around(k: Kernel): string {
  const loops: KernelLoop[] = [];
  for (let l = k.loop; l; l = l.parent) loops.unshift(l);
  const rounds = loops.map((l, depth) => `t${depth} < ${l.length}`).join(", ");
  return k.loop ? `  in ${k.loop.name}: ${rounds}` : "";
}

function showStore(s: Store): string {
  return `%${s.target}[${showExpr(s.index)}] = ${showExpr(s.value)}`;
}

export function showKernel(k: Kernel): string {
  const { body } = k;
  if (body.kind !== "rows") return showBody(k, body);
  return body.parts.map((part, i) => showBody(k, part, ` part ${i}`)).join("\n");
}

function showBody(k: Kernel, body: LoopBody, part = ""): string {
  const lines: string[] = [];
  if (body.kind === "map") {
    lines.push(
      `map ${k.name}${around(k)}  ${loop("for", body.domain)}`,
      ...body.stores.map((s) => `  ${showStore(s)}`),
    );
  } else if (body.kind === "dot") {
    const outer = [...body.batch, ...body.m, ...body.n];
    lines.push(`dot ${k.name}${around(k)}  ${loop("for", outer)}`);
    const halves =
      body.halves === undefined ? "" : `, in ${body.halves === 1 ? "halves" : "three products of halves"}`;
    lines.push(`  acc0 = sum ${loop("over", body.k)} of ${showExpr(body.a)} * ${showExpr(body.b)}${halves}`);
    lines.push(...body.stores.map((s) => `  ${showStore(s)}`));
    for (const { of, store } of body.sums)
      lines.push(`  acc${SUM_STAGE[of]} = sum over k of ${of}: ${showStore(store)}`);
  } else if (body.kind === "walk") {
    lines.push(`walk ${k.name}${around(k)}  ${loop("for", body.domain)}`);
    body.states.forEach((s, i) => lines.push(`  acc${i} = ${showExpr(s.init)}`));
    for (const l of body.loops) {
      lines.push(`  for ${l.at.name} from ${showExpr(l.from)} below ${showExpr(l.to)}`);
      lines.push(...l.stores.map((s) => `    ${showStore(s)}`));
      l.next.forEach((e, i) => {
        if (!(e.k === "acc" && e.stage === i)) lines.push(`    acc${i} <- ${showExpr(e)}`);
      });
    }
    lines.push(...body.stores.map((s) => `  ${showStore(s)}`));
  } else if (body.kind === "attend") {
    lines.push(...showAttend(k, body));
  } else {
    lines.push(`row ${k.name}${part}${around(k)}  ${loop("for", body.rows)}`);
    body.stages.forEach((s, i) => {
      if (s.kind === "reduce")
        lines.push(`  acc${i} = ${s.op} ${loop("over", body.cols)} of ${showExpr(s.value)}`);
      else lines.push(`  ${s.over === "cols" ? `${loop("for", body.cols)}: ` : ""}${showStore(s.store)}`);
    });
  }
  return lines.map((l) => l.trimEnd()).join("\n");
}

function showAttend(k: Kernel, body: AttendBody): string[] {
  const { products, softmax, sums, band } = body;
  const within = band ? `  where ${band.low} <= col - row <= ${band.high}` : "";
  const [cols, p] = [loop("over", body.cols), products.length];
  const lines = [`attend ${k.name}${around(k)}  ${loop("for", [...body.batch, ...body.rows])}${within}`];
  products.forEach(({ depth, a, b }, i) =>
    lines.push(`  acc${i} = sum ${loop("over", depth)} of ${showExpr(a)} * ${showExpr(b)}`),
  );
  if (softmax) {
    lines.push(`  acc${p} = reduceMax ${cols} of ${showExpr(softmax.score)}`);
    lines.push(`  acc${p + 1} = sum ${cols} of exp(${showExpr(softmax.score)} - acc${p})`);
    lines.push(...softmax.stores.map((s) => `  ${showStore(s)}`));
  }
  sums.forEach(({ weight, width, value, stores }, i) => {
    const share = softmax ? `exp(${showExpr(softmax.score)} - acc${p}) * ` : "";
    lines.push(
      `  ${loop("for", width)}: acc${p + 2 + i} = sum ${cols} of ${share}${showExpr(weight)} * ${showExpr(value)}`,
      ...stores.map((s) => `    ${showStore(s)}`),
    );
  });
  return lines;
}

export function showPlan(plan: Plan): string {
  const runs = plan.dispatches.reduce((n, _, i) => n + timesOf(plan, i), 0);
  const lines = [`plan ${plan.name}: ${runs} dispatches, ${plan.shaders.length} shaders`];
  for (const b of plan.buffers) lines.push(`buffer ${b.name}: ${b.kind}, ${b.bytes} bytes`);
  for (const t of plan.inputs) lines.push(`input ${t.name}: ${t.dtype}[${t.shape.join(", ")}]`);
  plan.uniforms.forEach((u, i) =>
    lines.push(
      `uniform ${i}: ${u.program.map((s) => (s.op === "const" ? String((s as { value: number }).value) : s.op === "host" ? (s as { name: string }).name : s.op)).join(" ")}`,
    ),
  );
  plan.dispatches.forEach((d, i) => {
    const range = (r: (typeof d.bind)[number]) => `${r.buffer}+${r.offset}`;
    for (const l of plan.loops)
      if (l.first === i) lines.push(`${l.name}: ${l.length} times ${i} to ${i + l.count - 1}`);
    lines.push(
      `${i}: ${d.kernel} [${d.workgroups.join(" × ")}] ${d.info.schedule} (${d.bind.map(range).join(", ")})`,
    );
  });
  for (const t of plan.outputs)
    lines.push(`output ${t.name}: ${t.dtype}[${t.shape.join(", ")}] at ${t.at.offset}`);
  const { slabs, slots, batch, other } = plan.memory;
  lines.push(`memory: slabs ${slabs}, slots ${slots}, batch ${batch}, other ${other} bytes`);
  return lines.join("\n");
}
