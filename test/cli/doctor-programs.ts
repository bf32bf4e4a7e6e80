/**
 * Small programs for `nn doctor`, each with one thing wrong with it: four clouds of points to be told apart.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { interpreter } from "../../compiler/interpret/backend.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import { loadTrain } from "../../cli/shared/load.ts";
import { type DeviceToCheck, diagnose } from "../../cli/shared/doctor/index.ts";
import type { Finding } from "../../cli/shared/doctor/finding.ts";
import { Probe } from "../../cli/shared/doctor/probe.ts";
import { folder } from "./nn.ts";

export interface Clouds {
  readonly declarations?: string;
  readonly label?: string;
  readonly x?: string;
  readonly classes?: number;
  readonly body?: string;
  readonly loss?: string;
  readonly optimizer?: string;
}

export function clouds(given: Clouds = {}): string {
  const classes = given.classes ?? 4;
  return `${given.declarations ?? ""}
data clouds = generate(400, split: 0.8) {
  y: i32 = ${given.label ?? "index % 4"}
  angle = 0.5 * pi * f32(index % 4)
  x: [2] = ${given.x ?? "2 * [cos(angle), sin(angle)] + normal([2], std: 0.4)"}
}

model net(x: [batch, 2]) -> [batch, ${classes}] = ${given.body ?? `x |> dense(16) |> relu |> dense(16) |> relu |> dense(${classes})`}

train classify on clouds {
  epochs = 10
  batch = 32
  let f = net()
  let logits = f(x)
  minimize ${given.loss ?? "cross_entropy(logits, y)"} with ${given.optimizer ?? "adam(lr: 5e-3)"}
}
`;
}

export interface Examined {
  readonly findings: readonly Finding[];
  /** Findings that are warnings or failures, as `check: result`. */
  readonly told: readonly string[];
  of(check: string): Finding;
}

export interface ExamineOptions {
  readonly device?: DeviceToCheck;
  /** Beside the program. */
  readonly files?: Readonly<Record<string, string>>;
  /** Instead of the program's own computations. */
  readonly changed?: (train: TrainProgram) => TrainProgram;
}

/** What the doctor finds in a program. */
export async function examined(source: string, options: ExamineOptions = {}): Promise<Examined> {
  const file = join(folder(options.files), "program.nn");
  writeFileSync(file, source);
  const { train, data, dataProgram, sources } = loadTrain(file, {});
  const set = dataProgram && data.load(dataProgram);
  const probe = await Probe.open(options.changed ? options.changed(train) : train, {
    sources,
    ...(set ? { data: set } : {}),
  });
  const findings: Finding[] = [];
  for await (const f of diagnose(probe, options.device ?? { why: "not asked for" })) findings.push(f);
  return {
    findings,
    told: findings
      .filter((f) => f.result === "warning" || f.result === "failure")
      .map((f) => `${f.check}: ${f.result}`),
    of(check) {
      const found = findings.find((f) => f.check === check);
      if (found === undefined) throw new Error(`no check ${check}`);
      return found;
    },
  };
}

/** The interpreter as a device, with its results bent by `bend`. */
export function bentDevice(bend: (output: string, value: number) => number): DeviceToCheck {
  const honest = interpreter();
  return {
    why: "",
    backend: {
      ...honest,
      description: "webgpu: a bent device",
      async load(program: Computation, slabs, load) {
        const runner = await honest.load(program, slabs, load);
        const submit = runner.submit.bind(runner);
        runner.submit = async () => {
          const results = await submit();
          const tensor = results.tensor.bind(results);
          results.tensor = (step, output) => {
            const values = tensor(step, output);
            values.forEach((v, i) => (values[i] = bend(output, v)));
            return values;
          };
          return results;
        };
        return runner;
      },
    },
  };
}
