/**
 * What tells kernels apart once values and variables have no names: layers that repeat give equal keys, and are emitted once.
 */
import type { Expr, Var } from "../ir/expr.ts";
import { type Binding, type Kernel, loopBodies, type LoopBody, type Store } from "../ir/kernel.ts";

/** Kernels of one target with equal keys have the same shader, schedule, workgroups and cost. */
export function kernelKey({ body, loop }: Kernel, bindings: readonly Binding[]): string {
  const parts: string[] = [];
  const numbers = new Map<Expr, number>();
  const places = new Map(bindings.map((b, i) => [b.value, i]));
  /** The number of an expression; its line is written at the first visit, after those of its operands. */
  const see = (e: Expr): number => {
    const known = numbers.get(e);
    if (known !== undefined) return known;
    const line = lineOf(e);
    const n = numbers.size;
    numbers.set(e, n);
    parts.push(line);
    return n;
  };
  const lineOf = (e: Expr): string => {
    switch (e.k) {
      case "const":
        return `c${e.dtype}${Object.is(e.value, -0) ? "-0" : e.value}`;
      case "var":
        return `v${e.extent}`;
      case "uniform":
        return `u${e.slot}${e.dtype}`;
      case "step":
        return `s${e.depth}<${e.extent}`;
      case "acc":
        return `a${e.stage}${e.dtype}`;
      case "load":
        return `l${places.get(e.value)}${e.dtype}[${see(e.index)}]${e.guard ? `?${see(e.guard)}` : ""}`;
      case "apply":
        return `${e.op}${e.dtype}(${e.args.map(see).join()})`;
    }
  };
  const loopOver = (name: string, vars: readonly Var[]): void =>
    void parts.push(`${name}:${vars.map(see).join()}`);
  const store = (s: Store): void =>
    void parts.push(`store${places.get(s.target)}${s.dtype}[${see(s.index)}]=${see(s.value)}`);

  for (const b of bindings) parts.push(`${b.dtype}${b.access}`);
  for (let l = loop; l; l = l.parent) parts.push(`loop${l.length}`);
  const loops = (body: LoopBody): void => {
    parts.push(body.kind);
    switch (body.kind) {
      case "map":
        loopOver("domain", body.domain);
        body.stores.forEach(store);
        break;
      case "row":
        loopOver("rows", body.rows);
        loopOver("cols", body.cols);
        for (const s of body.stages) {
          if (s.kind === "reduce") parts.push(`${s.op}${s.dtype}(${see(s.value)})`);
          else {
            parts.push(s.over);
            store(s.store);
          }
        }
        break;
      case "dot":
        loopOver("batch", body.batch);
        loopOver("m", body.m);
        loopOver("n", body.n);
        loopOver("k", body.k);
        parts.push(`dot${body.halves ?? ""}(${see(body.a)},${see(body.b)})`);
        body.stores.forEach(store);
        for (const s of body.sums) {
          parts.push(`sum ${s.of}`);
          store(s.store);
        }
        break;
      case "walk":
        loopOver("domain", body.domain);
        for (const s of body.states) parts.push(`state${s.dtype}(${see(s.init)})`);
        for (const l of body.loops) {
          parts.push(`loop${see(l.at)}(${see(l.from)},${see(l.to)})`);
          l.stores.forEach(store);
          parts.push(`next(${l.next.map(see).join()})`);
        }
        body.stores.forEach(store);
        break;
      case "attend":
        loopOver("batch", body.batch);
        loopOver("rows", body.rows);
        loopOver("cols", body.cols);
        for (const p of body.products) {
          loopOver("depth", p.depth);
          parts.push(`dot(${see(p.a)},${see(p.b)})`);
        }
        if (body.softmax) {
          parts.push(`softmax(${see(body.softmax.score)})`);
          body.softmax.stores.forEach(store);
        }
        for (const s of body.sums) {
          loopOver("width", s.width);
          parts.push(`sum(${see(s.weight)},${see(s.value)})`);
          s.stores.forEach(store);
        }
        if (body.band) parts.push(`band${body.band.low},${body.band.high}`);
    }
  };
  loopBodies(body).forEach(loops);
  return parts.join("\n");
}
