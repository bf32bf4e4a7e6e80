/**
 * `nn.lock.json`, beside the program: which schedule of each kernel was the quickest on which device.
 *
 * An entry counts for the very adapter, driver and version of the compiler that it was measured with, and for kernels that
 * are equal in everything but names. What does not match is ignored, and `note` says why. Nothing here measures.
 */
import { dirname, join } from "node:path";
import type { ChosenSchedule, Schedules } from "../../compiler/7-emit/candidates.ts";
import type { Target } from "../../compiler/7-emit/target.ts";
import { diagnostic, DiagnosticError } from "../../compiler/diagnostics.ts";
import { type Compiled, compileComputation, type PipelineOptions } from "../../compiler/pipeline.ts";
import type { Computation } from "../../compiler/program.ts";
import { writeFileAtomic } from "../../runtime/data/files.ts";
import type { DeviceInfo } from "../../runtime/device.ts";
import { ProgramError } from "./exit.ts";
import { readText } from "./spec.ts";
import { plural } from "./terminal.ts";

export const LOCK = "nn.lock.json";

/** A choice for a kernel; all but `schedule` is for people. */
export interface LockedKernel {
  readonly kernel: string;
  readonly shape: string;
  readonly schedule: string;
  /** What the compiler would choose, and how many times as long it took. */
  readonly instead: string;
  readonly speedup: number;
}

const ADAPTER = ["vendor", "architecture", "device", "description", "driver"] as const;
export type AdapterKey = Readonly<Record<(typeof ADAPTER)[number], string>>;

/** What was measured on one device with one version of the compiler; kernels by `kernelId`. */
export interface LockedDevice {
  readonly adapter: AdapterKey;
  readonly compiler: string;
  readonly kernels: Readonly<Record<string, LockedKernel>>;
}

export interface Lock {
  readonly path: string;
  readonly text: string;
  readonly devices: readonly LockedDevice[];
}

export function lockPath(file: string): string {
  return join(dirname(file), LOCK);
}

export function adapterOf(info: DeviceInfo): AdapterKey {
  const { vendor, architecture, device, description, driver } = info;
  return { vendor, architecture, device, description, driver };
}

/** The lock beside a program, if there is one. Throws NN0710 where it cannot be read. */
export function readLock(file: string): Lock | undefined {
  const path = lockPath(file);
  const text = readText(path);
  if (text === undefined) return undefined;
  const fail = (title: string, at: number, notes: readonly string[] = []): never => {
    const d = diagnostic("NN0710", title, {
      labels: [{ span: { file: path, start: at, end: at + 1 }, text: "" }],
      notes,
      help: "write it anew with `nn tune FILE`, or delete it: the compiler then chooses by itself",
    });
    throw new ProgramError([d], new Map([[path, text]]));
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Only some versions of Node say where; all say what.
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return fail(`\`${LOCK}\` is no JSON`, at, [message.replace(/\s+/g, " ")]);
  }
  const wrong = wrongPart(value);
  if (wrong === undefined) return { path, text, devices: (value as { devices: LockedDevice[] }).devices };
  return fail(`\`${LOCK}\` ${wrong.what}`, Math.max(0, text.indexOf(`"${wrong.near}"`)));
}

/** What is not as `nn tune` writes it, and a key near it. */
function wrongPart(value: unknown): { readonly what: string; readonly near: string } | undefined {
  const isRecord = (v: unknown): v is Record<string, unknown> =>
    typeof v === "object" && v !== null && !Array.isArray(v);
  if (!isRecord(value) || value["version"] !== 1) return { what: "is not of version 1", near: "version" };
  const { devices } = value;
  if (!Array.isArray(devices)) return { what: "has no list of devices", near: "devices" };
  for (const device of devices as unknown[]) {
    if (!isRecord(device) || !isRecord(device["adapter"]))
      return { what: "has a device without an adapter", near: "devices" };
    const { adapter, compiler, kernels } = device;
    if (ADAPTER.some((key) => typeof (adapter as Record<string, unknown>)[key] !== "string"))
      return { what: `does not say ${ADAPTER.join(", ")} of an adapter`, near: "adapter" };
    if (typeof compiler !== "string")
      return { what: "does not say which compiler it is for", near: "adapter" };
    if (!isRecord(kernels)) return { what: "has a device without kernels", near: "kernels" };
    for (const [id, kernel] of Object.entries(kernels)) {
      if (!isRecord(kernel) || typeof kernel["schedule"] !== "string")
        return { what: `names no schedule for ${id}`, near: id };
    }
  }
  return undefined;
}

/** What a lock has for one device. */
export interface Tuned {
  readonly lock: Lock;
  readonly schedules: Schedules;
  /** Why nothing of it counts here. */
  readonly note?: string;
}

export function tunedFor(file: string, info: DeviceInfo): Tuned | undefined {
  const lock = readLock(file);
  if (lock === undefined) return undefined;
  const adapter = adapterOf(info);
  const here = lock.devices.filter((d) => ADAPTER.every((key) => d.adapter[key] === adapter[key]));
  const found = here.find((d) => d.compiler === NN_VERSION);
  if (found !== undefined) return { lock, schedules: schedulesIn(lock, found) };
  const note =
    here.length > 0
      ? `${LOCK} is of nn ${here.map((d) => d.compiler).join(", ")}, this is ${NN_VERSION}; \`nn tune\` measures anew`
      : `${LOCK} knows nothing of this device; \`nn tune\` measures it`;
  return { lock, schedules: new Map(), note };
}

function schedulesIn({ path, text }: Lock, device: LockedDevice): Schedules {
  return new Map(
    Object.entries(device.kernels).map(([id, { schedule }]): [string, ChosenSchedule] => {
      const value = text.indexOf(
        JSON.stringify(schedule),
        text.indexOf('"schedule"', text.indexOf(`"${id}"`)),
      );
      const span = { file: path, start: value, end: value + JSON.stringify(schedule).length };
      return [id, { schedule, span }];
    }),
  );
}

/** Compiles with what was measured; a mistake in the lock is told with the lock's own lines. */
export function compileTuned(
  c: Computation,
  target: Target,
  tuned: Tuned | undefined,
  options?: PipelineOptions,
): Compiled {
  if (tuned === undefined) return compileComputation(c, target, options);
  try {
    return compileComputation(c, { ...target, schedules: tuned.schedules }, options);
  } catch (error) {
    const { path, text } = tuned.lock;
    if (error instanceof DiagnosticError && error.diagnostic.code === "NN0711")
      throw new ProgramError([error.diagnostic], new Map([[path, text]]));
    throw error;
  }
}

/** For headers: how many kernels run as measured, or why none does. Nothing where there is no lock. */
export function tunedNote(
  { ids, split }: Pick<Compiled, "ids" | "split">,
  tuned: Tuned | undefined,
): string | undefined {
  if (tuned === undefined) return undefined;
  if (tuned.note !== undefined) return tuned.note;
  const count = [...ids, ...split].filter((id) => tuned.schedules.has(id)).length;
  if (count === 0)
    return `${LOCK} has none of these kernels: the program or its settings changed; \`nn tune\` measures anew`;
  return `${count} of ${plural(ids.length, "kernel")} as tuned in ${LOCK}`;
}

/** Puts what was measured on a device in place of what was measured before with the same kernels, and writes the file. */
export function writeLock(file: string, fresh: LockedDevice, before: Lock | undefined): string {
  const same = (d: LockedDevice) => ADAPTER.every((key) => d.adapter[key] === fresh.adapter[key]);
  // What another version of the compiler measured here can never be used again.
  const old = before?.devices.find((d) => same(d) && d.compiler === fresh.compiler);
  const merged = { ...old?.kernels, ...fresh.kernels };
  const kernels = Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
  const devices = [...(before?.devices ?? []).filter((d) => !same(d)), { ...fresh, kernels }];
  const name = ({ adapter }: LockedDevice) => ADAPTER.map((key) => adapter[key]).join();
  devices.sort((a, b) => (name(a) < name(b) ? -1 : 1));
  const path = lockPath(file);
  writeFileAtomic(path, `${JSON.stringify({ version: 1, devices }, undefined, 2)}\n`);
  return path;
}
