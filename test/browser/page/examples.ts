/**
 * Runs in the page: an example compiled, its data read, and the gradients of its first step computed on WebGPU, all there.
 */
import { fileData } from "../../../api/file-data.ts";
import { compile } from "../../../api/program.ts";
import { openDevice } from "../../../api/device.ts";
import { readWeights } from "../../../api/weights.ts";
import type { Computation } from "../../../compiler/program.ts";
import { compiled } from "../../../runtime/backend.ts";
import { webgpu } from "../../../runtime/executor.ts";
import { BatchOrder, initialWeights, schedule } from "../../../runtime/train-setup.ts";
import { fillSlabs } from "../../../runtime/weights.ts";

const bytesOf = async (path: string): Promise<Uint8Array> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** The losses and gradients of a `train` block by name; `files` are those of its data, below `/examples`. */
export async function gradients(
  file: string,
  name: string | null,
  config: Readonly<Record<string, string>>,
  files: readonly string[],
): Promise<Record<string, number[]>> {
  const read = async (path: string) => {
    const response = await fetch(`/examples/${path}`);
    return response.ok ? response.text() : undefined;
  };
  const { program, diagnostics } = await compile(file, { read, config });
  if (diagnostics.length > 0) throw new Error(diagnostics.map((d) => d.title).join("; "));
  const block = name === null ? Object.values(program.train)[0]! : program.train[name]!;
  const contents = await Promise.all(files.map(async (f) => [f, await bytesOf(`/examples/${f}`)] as const));
  const { train, examples } = fileData(block, {}, Object.fromEntries(contents));
  const weightFiles = new Map(
    await Promise.all(
      train.from.map(async ({ path }) => {
        const [at] = path.split("#");
        return [at!, readWeights(await bytesOf(`/examples/${at}`))] as const;
      }),
    ),
  );

  using device = await openDevice("webgpu");
  using backend = compiled(webgpu(device), (c: Computation) => block.tools.plan(c, device));
  const { settings, step } = train;
  const initial = await initialWeights(train, settings.seed, {
    interpreter: block.tools.interpreter(),
    readWeights: (path) => weightFiles.get(path)!,
    ...(examples ? { data: examples } : {}),
  });
  using slabs = backend.newSlabs();
  fillSlabs(slabs, train.slabs, train.weights, initial);
  const outputs = [...step.outputs, ...step.gradients.map((g) => ({ name: `d ${g.path}`, node: g.node }))];
  using runner = await backend.load({ ...step, outputs, updates: [] }, slabs);
  const batch = settings.batch * settings.accumulate;
  const { steps } = schedule(settings, batch, examples?.train);
  const order = examples && new BatchOrder(examples.train.count, batch, settings.seed, settings.shuffle);
  const indices = order?.next();
  runner.enqueue({ seed: settings.seed, step: 0, total_steps: steps, epoch: 0 }, (inputs) => {
    for (const { name: field } of runner.inputs) examples!.train.fill(field, indices!, inputs[field]!);
  });
  const results = await runner.submit();
  return Object.fromEntries(runner.outputs.map((o) => [o.name, [...results.tensor(0, o.name)]]));
}
