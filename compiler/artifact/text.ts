/**
 * The files of an artefact as texts: the module, its types, the manifest.
 */
import type { PackedProgram } from "../../runtime/artifact/program.ts";
import type { Plan } from "../ir/plan.ts";
import type { TensorType } from "../ir/graph.ts";
import type { Packed } from "./pack.ts";

export interface ArtifactInfo {
  /** The program's file name. */
  readonly file: string;
  /** Of nn. */
  readonly version: string;
  /** The name of the weight file beside the module, where there is one. */
  readonly weights?: string;
  /** What the numbers of the data stand for. */
  readonly vocabulary?: unknown;
}

/** `runtime` is the small runtime, an ES module that exports `artifact` and imports nothing. */
export function moduleText({ program }: Packed, info: ArtifactInfo, runtime: string): string {
  const exported = /export\s*\{([^}]*)\};?\s*$/.exec(runtime);
  const name = exported && /(?:^|,)\s*([\w$]+)\s+as\s+artifact\b/.exec(exported[1]!)?.[1];
  if (!name) throw new Error("the small runtime exports no `artifact`");
  const weights =
    info.weights === undefined ? "" : `, new URL(${JSON.stringify(info.weights)}, import.meta.url)`;
  return [
    `// \`${program.name}\` of ${info.file}, built by nn ${info.version}. The names below are the module's; index.d.ts says more.`,
    `${runtime.slice(0, exported.index).trimEnd()}`,
    `const program = ${JSON.stringify(program)};`,
    `export const { open, train, evaluate, predict } = ${name}(program${weights});`,
    "",
  ].join("\n");
}

/** What is in the module, for people and programs. Offsets and sizes of weights are in f32 elements of their slab. */
export function manifestText({ program, plans }: Packed, info: ArtifactInfo): string {
  const outputs = (plan: Plan | undefined) =>
    (plan?.outputs ?? []).map(({ name, dtype, shape }) => ({
      name,
      dtype,
      shape: perExample(shape, program),
    }));
  const each = <T>(of: (plan: Plan) => T) =>
    Object.fromEntries(Object.entries(plans).map(([name, plan]) => [name, of(plan)]));
  const manifest = {
    nn: info.version,
    file: info.file,
    train: program.name,
    settings: program.settings,
    inputs: program.fields.map(({ name, type }) => ({ name, ...type })),
    predictions: {
      inputs: plans["predict"]?.inputs.map((i) => i.name) ?? [],
      outputs: outputs(plans["predict"]),
    },
    metrics: program.metrics,
    ...(info.weights === undefined ? {} : { weightFile: info.weights }),
    weights: program.weights.map((w) => ({ ...w, dtype: "f32" })),
    slabs: program.slabs,
    kernels: each((plan) =>
      plan.dispatches.map(({ kernel, workgroups, info: { kind, flops, bytesRead, bytesWritten } }) => ({
        kernel,
        kind,
        workgroups,
        flops,
        bytesRead,
        bytesWritten,
      })),
    ),
    memory: each((plan) => plan.memory),
    ...(info.vocabulary === undefined ? {} : { vocabulary: info.vocabulary }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Without the axis of the examples, where an output has one. */
function perExample(shape: readonly number[], { settings }: PackedProgram): readonly number[] {
  return shape[0] === settings.batch ? shape.slice(1) : shape;
}

export function declarationText({ program, plans }: Packed, info: ArtifactInfo): string {
  const { fields, metrics } = program;
  const predict = plans["predict"];
  const asked = fields.filter((f) => predict?.inputs.some((i) => i.name === f.name));
  const field = ({ name, type }: { readonly name: string; readonly type: TensorType }) =>
    `  /** ${type.dtype}[${type.shape.join(", ")}] an example, all examples one after the other. */\n  readonly ${name}: Numbers;`;
  const record = (name: string, doc: string, lines: readonly string[]) =>
    lines.length > 0
      ? `/** ${doc} */\nexport interface ${name} {\n${lines.join("\n")}\n}\n`
      : `/** ${doc} */\nexport type ${name} = Readonly<Record<string, never>>;\n`;
  const hasData = fields.length > 0;
  return [
    `// \`${program.name}\` of ${info.file}, built by nn ${info.version}.`,
    "",
    "export type Numbers = ArrayLike<number>;",
    "",
    record("Fields", "The data's fields; those of i32 and bool are of whole numbers.", fields.map(field)),
    record("Inputs", "The fields that predictions depend on.", asked.map(field)),
    record(
      "Predictions",
      "For each example, in the order of the inputs.",
      (predict?.outputs ?? []).map(({ name, dtype, shape }) => {
        const each = perExample(shape, program);
        return `  /** ${dtype}[${each.join(", ")}] an example. */\n  readonly ${name}: ${dtype === "f32" ? "Float32Array" : "Int32Array"} & { readonly shape: readonly number[] };`;
      }),
    ),
    record(
      "Metrics",
      "By name.",
      metrics.map((name) => `  readonly ${name}: number;`),
    ),
    FIXED.replaceAll("DATA", hasData ? "data: Data" : "data?: undefined")
      .replaceAll("EXAMPLES", hasData ? "data: Fields" : "data?: undefined")
      .replaceAll("INPUTS", asked.length > 0 ? "inputs: Inputs" : "inputs?: Inputs"),
  ].join("\n");
}

const FIXED = `/** Training data, alone or with the parts that training is judged by. */
export type Data = Fields | { readonly train: Fields; readonly validation?: Fields; readonly test?: Fields };

export interface Scores {
  readonly loss: number;
  readonly metrics: Metrics;
}

/** Steps count from 0; a step's loss is taken before its update. The step of an evaluation is the number of updates before it. */
export type TrainEvent =
  | { readonly type: "start"; readonly name: string; readonly device: string; readonly parameters: number; readonly steps: number; readonly epochs?: number; readonly batch?: number; readonly seed: number; readonly bytes: number }
  | { readonly type: "step"; readonly step: number; readonly loss: number; readonly lr?: number; readonly epoch?: number; readonly losses?: Readonly<Record<string, number>>; readonly params?: Readonly<Record<string, number>> }
  | (Scores & { readonly type: "eval"; readonly step: number; readonly split: "train" | "validation" | "test"; readonly epoch?: number })
  | (Scores & { readonly type: "end"; readonly step: number; readonly split: "train" | "validation" | "test"; readonly seconds: number; readonly stopped?: "patience" | "aborted"; readonly best?: Scores & { readonly step: number } });

/** The bytes of a .safetensors file of f32, or where to fetch one. */
export type WeightSource = ArrayBuffer | URL | string;

export interface TrainOptions {
  /** These are stronger than what the program says. */
  readonly seed?: number;
  readonly steps?: number;
  readonly epochs?: number;
  /** Finishes the steps in flight and ends the run: its \`end\` event says \`stopped: "aborted"\`. */
  readonly signal?: AbortSignal;
  /** All weights, instead of initial values drawn from the seed. */
  readonly init?: WeightSource;
  /** Tells of every n-th step only; 1 by default. */
  readonly logEvery?: number;
}

/** A device with the program and its weights on it. What goes wrong is thrown as an error whose message says what to change. */
export interface Model {
  /** Trains from the start while it is iterated; the model then has the weights that came of it. */
  train(DATA, options?: TrainOptions): AsyncGenerator<TrainEvent, void, undefined>;
  /** Loss and metrics over all examples. */
  evaluate(EXAMPLES): Promise<Scores>;
  /** What the program predicts, for any number of examples. */
  predict(INPUTS): Promise<Predictions>;
  /** Replaces the weights. */
  load(weights: WeightSource): Promise<void>;
  /** The weights as a .safetensors file. */
  save(): ArrayBuffer;
  /** Frees the device and everything on it. */
  destroy(): void;
}

/** A model of its own; \`weights\` are those that were built in by default. */
export function open(options?: { readonly weights?: WeightSource }): Promise<Model>;
/** The same of one model that the page shares, opened when it is first used. */
export const train: Model["train"];
export const evaluate: Model["evaluate"];
export const predict: Model["predict"];
`;
