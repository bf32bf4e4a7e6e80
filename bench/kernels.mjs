// Bundles bench/kernels.ts and runs it: `node bench/kernels.mjs --dot=512,512,512`.
import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";

const [kernels] = await bundle("kernels.ts");
await import(pathToFileURL(kernels).href);
