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
  /** The name of the file with the weights that a training starts from, where `from` says so. */
  readonly from?: string;
  /** What the numbers of the data stand for. */
  readonly vocabulary?: unknown;
}

/** `runtime` is the small runtime, an ES module that exports `artifact` and imports nothing. */
export function moduleText({ program }: Packed, info: ArtifactInfo, runtime: string): string {
  const exported = /export\s*\{([^}]*)\};?\s*$/.exec(runtime);
  const name = exported && /(?:^|,)\s*([\w$]+)\s+as\s+artifact\b/.exec(exported[1]!)?.[1];
  if (!name) throw new Error("the small runtime exports no `artifact`");
  const url = (at: string | undefined) =>
    at === undefined ? "undefined" : `new URL(${JSON.stringify(at)}, import.meta.url)`;
  const { weights, from } = info;
  const files = from === undefined ? (weights === undefined ? [] : [weights]) : [weights, from];
  const given = ["program", ...files.map(url)].join(", ");
  const names = program.step ? "open, train, evaluate, predict" : "open, predict";
  return [
    `// \`${program.name}\` of ${info.file}, built by nn ${info.version}. The names below are the module's; index.d.ts says more.`,
    `${runtime.slice(0, exported.index).trimEnd()}`,
    `const program = ${JSON.stringify(program)};`,
    `export const { ${names} } = ${name}(${given});`,
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
    ...(program.step
      ? { train: program.name, settings: program.settings }
      : { model: program.name, batch: program.settings.batch }),
    inputs: program.fields.map(({ name, type }) => ({ name, ...type })),
    predictions: {
      inputs: plans["predict"]?.inputs.map((i) => i.name) ?? [],
      outputs: outputs(plans["predict"]),
    },
    metrics: program.metrics,
    ...(info.weights === undefined ? {} : { weightFile: info.weights }),
    ...(info.from === undefined ? {} : { startFile: info.from }),
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

/** The fields of a record have names with a dot. */
function keyOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

export function declarationText({ program, plans }: Packed, info: ArtifactInfo): string {
  const { fields, metrics } = program;
  const predict = plans["predict"];
  const asked = fields.filter((f) => predict?.inputs.some((i) => i.name === f.name));
  const field = ({ name, type }: { readonly name: string; readonly type: TensorType }) =>
    `  /** ${type.dtype}[${type.shape.join(", ")}] an example, all examples one after the other. */\n  readonly ${keyOf(name)}: Numbers;`;
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
    ...(program.step
      ? [
          record(
            "Fields",
            "The data's fields; those of i32 and bool are of whole numbers.",
            fields.map(field),
          ),
        ]
      : []),
    record("Inputs", "What predictions depend on.", asked.map(field)),
    record(
      "Predictions",
      "For each example, in the order of the inputs.",
      (predict?.outputs ?? []).map(({ name, dtype, shape }) => {
        const each = perExample(shape, program);
        return `  /** ${dtype}[${each.join(", ")}] an example. */\n  readonly ${keyOf(name)}: ${dtype === "f32" ? "Float32Array" : "Int32Array"} & { readonly shape: readonly number[] };`;
      }),
    ),
    ...(program.step
      ? [
          record(
            "Metrics",
            "By name.",
            metrics.map((name) => `  readonly ${name}: number;`),
          ),
          TRAINING,
        ]
      : []),
    (program.step ? TRAINED : ALONE)
      .replaceAll("DATA", hasData ? "data: Data" : "data?: undefined")
      .replaceAll("EXAMPLES", hasData ? "data: Fields" : "data?: undefined")
      .replaceAll("INPUTS", asked.length > 0 ? "inputs: Inputs" : "inputs?: Inputs"),
  ].join("\n");
}

const TRAINING = `/** Training data, alone or with the parts that training is judged by. */
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
`;

const WEIGHT_SOURCE = `/** The bytes of a .safetensors file of f32, or where to fetch one. */
export type WeightSource = ArrayBuffer | URL | string;
`;

/** What every model can do. */
const MEMBERS = `  /** What the program predicts, for any number of examples. */
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
`;

const ABOUT =
  "/** A device with the program and its weights on it. What goes wrong is thrown as an error whose message says what to change. */";

const TRAINED = `${WEIGHT_SOURCE}
${ABOUT}
export interface Model {
  /** Trains from the start while it is iterated; the model then has the weights that came of it. */
  train(DATA, options?: TrainOptions): AsyncGenerator<TrainEvent, void, undefined>;
  /** Loss and metrics over all examples. */
  evaluate(EXAMPLES): Promise<Scores>;
${MEMBERS}export const train: Model["train"];
export const evaluate: Model["evaluate"];
export const predict: Model["predict"];
`;

const ALONE = `${WEIGHT_SOURCE}
${ABOUT}
export interface Model {
${MEMBERS}export const predict: Model["predict"];
`;
