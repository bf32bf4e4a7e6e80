/** Which systems can be measured on this machine, how a process of each is started, and why the others cannot. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Launch } from "../process.ts";
import type { Job } from "../protocol.ts";
import { makeWorkload, type Tensor } from "../workloads.ts";

export interface Available {
  readonly systems: readonly string[];
  /** A sentence for each that is left out. */
  readonly skipped: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  launch(job: Job, folder: string): Launch;
}

/** The npm packages that peers need, installed in `peers/`. */
const PACKAGES: Readonly<Record<string, string>> = {
  "jax-js": "@jax-js/jax",
  tfjs: "@tensorflow/tfjs-backend-webgpu",
};

/** Nothing compiled is kept between processes, so that a first step is cold; Mesa asks for a runtime folder. */
const COLD: Readonly<Record<string, string>> = {
  MESA_SHADER_CACHE_DISABLE: "true",
  __GL_SHADER_DISK_CACHE: "0",
  TORCHINDUCTOR_FORCE_DISABLE_CACHES: "1",
  XDG_RUNTIME_DIR: process.env["XDG_RUNTIME_DIR"] ?? tmpdir(),
};

export function availableSystems(wanted: readonly string[], bench: string, child: string): Available {
  const systems: string[] = [];
  const skipped: string[] = [];
  const versions: Record<string, string> = {
    nn: versionOf(join(bench, "../package.json")),
    node: process.versions.node,
    webgpu: versionOf(join(bench, "../node_modules/webgpu/package.json")),
  };
  const torch = wanted.some((name) => name.startsWith("torch")) ? findTorch(bench) : undefined;
  for (const name of wanted) {
    const npm = PACKAGES[name];
    const installed = npm && join(bench, "peers/node_modules", npm, "package.json");
    if (name === "nn") systems.push(name);
    else if (installed) {
      if (existsSync(installed)) {
        systems.push(name);
        versions[name] = versionOf(installed);
      } else skipped.push(`${name} is not installed: npm install --prefix bench/peers`);
    } else {
      const reason = torchMissing(name, torch);
      if (reason !== undefined) skipped.push(`${name} is skipped: ${reason}`);
      else {
        systems.push(name);
        versions["torch"] = torch!.version;
        versions["torch's BLAS"] = torch!.blas;
        if (torch!.cuda !== null) versions["cuda device"] = torch!.cuda;
      }
    }
  }
  return {
    systems,
    skipped,
    versions,
    launch(job, folder) {
      if (!job.system.startsWith("torch"))
        return {
          command: process.execPath,
          args: ["--max-old-space-size=8192", child, JSON.stringify(job)],
          env: COLD,
        };
      const script = join(bench, "peers/torch_peer.py");
      const env = { ...COLD, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
      return { command: torch!.python, args: [script, job.system, writeTensors(job, folder)], env };
    },
  };
}

function versionOf(file: string): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

interface Torch {
  readonly python: string;
  readonly version: string;
  /** The GPU's name. */
  readonly cuda: string | null;
  readonly compile: boolean;
  /** The library behind its matrix products on the processor; `generic` is whichever the system has. */
  readonly blas: string;
}

/** The first Python that can import torch; `PYTHON` names another one. */
function findTorch(bench: string): Torch | undefined {
  for (const python of [process.env["PYTHON"], "python3", "/usr/bin/python3"]) {
    if (python === undefined) continue;
    const { status, stdout } = spawnSync(python, [join(bench, "peers/torch_peer.py"), "--probe"], {
      encoding: "utf8",
    });
    if (status === 0) return { python, ...(JSON.parse(stdout) as Omit<Torch, "python">) };
  }
  return undefined;
}

function torchMissing(name: string, torch: Torch | undefined): string | undefined {
  if (torch === undefined) return "no python3 can import torch";
  if (name === "torch-cpu") return undefined;
  if (name === "torch-compile" && !torch.compile) return `PyTorch ${torch.version} has no torch.compile`;
  return torch.cuda === null ? `PyTorch ${torch.version} finds no CUDA GPU` : undefined;
}

/** Writes a workload where Python reads it, once for all its processes, and gives the path without suffix. */
function writeTensors(job: Job, folder: string): string {
  const path = join(folder, job.workload);
  if (existsSync(`${path}.json`)) return path;
  const workload = makeWorkload(job.workload, job);
  const parts: Uint8Array[] = [];
  let offset = 0;
  const place = (tensors: Readonly<Record<string, Tensor>>): object =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
        const entry = { dtype, shape, offset };
        parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        offset += data.byteLength;
        return [name, entry];
      }),
    );
  const { kind, sizes, optimizer } = workload;
  const description = { kind, sizes, optimizer, params: place(workload.params), data: place(workload.data) };
  writeFileSync(`${path}.bin`, Buffer.concat(parts));
  writeFileSync(`${path}.json`, JSON.stringify(description));
  return path;
}
