// One process that compiles: `node bench/compile-child.mjs BUNDLE JOB` loads the compiler as the launcher of `nn` loads the
// command, with what V8 has compiled of it in processes before, and prints the milliseconds of each time as JSON.
import { requireQuickly } from "../cli/quick-start.mjs";

const [bundle, job] = process.argv.slice(2);
const { parseToPlan } = requireQuickly(bundle, "compile");
process.stdout.write(JSON.stringify(parseToPlan(JSON.parse(job))));
