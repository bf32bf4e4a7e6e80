/**
 * Evaluates compiled computations with the graph interpreter, for tests.
 */
import {
  compile,
  compileCall,
  type CallArg,
  type CompileOptions,
  type CallOptions,
  type DataInfo,
  type DataProvider,
} from "../../compiler/compile.ts";
import type { Diagnostic } from "../../compiler/diagnostics.ts";
import { interpret } from "../../compiler/interpret/graph.ts";
import { type DType, type Node, type TensorType, sizeOf } from "../../compiler/ir/graph.ts";
import type { Tensor } from "../../compiler/ops/def.ts";
import type { Computation, TrainProgram } from "../../compiler/program.ts";
import { render } from "../../compiler/render.ts";

export function tensor(shape: readonly number[], data: readonly number[], dtype: DType = "f32"): Tensor {
  const type: TensorType = { dtype, shape };
  if (data.length !== sizeOf(shape)) throw new Error(`${data.length} values for ${String(shape)}`);
  if (dtype === "i32") return { type, data: Int32Array.from(data) };
  if (dtype === "bool") return { type, data: Uint8Array.from(data) };
  return { type, data: Float64Array.from(data) };
}

export function show(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): string {
  return diagnostics.map((d) => render(d, sources)).join("\n");
}

/** Reads a program of one file, or of several by path. */
export function reader(files: string | Readonly<Record<string, string>>): CompileOptions["read"] {
  return (path) => (typeof files === "string" ? (path === "main.nn" ? files : undefined) : files[path]);
}

/** Runs a computation's outputs; missing inputs are an error. */
export function evaluate(c: Computation, inputs: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const bind = (n: Node<"input">): Tensor => {
    const value = inputs[n.attrs.name];
    if (!value) throw new Error(`no value for the input ${n.attrs.name}`);
    return value;
  };
  const values = interpret(
    c.outputs.map((o) => o.node),
    bind,
    "f64",
  );
  return Object.fromEntries(c.outputs.map((o, i) => [o.name, values[i]!]));
}

/** Calls a function or model of `source` on tensors; numbers are compile-time values. */
export function call(
  source: string,
  name: string,
  args: Readonly<Record<string, Tensor | number | boolean>>,
  options: CallOptions & { weights?: Readonly<Record<string, Tensor>>; ct?: Tensor } = {},
): Record<string, Tensor> {
  const types: Record<string, CallArg> = {};
  for (const [k, v] of Object.entries(args))
    types[k] =
      typeof v === "object"
        ? { type: v.type }
        : {
            type: { dtype: typeof v === "boolean" ? "bool" : Number.isInteger(v) ? "i32" : "f32", shape: [] },
            value: v,
          };
  const { program, diagnostics, sources } = compileCall("main.nn", name, types, {
    read: reader(source),
    ...options,
  });
  if (!program) throw new Error(show(diagnostics, sources));
  const values: Record<string, Tensor> = {
    seed: tensor([], [7], "i32"),
    ...(options.ct ? { ct: options.ct } : {}),
  };
  for (const [k, v] of Object.entries(args)) if (typeof v === "object") values[k] = v;
  Object.assign(values, evaluate(program.init, values), options.weights ?? {});
  return evaluate(program.run, values);
}

/** A train program in the interpreter: slabs as flat arrays, one step at a time. */
export class Trainer {
  readonly slabs = new Map<string, Float64Array>();
  steps = 0;

  constructor(
    readonly program: TrainProgram,
    columns: Readonly<Record<string, Tensor>> = {},
    readonly seed = 0,
    readonly precision: "f64" | "f32" = "f64",
  ) {
    for (const s of program.slabs) this.slabs.set(s.name, new Float64Array(s.size).fill(s.fill));
    const initial = evaluate(program.init, { seed: tensor([], [seed], "i32"), ...columns });
    for (const w of program.weights) this.slabs.get(w.slab)!.set(Array.from(initial[w.path]!.data), w.offset);
  }

  weight(path: string): number[] {
    const w = this.program.weights.find((x) => x.path === path);
    if (!w)
      throw new Error(`no weight ${path}; there are ${this.program.weights.map((x) => x.path).join(", ")}`);
    return Array.from(this.slabs.get(w.slab)!.slice(w.offset, w.offset + sizeOf(w.shape)));
  }

  /** Runs one computation on the slabs as they are; the step's updates are applied. */
  run(c: Computation, batch: Readonly<Record<string, Tensor>> = {}): Record<string, number[]> {
    const scalars: Record<string, number> = {
      seed: this.seed,
      step: this.steps,
      total_steps: this.program.settings.steps ?? 1000,
      epoch: 0,
    };
    const bind = (n: Node<"input">): Tensor => {
      const { name, role, at, dtype, shape } = n.attrs;
      if (at)
        return tensor(
          shape,
          Array.from(this.slabs.get(at.slab)!.slice(at.offset, at.offset + sizeOf(shape))),
          dtype,
        );
      if (role === "scalar") return tensor([], [scalars[name]!], dtype);
      const value = batch[name];
      if (!value) throw new Error(`no value for the input ${name}`);
      return value;
    };
    const nodes = [
      ...c.outputs.map((o) => o.node),
      ...c.reported.map((o) => o.node),
      ...c.gradients.map((o) => o.node),
      ...c.updates.map((u) => u.value),
    ];
    const values = interpret(nodes, bind, this.precision).map((t) => Array.from(t.data));
    const names = [
      ...c.outputs.map((o) => o.name),
      ...c.reported.map((o) => o.name),
      ...c.gradients.map((g) => `d ${g.path}`),
    ];
    c.updates.forEach((u, i) => {
      const { slab, offset } = u.target.attrs.at!;
      this.slabs.get(slab)!.set(values[names.length + i]!, offset);
    });
    return Object.fromEntries(names.map((n, i) => [n, values[i]!]));
  }

  step(batch: Readonly<Record<string, Tensor>> = {}): Record<string, number[]> {
    const out = this.run(this.program.step, batch);
    this.steps++;
    return out;
  }
}

/** The train program of a source, which must be right. */
export function trainProgram(
  source: string,
  options: Partial<CompileOptions> = {},
  name?: string,
): TrainProgram {
  const { program, diagnostics, sources } = compile("main.nn", { read: reader(source), ...options });
  const found = program && (name === undefined ? Object.values(program.train)[0] : program.train[name]);
  if (!found) throw new Error(show(diagnostics, sources));
  return found;
}

// ---------------------------------------------------------------- data

const column = (name: string, shape: readonly number[] = [], dtype: "f32" | "i32" = "f32") =>
  ({ name, dtype, shape, kind: "number" }) as const;

/** What the data of the programs of section 10 looks like. */
const infos: Readonly<Record<string, DataInfo>> = {
  idx: {
    columns: [column("images", [28, 28]), column("labels", [], "i32")],
    members: { classes: 10 },
    count: 600,
  },
  csv: {
    columns: ["area", "rooms", "age", "distance", "price"].map((n) => column(n)),
    members: {},
    count: 80,
  },
  chars: { columns: [column("tokens", [], "i32")], members: { vocab: 65 }, count: 5000 },
};

export const data: DataProvider = (decl) => infos[decl.source] ?? { missing: `no ${decl.source} here` };
