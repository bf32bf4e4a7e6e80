/** What compiling costs, counted and not timed: it grows with the number of layers in proportion, and equal layers share. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { floorTarget } from "../../compiler/7-emit/target.ts";
import { compile } from "../../compiler/compile.ts";
import { compileComputation } from "../../compiler/pipeline.ts";

const file = join(import.meta.dirname, "../../bench/workloads/w4.nn");
const source = readFileSync(file, "utf8");

/** Elaborates a program and counts the expressions that were. */
function elaborated(
  text: string,
  depth: number,
): { count: number; program: ReturnType<typeof compile>["program"] } {
  let count = 0;
  const { program } = compile("w4.nn", {
    read: () => text,
    config: { depth: `${depth}` },
    observe: () => void count++,
  });
  return { count, program };
}

describe("a transformer of 2, 4 and 8 layers", () => {
  const made = (depth: number) => {
    const { count, program } = elaborated(source, depth);
    const { step } = program!.train["w4"]!;
    const compiled = compileComputation(step, floorTarget("software"));
    return {
      shaders: compiled.plan.shaders.map((s) => s.wgsl),
      counts: {
        elaborated: count,
        nodes: step.graph.nodes.length,
        rewrites: [...compiled.fired.values()].reduce((a, b) => a + b, 0),
        simplified: compiled.simplified.graph.nodes.length,
        expressions: compiled.fused.exprs.size,
        dispatches: compiled.plan.dispatches.length,
      },
    };
  };
  const [two, four, eight] = [made(2), made(4), made(8)];

  test("has the same number of shaders", () => {
    expect(four.shaders.length).toBe(eight.shaders.length);
    expect(two.shaders.length).toBe(four.shaders.length);
  });

  test.each(["elaborated", "nodes", "rewrites", "simplified", "expressions", "dispatches"] as const)(
    "needs %s in proportion to its layers",
    (what) => {
      const [a, b, c] = [two.counts[what], four.counts[what], eight.counts[what]];
      expect(b).toBeGreaterThan(a);
      // Four layers more cost twice what two more do.
      expect((c - b) / (b - a)).toBeGreaterThan(1.9);
      expect((c - b) / (b - a)).toBeLessThan(2.1);
    },
  );
});

test("a declaration with many equal layers is checked as one with few", () => {
  const model = source.slice(0, source.indexOf("train "));
  expect(elaborated(model, 100).count).toBe(elaborated(model, 2).count);
});

describe("a train block", () => {
  const times = (text: string): number => {
    const loss = text.indexOf("cross_entropy(");
    let count = 0;
    compile("w4.nn", {
      read: () => text,
      observe: ({ kind, span }) => {
        if (kind === "call" && span.file === "w4.nn" && span.start === loss) count++;
      },
    });
    return count;
  };
  const replaced = (from: string, to: string): string => {
    expect(source).toContain(from);
    return source.replace(from, to);
  };

  test("is elaborated once where training makes no difference", () => {
    expect(times(source)).toBe(1);
  });

  test("is elaborated twice, in training and not, where something asks which it is", () => {
    expect(times(replaced("|> gelu_tanh", "|> gelu_tanh |> dropout(0.1)"))).toBe(2);
  });

  test("is elaborated twice where there are scores", () => {
    expect(
      times(replaced("decay: 0.01)", "decay: 0.01)\n  metric certain = mean(max(x |> gpt(), axis: -1))")),
    ).toBe(2);
  });
});
