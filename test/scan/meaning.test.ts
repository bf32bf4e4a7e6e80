/**
 * What is particular to loops: draws, states, what is kept and what is left out, and how they read.
 */
import { describe, expect, it } from "vitest";
import { simplify } from "../../compiler/4-simplify/rewrite.ts";
import { isOp, type Node, reachable } from "../../compiler/ir/graph.ts";
import { showGraph } from "../../compiler/ir/show.ts";
import { Trainer, trainProgram } from "../lower/run.ts";
import { close, compileText, randomArray } from "../std/support.ts";

describe("draws in a loop", () => {
  const x = randomArray([2, 9], 1);
  const text = `fn f(x) {
  let run = scan (h = zeros([2])) over (u = x) axis 1 {
    let a = uniform([2])
    return { h: h + u, out: a, more: uniform([2]) }
  }
  return concat([run.out, run.more], axis: 1)
}`;
  const draws = (seed: number): readonly number[] =>
    compileText(text, { x }).run({ x }, {}, seed)["output"]!.data;
  it("are new numbers in every step and at every place", () => {
    const values = draws(3);
    expect(values.length).toBe(36);
    expect(new Set(values).size).toBe(36);
    const mean = values.reduce((a, v) => a + v, 0) / 36;
    expect(mean).toBeGreaterThan(0.3);
    expect(mean).toBeLessThan(0.7);
  });
  it("are the same again for the same seed, and others for another", () => {
    expect(draws(3)).toEqual(draws(3));
    expect(draws(4)).not.toEqual(draws(3));
  });
  it("outside of it are one number for all steps", () => {
    const tied = text
      .replace("  let run", "  let a = uniform([2])\n  let run")
      .replace("    let a = uniform([2])\n", "");
    const { data } = compileText(tied, { x }).run({ x }, {}, 3)["output"]!;
    // [2, 18]: nine of the tied draws, nine of their own.
    for (const row of [0, 1]) expect(new Set(data.slice(18 * row, 18 * row + 9)).size).toBe(1);
  });
  it("are the same backwards: a mask's gradient is the mask", () => {
    const mask = `fn f(x) {
  let run = scan (h = zeros([2])) over (u = x) axis 1 {
    let m = bernoulli([2], p: 0.5)
    return { h: h + u * m, out: m }
  }
  return run.h
}`;
    const kept = mask.replace("return run.h", "return run.out");
    const ct = { shape: [2], data: [1, 1] };
    const found = compileText(mask, { x }, ["x"]).run({ x, ct }, {}, 8)["grad:x"]!.data;
    expect(found).toEqual(compileText(kept, { x }).run({ x }, {}, 8)["output"]!.data);
    expect(new Set(found).size).toBe(2);
  });
});

describe("what a select leaves out of a loop", () => {
  it("does not leak into its gradient", () => {
    const text = `fn f(x) {
  let run = scan (h = zeros([2])) over (u = x) axis 1 { return { h: h + 1, out: log(u) * h } }
  return sum(select(x > 0, run.out, 0))
}`;
    const x = { shape: [2, 6], data: [1, 2, 0, 4, 5, 0, 0, 1, 2, 3, 0, 5] };
    const found = compileText(text, { x }, ["x"]).run({ x, ct: { shape: [], data: [1] } })["grad:x"]!.data;
    close(
      found,
      x.data.map((v, i) => (v > 0 ? (i % 6) / v : 0)),
      1e-12,
    );
  });
});

describe("states that a loop sets", () => {
  const source = (body: string): string => `layer count(d: int)(x: [batch, d]) -> [batch, d] {
  state seen = 0.0
  set seen = seen + 1 + mean(x)
  return x * seen
}
train t {
  steps = 2
  let x = reshape(sin(f32(arange(36))), [2, 6, 3])
  param w = ones([3])
  let net = count(3)
${body}
  minimize mean(y ^ 2 * w) with sgd(lr: 0)
}`;
  it("are carried from step to step", () => {
    const one = source(`  let y = (scan (h = zeros([2, 3])) over (u = x) axis 1 { let n = net(u + h)
    return { h: 0.1 * n, out: n } }).out`);
    const two = source(`  let a = scan (h = zeros([2, 3])) over (u = x[:, :3]) axis 1 { let n = net(u + h)
    return { h: 0.1 * n, out: n } }
  let b = scan (h = a.h) over (u = x[:, 3:]) axis 1 { let n = net(u + h)
    return { h: 0.1 * n, out: n } }
  let y = concat([a.out, b.out], axis: 1)`);
    const [p, q] = [one, two].map((text) => new Trainer(trainProgram(text)));
    for (let i = 0; i < 2; i++) {
      close(p!.step()["loss"]!, q!.step()["loss"]!, 1e-12);
      close(p!.weight("net.seen"), q!.weight("net.seen"), 1e-12);
    }
    expect(p!.weight("net.seen")[0]).toBeGreaterThan(6);
  });
});

describe("a loop's graph", () => {
  const inputs = { x: randomArray([2, 9, 4], 1), w: randomArray([4, 4], 2), h0: randomArray([2, 4], 3) };
  const scans = (nodes: readonly Node[]): Node<"scan">[] =>
    reachable(nodes).filter((n): n is Node<"scan"> => isOp(n, "scan"));
  const simplified = (text: string, grad: string[] = []) => {
    const { run } = compileText(text, inputs, grad).program;
    return simplify(run.graph, run.outputs.map((o) => o.node)); // prettier-ignore
  };

  it("computes what is the same in every step before the loop", () => {
    const text = `fn f(x, w, h0) {
  let run = scan (h = h0) over (u = x) axis 1 {
    return { h: tanh(h @ (w @ transpose(w)) + u @ exp(w)) }
  }
  return run.h
}`;
    const { outputs } = simplified(text);
    const [loop, ...rest] = scans(outputs);
    expect(rest).toEqual([]);
    const inside = reachable(loop!.attrs.body.outputs).filter((n) => n.op === "dot" || n.op === "exp");
    // Of three products and an exponential, the one with what is carried remains.
    expect(inside.map((n) => n.op)).toEqual(["dot"]);
  });

  it("multiplies after the loop what only leads to an output", () => {
    const text = `fn f(x, w, h0) {
  let run = scan (h = h0) over (u = x) axis 1 {
    let next = tanh(h + u)
    return { h: next, out: sigmoid(next @ w + 1) }
  }
  return run.out
}`;
    for (const grad of [[], ["x", "w"]]) {
      const loops = scans(simplified(text, grad).outputs);
      expect(loops.length).toBe(grad.length === 0 ? 1 : 2);
      for (const { attrs } of loops)
        expect(reachable(attrs.body.outputs).filter((n) => n.op === "dot")).toEqual([]);
    }
  });

  it("keeps for the backward pass only what that reads", () => {
    const text = `fn f(x, w, h0) {
  let run = scan (h = h0, unused = h0) over (u = x) axis 1 {
    return { h: h * u, unused: unused @ w, out: h @ w }
  }
  return run.h
}`;
    const alone = scans(simplified(text).outputs);
    expect(alone.map((s) => [s.attrs.carries, s.attrs.body.outputs.length])).toEqual([[1, 1]]);
    const both = scans(simplified(text, ["x"]).outputs);
    // Forward keeps h; backward carries its cotangent and gives that of x.
    expect(both.map((s) => [s.attrs.carries, s.attrs.body.outputs.length, s.attrs.reverse])).toEqual([
      [1, 2, false],
      [1, 2, true],
    ]);
  });

  it("reads as a loop", () => {
    const text = `fn f(x, w, h0) = (scan (h = h0) over (u = x) axis 1 { return { h: tanh(h @ w + u) } }).h`;
    const { graph, outputs } = simplified(text);
    const shown = showGraph(graph, [{ name: "y", node: outputs[0]! }], { renumber: true });
    expect(graph.nodes.length).toBeGreaterThan(4);
    expect(shown).toMatchInlineSnapshot(`
      "%0 = input name=x role=argument : f32[2, 9, 4]
      %1 = input name=w role=argument : f32[4, 4]
      %2 = input name=h0 role=argument : f32[2, 4]
      %3 = permute perm=[1, 0, 2] %0 : f32[9, 2, 4]   // test.nn:18
      %4 = scan length=9 reverse=false carries=1 slices=1 %2 %3 %1 : f32[]   // test.nn:18
        %0 = input name=carry0 role=argument : f32[2, 4]
        %1 = input name=slice0 role=argument : f32[2, 4]
        %2 = input name=captured0 role=argument : f32[4, 4]
        %3 = dot batch=[[], []] contract=[[1], [0]] %0 %2 : f32[2, 4]   // test.nn:71
        %4 = add %1 %3 : f32[2, 4]   // test.nn:71
        %5 = tanh %4 : f32[2, 4]   // test.nn:66
        return carry0 = %5
      %5 = result index=0 %4 : f32[2, 4]   // test.nn:18
      return y = %5
      "
    `);
  });
});
