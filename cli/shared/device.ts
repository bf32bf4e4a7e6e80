/**
 * Opening the device that a command line asks for, as a backend for computations.
 */
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { Compiled } from "../../compiler/pipeline.ts";
import { type MatmulPrecision, type Target, targetOf } from "../../compiler/7-emit/target.ts";
import type { Plan } from "../../compiler/ir/plan.ts";
import type { Computation } from "../../compiler/program.ts";
import { type Backend, compiled } from "../../runtime/backend.ts";
import { type NnDevice, openDevice, type OpenOptions } from "../../runtime/device.ts";
import { webgpu } from "../../runtime/executor.ts";
import { UsageError } from "./exit.ts";
import { compileTuned, type Tuned, tunedFor } from "./lock.ts";

const ADAPTERS = ["hardware", "software", "swiftshader"] as const;

/** NN_ADAPTER holds a test or a comparison to one kind of adapter; nobody else needs it. */
export function chosenAdapter(): OpenOptions["adapter"] {
  const wanted = process.env["NN_ADAPTER"];
  if (wanted === undefined || wanted === "") return undefined;
  const known = ADAPTERS.find((name) => name === wanted);
  if (known === undefined)
    throw new UsageError(`NN_ADAPTER is ${wanted}`, `it is one of ${ADAPTERS.join(", ")}`);
  return known;
}

export async function openChosenDevice(
  options: Pick<OpenOptions, "toggles" | "matmulPrecision"> = {},
): Promise<NnDevice> {
  const adapter = chosenAdapter();
  return openDevice("webgpu", adapter === undefined ? options : { ...options, adapter });
}

/** What the compiler knows of a device that is open. */
export function targetOfDevice(device: NnDevice): Target {
  return targetOf(device);
}

export interface OpenedBackend extends Disposable {
  readonly backend: Backend<Computation>;
  /** What was compiled so far, by the name of the computation. */
  readonly programs: ReadonlyMap<string, Compiled>;
  /** What `nn tune` measured on this device. */
  readonly tuned?: Tuned;
}

/** WebGPU with programs compiled for the device that was opened, or the interpreter. `file`: whose `nn.lock.json` counts. */
export async function openBackend(
  kind: "webgpu" | "cpu",
  precision: "f32" | "f64" = "f32",
  file?: string,
  matmulPrecision: MatmulPrecision = "highest",
): Promise<OpenedBackend> {
  const programs = new Map<string, Compiled>();
  if (kind === "cpu") {
    refuseOnInterpreter(matmulPrecision);
    const backend = interpreter({ precision });
    return { backend, programs, [Symbol.dispose]: () => backend.destroy() };
  }
  const device = await openChosenDevice({ matmulPrecision });
  const target = targetOfDevice(device);
  const tuned = file === undefined ? undefined : tunedFor(file, device.info);
  const backend = compiled<Computation, Plan>(webgpu(device), (computation) => {
    const made = compileTuned(computation, target, tuned);
    programs.set(computation.name, made);
    return made.plan;
  });
  return {
    backend,
    programs,
    ...(tuned === undefined ? {} : { tuned }),
    [Symbol.dispose]: () => backend.destroy(),
  };
}

function refuseOnInterpreter(matmulPrecision: MatmulPrecision): void {
  if (matmulPrecision === "highest") return;
  throw new UsageError(
    `--matmul-precision ${matmulPrecision} is of GPUs, and the interpreter computes every product as it stands`,
    "leave it out, or leave out --device cpu and --precision f64",
  );
}
