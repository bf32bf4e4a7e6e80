/**
 * Schedules of attention's kernels, and when a program's attention becomes such kernels at all.
 *
 * A lane keeps a row: its part of each product and its sums stay in registers, and it walks over the columns. What differs
 * is where a column's numbers come from: `shared`, tiles in workgroup memory that all lanes fill together; `broadcast`, a
 * part fetched by each lane of a subgroup and handed to the others; `direct`, every lane reads storage by itself.
 */
import type { AttendBody } from "../ir/kernel.ts";
import { ceilPower } from "./row-schedule.ts";
import { extentOf } from "./lower.ts";
import type { Schedule } from "./schedule.ts";
import type { Target } from "./target.ts";

export interface AttendSchedule extends Schedule {
  readonly kind: "attend";
  readonly mode: "shared" | "broadcast" | "direct";
  /** Lanes of a workgroup, and rows of a lane. */
  readonly lanes: number;
  readonly rows: number;
  /** Columns in one round of the loop. */
  readonly unroll: number;
  /** Columns of a tile, a multiple of `unroll`; for `shared`. */
  readonly tile: number;
}

/** Of attention as it is written, whatever is computed of its scores. */
export interface AttendPlaces {
  readonly rows: number;
  readonly cols: number;
  /** The longest product or value, the width of a head. */
  readonly head: number;
}

export interface AttendShape extends AttendPlaces {
  readonly batch: number;
  /** Numbers that a lane of the largest kernel holds for its row. */
  readonly held: number;
  /** Storage buffers of the kernel that binds most. */
  readonly bindings: number;
}

export interface AttendChoice {
  readonly use: boolean;
  /** A sentence for `nn explain KERNEL`. */
  readonly why: string;
}

/** Above this, gradients of columns get kernels of their own rather than registers beyond what a lane has. */
export const HELD_TOGETHER: Readonly<Record<Target["family"], number>> = { gpu: 160, software: 512 };
/** A lane has 255 registers on the GPUs at hand; beyond, they spill. */
const HELD = 208;
/** Where a matrix of probabilities is large, saving it is worth spilled registers. */
const HELD_LONG = 512;
/**
 * Software adapters have no advantage of fewer bytes while these fit the caches. Forward and gradients, causal, heads of 32:
 * 64 × 64 places take as long either way on lavapipe; 256 × 256 take 0.72 of the time on lavapipe, 0.73 on SwiftShader,
 * and a seventh of the memory.
 */
const LONG = 256;
const FEW_LANES = 512;

/** Why attention over so few places stores its probabilities, whatever else it is. */
export function keptAsShort(target: Target, of: AttendPlaces): string | undefined {
  return target.family === "software" && !isLong(of)
    ? keptBecause(of, `on a software adapter that is as fast, below ${LONG} × ${LONG} places`)
    : undefined;
}

/** Whether attention of this shape is computed without storing its probabilities. */
export function attendChoice(target: Target, of: AttendShape): AttendChoice {
  const { batch, rows, cols, held, bindings } = of;
  const kept = (why: string): AttendChoice => ({ use: false, why: keptBecause(of, why) });
  const short = keptAsShort(target, of);
  if (short !== undefined) return { use: false, why: short };
  const limit = target.limits.storageBuffers;
  if (bindings > limit) return kept(`without them a kernel would bind ${bindings} buffers of ${limit}`);
  const most = isLong(of) ? HELD_LONG : HELD;
  if (held > most) return kept(`without them a lane would hold ${held} numbers, more than ${most}`);
  // A lane walks alone along its row; an estimate, not measured.
  const lanes = batch * Math.min(rows, cols);
  if (target.family === "gpu" && !isLong(of) && Math.max(rows, cols) >= LONG && lanes < FEW_LANES)
    return kept(`${lanes} lanes, each going along many places, would leave a GPU idle`);
  return {
    use: true,
    why: `${shapeOf(of)} stores no probabilities: ${
      isLong(of)
        ? "they would take more memory than what they are computed from"
        : "a GPU computes them again rather than write and read them"
    }`,
  };
}

function isLong({ rows, cols }: AttendPlaces): boolean {
  return rows * cols >= LONG * LONG;
}

function shapeOf({ rows, cols, head }: AttendPlaces): string {
  return `attention of ${rows} × ${cols} places in heads of ${head}`;
}

function keptBecause(of: AttendPlaces, why: string): string {
  return `${shapeOf(of)} stores its probabilities: ${why}`;
}

/** All schedules that fit, the chosen one first. */
export function attendSchedules(body: AttendBody, target: Target): AttendSchedule[] {
  const [rows, cols] = [extentOf(body.rows), extentOf(body.cols)];
  const list: AttendSchedule[] = [];
  const add = (
    mode: AttendSchedule["mode"],
    lanes: number,
    own: number,
    unroll: number,
    tile = unroll,
  ): void => {
    const name = `${mode}-${lanes}${own > 1 ? `x${own}` : ""}`;
    list.push({ kind: "attend", name, mode, lanes, rows: own, unroll, tile });
  };
  const gpu = target.family === "gpu";
  const unroll = Math.min(gpu ? 4 : 2, ceilPower(cols));
  const most = Math.min(64, target.limits.invocations);
  const fit = Math.max(gpu ? 8 : 4, Math.min(most, ceilPower(rows)));
  const shared = (lanes: number): void => {
    // Half of the workgroup memory, so that two workgroups have room beside each other.
    const bytes = streamBytes(body);
    const room = Math.floor(Math.min(target.limits.workgroupStorage, 16_384) / bytes / unroll) * unroll;
    const tile = Math.min(16, room, Math.ceil(cols / unroll) * unroll);
    if (tile >= unroll) add("shared", lanes, 1, unroll, tile);
  };
  const sub = target.subgroupSize;
  const broadcast = (own: number): void => {
    if (sub !== undefined && target.subgroups) add("broadcast", sub, own, own > 1 ? 1 : unroll);
  };
  if (gpu) {
    shared(fit);
    if (fit > 32) shared(32);
    add("direct", fit, 1, unroll);
    broadcast(1);
  } else {
    // Two rows a lane run a sixth faster, but a driver takes four times as long to compile them.
    broadcast(1);
    if (rows > (sub ?? 8)) broadcast(2);
    add("direct", Math.min(fit, 8), 1, unroll);
    shared(Math.min(fit, 8));
  }
  return list;
}

/** Bytes of workgroup memory for one column. */
function streamBytes({ products, sums }: AttendBody): number {
  const sizes = [...products.map((p) => p.depth), ...sums.map((s) => s.width)];
  return sizes.reduce((n, vars) => n + 16 * Math.ceil(extentOf(vars) / 4), 0);
}
