/**
 * Walk kernels: one lane per element of the domain, or per four that lie together, with its states in registers.
 *
 * Lanes need nothing of each other: no workgroup memory and no barrier, which suits software drivers, and GPUs where lanes
 * are many. Vectors are used where everything that differs between the four is read and written as one.
 */
import { type Expr, Exprs, type Var } from "../ir/expr.ts";
import type { Store, WalkBody, WalkLoop } from "../ir/kernel.ts";
import { walkOver } from "./access.ts";
import { typeOf, type Width } from "./literals.ts";
import { bindFlat, dependsOn, dependsOnAny, extentOf, Lowering } from "./lower.ts";
import { BUILTIN, type Module } from "./module.ts";
import { type Emitted, flatGrid, type Schedule } from "./schedule.ts";
import { Scope } from "./scope.ts";
import type { Target } from "./target.ts";

/** `lane`: one element a lane; `lane-vec4`: four. */
export interface WalkSchedule extends Schedule {
  readonly kind: "walk";
  readonly width: 1 | 4;
  readonly threads: number;
}

export function walkSchedules(body: WalkBody, target: Target): WalkSchedule[] {
  const total = extentOf(body.domain);
  const make = (width: 1 | 4): WalkSchedule => {
    const items = total / width;
    // Few lanes are spread over the cores of a processor.
    const threads = target.family === "gpu" || items >= 512 ? 64 : items >= 64 ? 16 : 8;
    return { kind: "walk", name: width === 4 ? "lane-vec4" : "lane", width, threads };
  };
  return total % 4 === 0 && hasVectors(body) ? [make(4), make(1)] : [make(1)];
}

/** A walk with its variables in terms of `item` and `lane`. */
interface Lowered {
  readonly x: Exprs;
  readonly item: Var;
  readonly lane: Var | undefined;
  readonly inits: readonly Expr[];
  readonly accs: readonly Expr[];
  readonly loops: readonly WalkLoop[];
  readonly stores: readonly Store[];
}

function lowered(x: Exprs, body: WalkBody, width: Width): Lowered {
  const item = x.freshVar("item", extentOf(body.domain) / width);
  const lane = width === 4 ? x.freshVar("lane", 4) : undefined;
  const binder = new Map<Var, Expr>();
  bindFlat(x, binder, body.domain, lane ? x.add(x.mul(item, x.int(4)), lane) : item);
  const ats = body.loops.map((l) => {
    const at = x.freshVar("at", l.at.extent);
    binder.set(l.at, at);
    return at;
  });
  const low = new Lowering(x, binder, lane);
  return {
    x,
    item,
    lane,
    inits: body.states.map((s) => low.expr(s.init)),
    accs: body.states.map((s, i) => x.acc(i, s.dtype)),
    loops: body.loops.map((l, i) => ({
      at: ats[i]!,
      from: low.expr(l.from),
      to: low.expr(l.to),
      rounds: l.rounds,
      next: l.next.map((e) => low.expr(e)),
      stores: l.stores.map((s) => low.store(s)),
    })),
    stores: body.stores.map((s) => low.store(s)),
  };
}

/** Four elements walk together if they take the same rounds and all that differs between them is a vector. */
function hasVectors(body: WalkBody): boolean {
  const { x, lane, inits, loops, stores } = lowered(new Exprs(), body, 4);
  if (loops.some((l) => dependsOn(l.from, lane!) || dependsOn(l.to, lane!))) return false;
  const exprs = [...inits, ...loops.flatMap((l) => l.next)];
  const { quads, gathers } = walkOver(x, exprs, [...loops.flatMap((l) => l.stores), ...stores], lane!);
  return quads > 0 && gathers === 0;
}

/** The states that have a value for each of the four elements. */
function wideStates({ lane, inits, accs, loops }: Lowered): Set<Expr> {
  const wide = new Set<Expr>();
  if (!lane) return wide;
  for (let before = -1; before < wide.size;) {
    before = wide.size;
    accs.forEach((acc, i) => {
      const sources = [inits[i]!, ...loops.map((l) => l.next[i]!)].filter((e) => e !== acc);
      if (sources.some((e) => dependsOnAny(e, [lane, ...wide]))) wide.add(acc);
    });
  }
  return wide;
}

export function emitWalk(m: Module, body: WalkBody, schedule: WalkSchedule): Emitted {
  const { width, threads } = schedule;
  const items = extentOf(body.domain) / width;
  const low = lowered(m.x, body, width);
  const { item, lane, inits, accs, loops, stores } = low;
  const wide = wideStates(low);
  const widthOf = (acc: Expr): Width => (wide.has(acc) ? 4 : 1);

  const main = new Scope(m);
  const grid = flatGrid(Math.ceil(items / threads), m.target);
  main.line(`let item_ = ${grid.index} * ${threads} + i32(local_);`);
  const own = new Scope(m, lane, [...wide], main);
  own.bind(item, "item_");
  accs.forEach((acc, i) => {
    own.line(`var state${i}_ = ${own.value(inits[i]!, widthOf(acc))};`);
    own.bind(acc, `state${i}_`);
  });
  loops.forEach((l, number) => {
    const at = `at${number}_`;
    const round = own.child();
    round.bind(l.at, at);
    const changed = l.next.flatMap((next, i) => (next === accs[i] ? [] : [{ next, i }]));
    round.hoist([...changed.map((c) => c.next), ...round.stored(l.stores)], [l.at, ...accs]);
    const texts = round.emit(changed.map((c) => c.next));
    // All states change at once, after the stores.
    const names = changed.map(({ next }, j) => {
      if (next.k === "acc") {
        const id = m.fresh("s");
        round.line(`let ${id} = ${texts[j]};`);
        return id;
      }
      return round.name(next, texts[j]);
    });
    if (l.stores.length > 0) round.store(l.stores);
    changed.forEach(({ next, i }, j) => {
      const wider = widthOf(accs[i]!) > round.width(next);
      const text = wider ? `${typeOf(accs[i]!.dtype, 4)}(${names[j]})` : names[j];
      round.line(`state${i}_ = ${text};`);
    });
    const length = m.x.sub(l.to, l.from);
    const [from, to] = own.emit([l.from, l.to]);
    let end = `end${number}_`;
    if (length.k === "const") end = `${from === "0" ? "" : `${from} + `}${m.rounds(length.value)}`;
    else own.line(`let ${end} = ${to};`);
    own.block(`for (var ${at} = ${from}; ${at} < ${end}; ${at}++)`, round);
  });
  own.store(stores);
  if (grid.exact && items % threads === 0) main.line(...own.lines);
  else main.block(`if (item_ < ${items})`, own);
  return {
    body: main.lines,
    builtins: [BUILTIN.workgroup, BUILTIN.local],
    size: [threads, 1, 1],
    workgroups: grid.groups,
    comment: `${extentOf(body.domain)} lanes that walk${width === 4 ? ", 4 at once" : ""}`,
  };
}
