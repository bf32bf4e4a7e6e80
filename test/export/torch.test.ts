/**
 * `nn export --torch`: every example in PyTorch makes the losses, scores and weights that the interpreter makes of the program
 * itself, for twenty steps in double precision, in one process and in two.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LoadedTrain, loadTrain } from "../../cli/shared/load.ts";
import { folder, SMALL, trains } from "../examples/examples.ts";
import { differences, exported, hasPython, inPython, reference, temporary } from "./support.ts";

const STEPS = 20;

/** Pictures and text take longer, and as many steps show nothing more. */
const LARGE = /^(autoencoder|cnn|digits|dream|finetune|gpt|mixed|mnist|vae)/;
const stepsOf = (name: string): number => (LARGE.test(name) ? 4 : STEPS);

/** Programs whose batch two processes can share; each mixes examples in its own way. */
const SHARED = ["mixed.nn", "policy-gradient.nn", "regularize.nn", "wgan.nn", "newton.nn:newton"];

const fileOf = (name: string): string => name.replace(/\W/g, "_");

describe.skipIf(!hasPython("torch"))("exported to PyTorch", () => {
  const out = temporary();
  const check = async (names: readonly string[], prefix: string, processes: number): Promise<string[]> => {
    const opened = names.map((name) => ({
      name,
      steps: stepsOf(name),
      loaded: loadTrain(join(folder, name), { set: SMALL[name]! }, { steps: stepsOf(name) }),
    }));
    const paths: string[] = [];
    for (const { name, steps, loaded } of opened)
      paths.push(await exported(loaded, out, prefix + fileOf(name), steps));
    const told = await inPython(paths, processes);
    const found: string[] = [];
    for (const [i, { name, steps, loaded }] of opened.entries())
      found.push(
        ...differences(told.get(paths[i]!)!, await reference(loaded, steps)).map((w) => `${name}: ${w}`),
      );
    return found;
  };

  it("every example agrees with the interpreter", { timeout: 600_000 }, async () => {
    expect(await check(trains, "", 1)).toEqual([]);
  });

  it("two processes that share each batch make what one makes", { timeout: 300_000 }, async () => {
    expect(await check(SHARED, "shared_", 2)).toEqual([]);
  });

  const OPTIMIZERS = [
    "sgd(lr: 0.1, momentum: 0.9, nesterov: true, decay: 0.01)",
    "sgd(lr: 0.1, momentum: 0.5, dampening: 0.3, clip: 0.5)",
    "adam(lr: 0.01, decay: 0.1, decay_rank: 2)",
    "adamw(lr: cosine(0.02, warmup: 3), clip: 0.1, clip_value: 0.05)",
    "adagrad(lr: exponential(0.1, rate: 0.9), initial: 0.1)",
    "rmsprop(lr: step_decay(0.01, every: 4, rate: 0.5), centered: true, momentum: 0.9)",
    "adadelta()",
    "adamax(lr: linear(0.01, warmup: 2))",
    "nadam(lr: polynomial(0.01, power: 2))",
    "radam(lr: one_cycle(0.02))",
    "lion(lr: inverse_sqrt(0.01, warmup: 4), decay: 0.1)",
    "muon(lr: 0.02, clip: 1.0)",
  ];

  it(
    "every optimizer of the library, with schedules, batch norm and dropout",
    { timeout: 120_000 },
    async () => {
      const paths: [string, string][] = [];
      OPTIMIZERS.forEach((rule, i) => {
        const file = join(out, `optimizer_${i}.nn`);
        writeFileSync(
          file,
          `data d = generate(40, split: 0.8) {
  x: [3] = normal([3])
  y: [] = sum(x^2)
}
model net(x: [batch, 3]) -> [batch] =
  (x |> dense(5, bias: false) |> batchnorm() |> gelu |> dropout(0.2) |> dense(1))[:, 0]
train fit on d {
  batch = 8
  steps = 9
  let f = net()
  minimize mse(f(x), y) with ${rule}
  metric off = sqrt(mean((f(x) - y)^2))
}
`,
        );
        paths.push([rule, file]);
      });
      const made: [string, LoadedTrain, string][] = [];
      for (const [i, [rule, file]] of paths.entries()) {
        const loaded = loadTrain(file, {});
        made.push([rule, loaded, await exported(loaded, out, `rule_${i}`, 9)]);
      }
      const told = await inPython(made.map(([, , path]) => path));
      const found: string[] = [];
      for (const [rule, loaded, path] of made)
        found.push(...differences(told.get(path)!, await reference(loaded, 9)).map((w) => `${rule}: ${w}`));
      expect(found).toEqual([]);
    },
  );
});
