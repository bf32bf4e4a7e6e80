/**
 * The adapters that a page can use: `navigator.gpu`'s own, and its software adapter.
 */
import type { AdapterAttempt, OpenOptions } from "../device.ts";

export function browserAttempts(gpu: GPU, options: OpenOptions): AdapterAttempt[] {
  const attempt = (what: string, request: GPURequestAdapterOptions, software: boolean): AdapterAttempt => ({
    what,
    async open() {
      const adapter = await gpu.requestAdapter(request);
      if (!adapter) return "the browser offers none";
      const { info } = adapter;
      const isSoftware = info.isFallbackAdapter;
      if (software !== isSoftware && options.adapter !== undefined) return "the browser offers another kind";
      const source = info.description || info.device || info.architecture || info.vendor;
      return {
        adapter,
        source: source || "the browser's adapter",
        kind: isSoftware ? "software" : "hardware",
      };
    },
  });
  const hardware = attempt("the browser's adapter", { powerPreference: "high-performance" }, false);
  const software = attempt("the browser's software adapter", { forceFallbackAdapter: true }, true);
  if (options.adapter === undefined) return [hardware, software];
  return [options.adapter === "hardware" ? hardware : software];
}
