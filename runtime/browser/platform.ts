/**
 * A page or a worker.
 */
import type { Platform } from "../platform.ts";
import { browserAttempts } from "./adapters.ts";

export const platform: Platform = {
  attempts(options) {
    const { gpu } = navigator as { readonly gpu?: GPU };
    if (gpu) return browserAttempts(gpu, options);
    const why = "it has no WebGPU (`navigator.gpu`), or the page is not served over https";
    return [{ what: "this browser", open: () => Promise.resolve(why) }];
  },
  profile: "floor",
  atExit() {},
  help: () => "use a browser with WebGPU (Chrome, Edge, Firefox or Safari, up to date), over https",
};
