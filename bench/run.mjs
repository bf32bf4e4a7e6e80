// `npm run bench`: bundles the benchmark and runs it; `--help` lists the options, docs/benchmarks.md says what is measured.
import { pathToFileURL } from "node:url";
import { bundle, bundleAsCommand, here } from "./bundle.mjs";

const [run, child] = await bundle("run.ts", "child.ts");
const { main } = await import(pathToFileURL(run).href);
const compiler = await bundleAsCommand("compiler.ts");
process.exitCode = await main(process.argv.slice(2), { bench: here, child, compiler });
