/**
 * Loads the command so that short runs are short: what V8 has compiled of it is kept between runs, which is a third of a short
 * command's time, and V8 optimizes later.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import module, { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/**
 * How many bytes of bytecode a function runs before V8 of Node 20 optimizes it; by default a quarter. V8 does so on threads
 * of its own, but where the processors are busy they take more from the compiler than they ever give back: W4 with 12 layers
 * took 576 ms instead of 911 on two busy processors. Long runs are as long as before.
 */
const INTERRUPT_BUDGET = 500_000;

/** The exports of the CommonJS module at `path`, which may not use `import()`. `purpose` as in `requireKept`. */
export function requireQuickly(path, purpose) {
  if (module.enableCompileCache) {
    module.enableCompileCache();
    return createRequire(import.meta.url)(path);
  }
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
  return requireKept(path, purpose);
}

/**
 * `require` for versions of Node that keep no compiled code by themselves. What V8 has compiled when the process ends is kept
 * in the folder `.code` beside the module, where that can be written. V8 compiles a function when it is called first, so a
 * `purpose` that calls others adds to what is kept; none is known by a mistake in the command line.
 */
export function requireKept(path, purpose) {
  const { source, size, mtimeMs } = readAtOnce(path);
  // V8 refuses what another version made, but tells sources apart by their lengths only.
  const maker = `${process.versions.v8}-${process.arch}.bin`;
  const file = join(dirname(path), ".code", `${basename(path)}-${size}-${mtimeMs}-${maker}`);
  const kept = read(file);
  const script = new Script(module.wrap(source), {
    filename: path,
    ...(kept && { cachedData: kept.code }),
  });
  const known = kept && !script.cachedDataRejected ? kept.purposes : [];
  if (!known.includes(purpose))
    process.on("exit", (code) => {
      if (code < 2) write(file, [...known, purpose], script.createCachedData(), maker);
    });
  const made = { exports: {} };
  script.runInThisContext()(made.exports, createRequire(path), made, path, dirname(path));
  return made.exports;
}

/** The text and what is known of the very same file, which a build may replace at any moment. */
function readAtOnce(path) {
  const file = openSync(path);
  try {
    const { size, mtimeMs } = fstatSync(file);
    return { source: readFileSync(file, "utf8"), size, mtimeMs };
  } finally {
    closeSync(file);
  }
}

/** A line of JSON, then the code. */
function read(file) {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf("\n");
    const { purposes } = JSON.parse(bytes.toString("utf8", 0, end));
    return { purposes, code: bytes.subarray(end + 1) };
  } catch {
    // Nothing was kept, or nothing that can be used.
    return undefined;
  }
}

function write(file, purposes, code, maker) {
  const folder = dirname(file);
  const part = `${file}.${process.pid}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, Buffer.concat([Buffer.from(`${JSON.stringify({ purposes })}\n`), code]));
    renameSync(part, file);
    // What is kept of earlier builds.
    for (const name of readdirSync(folder))
      if (name.endsWith(maker) && name !== basename(file)) rmSync(join(folder, name), { force: true });
  } catch {
    // A package that its user may not write to is as slow as it was.
  }
}
