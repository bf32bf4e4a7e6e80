/**
 * The processor time of the thread that asks: what it spends waiting for a processor is not in it. A software device
 * computes on all processors, so by the clock on the wall the host would seem the slower, the more there is to compute.
 */
import { WASI } from "node:wasi";
import type { Ready } from "./protocol.ts";

/** WebAssembly that is a page of memory by the name `memory` and nothing else: there WASI writes what it is asked for. */
const PAGE = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // One memory of at least a page.
  ...[0x05, 0x03, 0x01, 0x00, 0x01],
  // One export: `memory`, the memory 0.
  ...[0x07, 0x0a, 0x01, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00],
]);
/** WASI, preview 1: `clockid`'s `thread_cputime_id`. */
const THREAD_CPUTIME = 3;

export interface ThreadClock {
  /** `wall` where the system does not tell of processor time. */
  readonly kind: Ready["hostClock"];
  /** In milliseconds, since some time. Allocates nothing; a call takes about a microsecond. */
  now(): number;
}

/** Node 20 has no function for the times of a thread, but its WASI has. */
export function threadClock(): ThreadClock {
  const wasi = new WASI({ version: "preview1" });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(PAGE));
  wasi.initialize(instance);
  const { memory } = instance.exports as { readonly memory: WebAssembly.Memory };
  const view = new DataView(memory.buffer);
  const read = wasi.wasiImport["clock_time_get"] as (clock: number, precision: bigint, at: number) => number;
  if (read(THREAD_CPUTIME, 1n, 0) !== 0) return { kind: "wall", now: () => performance.now() };
  return {
    kind: "processor",
    now() {
      read(THREAD_CPUTIME, 1n, 0);
      // Nanoseconds in 64 bits, little-endian.
      return (view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true)) / 1e6;
    },
  };
}
