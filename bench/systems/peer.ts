/**
 * A JavaScript peer as one of the systems: loads its module from `peers/` with a `navigator.gpu` that offers the adapter
 * that `nn` would take, opened with the same settings.
 */
import { pathToFileURL } from "node:url";
import { globals } from "webgpu";
import type { AdapterCandidate } from "../../runtime/device.ts";
import { nodeAttempts } from "../../runtime/node/adapters.ts";
import type { Job } from "../protocol.ts";
import type { System, Workload } from "../workloads.ts";

/** What `peers/*.mjs` export. */
interface PeerModule {
  create(workload: Workload): Promise<System>;
}

export async function createPeer(job: Job, workload: Workload): Promise<System> {
  Object.assign(globalThis, globals);
  const gpu = { requestAdapter: async () => (await openAdapter(job.adapter)).adapter };
  const navigator = {
    gpu,
    userAgent: `Node.js/${process.versions.node}`,
    language: "en",
    hardwareConcurrency: 1,
  };
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  const file = pathToFileURL(`${job.bench}/peers/${job.system}.mjs`).href;
  const { create } = (await import(file)) as PeerModule;
  return create(workload);
}

async function openAdapter(adapter: Job["adapter"]): Promise<AdapterCandidate> {
  const failed: string[] = [];
  for (const attempt of nodeAttempts(adapter ? { adapter } : {})) {
    const found = await attempt.open();
    if (typeof found !== "string") return found;
    failed.push(`${attempt.what}: ${found}`);
  }
  throw new Error(`no WebGPU adapter: ${failed.join("; ")}`);
}
