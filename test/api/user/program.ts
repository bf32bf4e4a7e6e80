/**
 * What a user of the package writes: type-checked strictly, run in Node, and bundled for a page, from the packed package.
 */
import { compile, format } from "nn-lang/compiler";
import { call, load, openDevice, readWeights, type RunEvent, train, writeWeights } from "nn-lang/runtime";

const source = `data points = generate(64) {
  x: [1] = [f32(index) / 64]
  y: [1] = [f32(index) / 64 * 3 - 1]
}

model line(x: [batch, 1]) -> [batch, 1] = x |> dense(1)

train fit on points {
  steps = 60
  batch = 16
  let net = line()
  minimize mse(net(x), y) with adam(lr: 0.1)
}

fn square(x: [_]) = sum(x^2)
`;

export interface Answer {
  readonly formatted: boolean;
  readonly events: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly shape: readonly number[];
  readonly outputs: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly stopped: string | undefined;
}

/** `read` may be slow, as in a page. */
export async function useEverything(kind: "webgpu" | "cpu"): Promise<Answer> {
  const read = (path: string): Promise<string | undefined> =>
    Promise.resolve(path === "line.nn" ? source : undefined);
  const { program, diagnostics } = await compile("line.nn", { read });
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.title);

  using device = await openDevice(kind);
  using run = train(program.train.fit!, { device, seed: 7 });
  const losses: number[] = [];
  const events = new Set<RunEvent["type"]>();
  for await (const event of run) {
    events.add(event.type);
    if (event.type === "step") losses.push(event.loss);
  }
  const best = readWeights(writeWeights(await run.best()));
  using net = await load(program.model.line!, best, { device });
  const { output } = await net.run({ x: new Float32Array([0, 0.5, 1]) });
  const { value, grads } = await call(program.fn.square!, { x: [1, 2, 3] }, { device, grad: ["x"] });

  const abort = new AbortController();
  let stopped: string | undefined;
  for await (const event of train(program.train.fit!, { device, signal: abort.signal, steps: 1_000_000 })) {
    if (event.type === "step") abort.abort();
    if (event.type === "end") stopped = event.stopped;
  }
  return {
    formatted: format(source) === source,
    events: [...events],
    first: losses[0] ?? NaN,
    last: losses.at(-1) ?? NaN,
    shape: output!.shape,
    outputs: [...output!],
    value: value[0] ?? NaN,
    gradient: [...grads.x!],
    stopped,
  };
}
