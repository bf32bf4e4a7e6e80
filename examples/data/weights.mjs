/**
 * Trains the small networks that some examples start from: `node examples/data/weights.mjs`, after `make.mjs`.
 *
 * Each is one `train` block of an example, run as anyone would run it; the weights of its best validation are kept.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const examples = fileURLToPath(new URL("..", import.meta.url));
const command = fileURLToPath(new URL("../../cli/nn.mjs", import.meta.url));

for (const [train, file] of [
  ["preferences.nn:judge", "judge.safetensors"],
  ["finetune.nn:pretrain", "upright.safetensors"],
  ["cnn.nn", "cnn.safetensors"],
]) {
  const run = mkdtempSync(join(tmpdir(), "nn-weights-"));
  execFileSync(process.execPath, [command, "train", join(examples, train), "--out", run], {
    stdio: "inherit",
  });
  copyFileSync(join(run, "best.safetensors"), join(examples, "data", file));
  rmSync(run, { recursive: true });
}
