// One process that compiles: `node bench/compile-child.mjs BUNDLE JOB` loads the compiler as the launcher of `nn` loads the
// command, with what V8 has compiled of it in processes before, and prints the milliseconds of each time as JSON.
import * as modules from "node:module";
import { dirname, join } from "node:path";
import { requireKept } from "../cli/code-cache.mjs";

const [bundle, job] = process.argv.slice(2);
modules.enableCompileCache?.(join(dirname(bundle), ".node"));
const { parseToPlan } = modules.enableCompileCache
  ? modules.createRequire(import.meta.url)(bundle)
  : requireKept(bundle, "compile");
process.stdout.write(JSON.stringify(parseToPlan(JSON.parse(job))));
