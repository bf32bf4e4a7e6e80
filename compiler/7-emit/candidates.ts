/**
 * Which schedules of a kernel are worth measuring on a device, and which was measured to be the best.
 *
 * The rules of `dotSchedules`, `rowSchedules` and `mapSchedules` know classes of devices; `nn tune` asks the device itself.
 * What it found comes back as `Target.schedules`: data, which the emitter takes in place of its own choice.
 */
import type { Span } from "../../grammar/ast.ts";
import { diagnostic, DiagnosticError } from "../diagnostics.ts";
import { type Binding, type Kernel, loopBodies } from "../ir/kernel.ts";
import type { DotSchedule } from "./dot-schedule.ts";
import { type EmitOptions, schedulesOf } from "./index.ts";
import { kernelKey } from "./key.ts";
import { extentOf } from "./lower.ts";
import type { Target } from "./target.ts";

/** A schedule by its name, and where it was asked for. */
export interface ChosenSchedule {
  readonly schedule: string;
  readonly span?: Span;
}

/** By the kernel's `kernelId`. */
export type Schedules = ReadonlyMap<string, ChosenSchedule>;

/**
 * 64 bits of a kernel's key: equal kernels, whatever the program they are in, have equal ids.
 * FNV-1a (Fowler, Noll and Vo) in two halves of 32 bits with different offsets.
 */
export function kernelId(kernel: Kernel, bindings: readonly Binding[]): string {
  return idOfKey(kernelKey(kernel, bindings));
}

/** @param key of `kernelKey` */
export function idOfKey(key: string): string {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < key.length; i++) {
    low = Math.imul(low ^ key.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ (key.charCodeAt(i) + i), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

/** What `Target.schedules` says of a kernel. Throws NN0711 where it names a schedule that the kernel does not have. */
export function chosenSchedule(kernel: Kernel, id: string, target: Target): EmitOptions {
  const chosen = target.schedules?.get(id);
  if (chosen === undefined) return {};
  const { schedule, span } = chosen;
  const names = schedulesOf(kernel, target).map((s) => s.name);
  if (names.includes(schedule)) return { schedule };
  throw new DiagnosticError(
    diagnostic("NN0711", `kernel \`${kernel.name}\` has no schedule \`${schedule}\``, {
      labels: span === undefined ? [] : [{ span, text: "asked for here" }],
      notes: [`on this device it has ${names.map((n) => `\`${n}\``).join(", ")}`],
      help: "measure anew with `nn tune FILE`, or delete the entry",
    }),
  );
}

/** Besides the rule's own choice. */
const OTHERS = 4;
/** Schedules of products in the order in which they are tried. */
function dotsToTry(kernel: Kernel, target: Target): readonly string[] {
  if (target.family === "software")
    return ["broadcast-16x4", "broadcast-8x4", "register-8x4", "broadcast-8x1", "split"];
  const { body } = kernel;
  const small = body.kind === "dot" ? Math.min(extentOf(body.m), extentOf(body.n)) : 0;
  if (small <= 8) return ["skinny", "split", "register-8x1", "register-8x4", "shared-16x64"];
  if (small >= 256)
    return ["shared-128x128", "shared-64x64", "shared-64x64-8x8", "shared-128x128x8", "shared-128x64"];
  return ["shared-64x64", "shared-32x32", "register-8x4", "split", "shared-64x64-8x8", "shared-16x64"];
}

/** The names of a few schedules that may be the best, the rule's own choice first. */
export function candidates(kernel: Kernel, target: Target): string[] {
  const all = schedulesOf(kernel, target);
  const [first, ...rest] = all;
  const names = rest.map((s) => s.name);
  if (first!.kind !== "dot") {
    // Without vectors a schedule is worth a try only where it has none.
    const has = (name: string) => all.some((s) => s.name === name);
    return [first!.name, ...names.filter((name) => !has(`${name}-vec4`)).slice(0, OTHERS)];
  }
  const { swap, name } = first as DotSchedule;
  const tag = swap ? "-swap" : "";
  const plain = swap ? name.slice(0, -tag.length) : name;
  const wanted = [...dotsToTry(kernel, target).map((n) => `${n}${tag}`), swap ? plain : `${plain}-swap`];
  const found = wanted.filter((n) => n !== name && names.includes(n));
  // The other orientation of the choice is always among them.
  const turned = found.at(-1) === wanted.at(-1) ? found.slice(-1) : [];
  return [name, ...new Set([...found.slice(0, OTHERS - turned.length), ...turned])];
}

/** The loops of a kernel, for people: `dot 128 × 512 × 784`, rows, columns and products of a sum. */
export function shapeOf(kernel: Kernel): string {
  return loopBodies(kernel.body)
    .map((body) => {
      if (body.kind === "map") return `map ${extentOf(body.domain)}`;
      if (body.kind === "walk") return `walk ${extentOf(body.domain)}`;
      if (body.kind === "row") return `row ${extentOf(body.rows)} × ${extentOf(body.cols)}`;
      const batch = extentOf(body.batch);
      if (body.kind === "attend") {
        const heads = [...body.products.map((p) => p.depth), ...body.sums.map((s) => s.width)].map(extentOf);
        return `attend ${batch} × (${extentOf(body.rows)} × ${extentOf(body.cols)}) of ${Math.max(...heads)}`;
      }
      const sizes = [body.m, body.n, body.k].map(extentOf).join(" × ");
      return `dot ${batch > 1 ? `${batch} × (${sizes})` : sizes}`;
    })
    .join(" + ");
}
