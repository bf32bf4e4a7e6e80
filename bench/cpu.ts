/** How much of the processors others use while something is measured; only Linux tells. */
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";

/** Clock ticks a second in /proc, the same on all Linux systems of today. */
const TICKS = 100;

export interface CpuProbe {
  /** Part of all processors that processes other than this one and its children used since the probe was made. */
  foreign(): number;
}

/** Undefined where the system does not tell. */
export function cpuProbe(): CpuProbe | undefined {
  if (process.platform !== "linux") return undefined;
  const [busyBefore, ownBefore, began] = [busySeconds(), ownSeconds(), performance.now()];
  return {
    foreign() {
      const capacity = ((performance.now() - began) / 1000) * Math.max(cpus().length, availableParallelism());
      const others = busySeconds() - busyBefore - (ownSeconds() - ownBefore);
      return Math.max(0, others / capacity);
    },
  };
}

/** All processors together: user, nice, system, interrupts and what a host took away. */
function busySeconds(): number {
  const line = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!;
  const [user, nice, system, , , irq, soft, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system! + irq! + soft! + (steal ?? 0)) / TICKS;
}

/** This process and all below it. */
function ownSeconds(): number {
  const processes = new Map<number, { parent: number; seconds: number }>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const text = read(`/proc/${name}/stat`);
    if (text === undefined) continue;
    // The name in brackets may hold spaces; then state, parent, …, and the four times at 14 to 17.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const seconds = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / TICKS;
    processes.set(Number(name), { parent: Number(fields[1]), seconds });
  }
  const isOwn = (pid: number): boolean => {
    for (let p = pid; p > 1; p = processes.get(p)?.parent ?? 0) if (p === process.pid) return true;
    return false;
  };
  let sum = 0;
  for (const [pid, { seconds }] of processes) if (isOwn(pid)) sum += seconds;
  return sum;
}

/** Undefined where the process ended meanwhile. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
