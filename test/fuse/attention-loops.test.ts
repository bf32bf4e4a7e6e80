/**
 * Attention beside loops: before, after and between them its kernels run once, in a loop there are none; the numbers are the
 * graph's, forward and backward, in the plan's own places.
 */
import { describe, expect, it } from "vitest";
import { floorTarget, type Target } from "../../compiler/7-emit/index.ts";
import { verifyGraph } from "../../compiler/ir/verify.ts";
import { compileComputation } from "../../compiler/pipeline.ts";
import { close, compileText, randomArray } from "../std/support.ts";
import { Memory } from "./memory.ts";

/** [batch, places, width] of queries, keys and values; one scan's steps are the places. */
const [B, T, C] = [2, 6, 5];
const HEAD = `fn seen(q, k, v) {
  let scores = einsum(q, k, "b i c, b j c -> b i j") * 0.4
  let past = select(arange(${T}) <= reshape(arange(${T}), [${T}, 1]), scores, -1e9)
  return einsum(softmax(past), v, "b i j, b j c -> b i c")
}
fn run(x, w, h0) = scan (h = h0) over (u = x) axis 1 { let n = tanh(h @ w + u)  return { h: n, out: n } }
`;
const PROGRAMS: Readonly<Record<string, { readonly text: string; readonly kernels: number }>> = {
  after: {
    text: `fn f(x, w, h0) { let r = run(x, w, h0)  return seen(r.out, tanh(r.out), x) }`,
    kernels: 3,
  },
  before: { text: `fn f(x, w, h0) = run(seen(x, tanh(x), x), w, h0).out`, kernels: 3 },
  between: {
    text: `fn f(x, w, h0) { let r = run(x, w, h0)  return run(seen(r.out, r.out, x), w, r.h).out }`,
    kernels: 3,
  },
  "around one that feeds another": {
    text: `fn f(x, w, h0) {
  let a = seen(x, x, tanh(x))
  let r = run(a, w, h0)
  let b = seen(r.out, a, r.out)
  return run(b, w, r.h).out + a
}`,
    kernels: 6,
  },
  "within a loop": {
    text: `fn f(x, w, h0) = (scan (h = x) over (u = x) axis 1 {
  let n = tanh(seen(h, h, h) @ w + reshape(u, [2, 1, 5]))
  return { h: n, out: sum(n, axis: 1) }
}).out`,
    kernels: 0,
  },
  "with probabilities that a loop reads": {
    text: `fn f(x, w, h0) {
  let p = softmax(einsum(x, tanh(x), "b i c, b j c -> b i j"))
  let r = scan (h = h0) over (u = p) axis 1 { let n = tanh(h @ w + einsum(u, x, "b j, b j c -> b c"))  return { h: n, out: n } }
  return r.out + einsum(p, x, "b i j, b j c -> b i c")
}`,
    kernels: 0,
  },
};

const targets: Readonly<Record<string, Target>> = {
  "a roomy GPU": { ...floorTarget("gpu"), limits: { ...floorTarget("gpu").limits, storageBuffers: 16 } },
  "any GPU": floorTarget("gpu"),
  "a software adapter": floorTarget("software"),
};

describe.each(Object.entries(PROGRAMS))("attention %s", (name, { text, kernels }) => {
  it.each(Object.entries(targets))("on %s", (where, target) => {
    const inputs = {
      x: randomArray([B, T, C], 1),
      w: randomArray([C, C], 2),
      h0: randomArray([B, C], 3),
    };
    const { program, run } = compileText(HEAD + text, inputs, Object.keys(inputs));
    const given = { ...inputs, ct: randomArray([B, T, C], 4) };
    const want = run(given);
    const compiled = compileComputation(program.run, target);
    expect(compiled.plan.loops.length).toBeGreaterThan(0);
    const attends = compiled.kernels.filter((k) => k.body.kind === "attend");
    if (where === "a roomy GPU") expect(attends.length, name).toBe(kernels);
    for (const k of attends) expect(k.loop).toBeUndefined();
    verifyGraph(compiled.fused.outputs.map((o) => o.node), "5-fuse"); // prettier-ignore
    const memory = new Memory(compiled);
    for (const [input, value] of Object.entries(given)) memory.write(input, value.data);
    memory.step({});
    for (const [output, { data }] of Object.entries(want)) close(memory.read(output), data, 1e-9, output);
  });
});
