/**
 * What is wrong in the settings of a `train` block, of `--set` and of an optimizer is said where it stands.
 */
import { describe, expect, it } from "vitest";
import { compile, type CompileOptions } from "../../compiler/compile.ts";
import { reader, trainProgram } from "./run.ts";

const source = (
  body: string,
): string => `data sums = generate(40, split: 0.5) { x: [3] = normal([3])  y: [1] = [sum(x)] }
train t on sums {
  epochs = 2
  let n = dense(1)
  ${body}
}`;

/** The errors, each with the text that it points at; `--set NAME` where it points there. */
function errors(text: string, options: Partial<CompileOptions> = {}): string[] {
  const { diagnostics } = compile("main.nn", { read: reader(text), ...options });
  return diagnostics
    .filter((d) => d.severity === "error")
    .map((d) => {
      const { file, start, end } = d.labels[0]!.span;
      return `${d.code} ${d.title} @ ${file === "main.nn" ? text.slice(start, end) : file}`;
    });
}

describe("settings of an optimizer", () => {
  const minimize = (optimizer: string) => errors(source(`minimize mse(n(x), y) with ${optimizer}`));
  it.each([
    ['adam(lr: "a")', '`lr` of `adam` is one number, not the string "a" @ "a"'],
    ["adam(lr: x)", "`lr` of `adam` is one number, not [20, 3] @ x"],
    ["sgd(0.1, momentum: x)", "`momentum` of `sgd` is one number, not [20, 3] @ x"],
    ["sgd(lr: cosine)", "`lr` of `sgd` is one number, not the function `cosine` @ cosine"],
    ["sgd(0.1, nesterov: 1)", "`nesterov` of `sgd` is `true` or `false`, not the integer 1 @ 1"],
    ["adam(clip: true)", "`clip` of `adam` is one number, not true @ true"],
    ["adam(b1: 1.0)", "`b1` of `adam` is at least 0 and below 1, not 1 @ 1.0"],
    ["adamw(b2: -0.5)", "`b2` of `adamw` is at least 0 and below 1, not -0.5 @ -0.5"],
    ["rmsprop(0.1, alpha: 1.5)", "`alpha` of `rmsprop` is at least 0 and below 1, not 1.5 @ 1.5"],
    ["adadelta(rho: 1)", "`rho` of `adadelta` is at least 0 and below 1, not 1 @ 1"],
    ["sgd(0.1, momentum: -0.9)", "`momentum` of `sgd` is at least 0, not -0.9 @ -0.9"],
    ["muon(0.1, momentum: 1.0)", "`momentum` of `muon` is at least 0 and below 1, not 1 @ 1.0"],
    ["muon(0.1, steps: 0)", "`steps` of `muon` is at least 1, not 0 @ 0"],
    ["adam(decay_rank: 1.5)", "`decay_rank` of `adam` is a whole number, not 1.5 @ 1.5"],
    ["adam(eps: -1e-8)", "`eps` of `adam` is at least 0, not -1e-8 @ -1e-8"],
    ["lion(0.1, clip: -1)", "`clip` of `lion` is at least 0, not -1 @ -1"],
    ["sgd(0.1, nesterov: true)", "`nesterov` looks ahead along the momentum, and `sgd` has none here @ true"],
  ])("%s", (optimizer, wanted) => expect(minimize(optimizer)).toEqual([`NN0408 ${wanted}`]));
  it("may be at the ends of what they can be, and of one's own rules whatever they want", () => {
    const own = "optimizer mine(b1)(p, g) { set p = p - b1 * g }\n";
    for (const fine of ["adam(b1: 0, b2: 0.0, eps: 0)", "sgd(0.1, momentum: 1)", "sgd(0.1, momentum: 0.9, nesterov: true)"])
      expect(minimize(fine)).toEqual([]);
    expect(errors(own + source("minimize mse(n(x), y) with mine(b1: 1.5)"))).toEqual([]);
  }); // prettier-ignore
  it("an optimizer that is not there is no network", () => {
    const { diagnostics } = compile("main.nn", {
      read: reader(source("minimize mse(n(x), y) with rprop(0.1)")),
    });
    expect(diagnostics[0]!.fixes[0]!.title).toBe(
      "use one of the library's, such as `adam(lr: 1e-3)`, or declare it: `optimizer rprop(lr)(p, g) { set p = p - lr * g }`",
    );
  });
  it("may be schedules, and whatever else is one number", () => {
    expect(minimize("sgd(lr: cosine(0.1) * mean(x^2), decay: 0.1 / (1 + step))")).toEqual([]);
  });
});

describe("settings of a training, in the file and by --set", () => {
  const minimize = "minimize mse(n(x), y) with adam()  metric off = mae(n(x), y)";
  it.each([
    ["precision", "bf16", "`precision` is `f32` or `f16`, not `bf16`"],
    ["keep", "of", "`keep` names the metric that says which checkpoint is the best"],
    ["patience", "0", "`patience` is a whole number from 1 on, not the integer 0"],
    ["accumulate", "1.5", "`accumulate` is a whole number from 1 on, not the float 1.5"],
    ["shuffle", "1", "`shuffle` is `true` or `false`, not the integer 1"],
    ["seed", "-1", "`seed` is a whole number, not the integer -1"],
  ])("%s = %s", (name, value, title) => {
    expect(errors(source(`${minimize}\n${name} = ${value}`))).toEqual([`NN0404 ${title} @ ${value}`]);
    const set = { config: { [name]: value } };
    expect(errors(source(minimize), set)).toEqual([`NN0404 ${title} @ --set ${name}`]);
  });
  it.each([
    ["precision", "f16"],
    ["keep", "off"],
    ["keep", '"off"'],
    ["patience", "3"],
  ])("%s = %s is right", (name, value) => {
    expect(errors(source(`${minimize}\n${name} = ${value}`))).toEqual([]);
    expect(errors(source(minimize), { config: { [name]: value } })).toEqual([]);
  });
});

describe("a batch that nobody wrote", () => {
  const batch = (examples: number, body = ""): number =>
    trainProgram(`data few = generate(${examples}, split: 0.5) { x: [3] = normal([3]) }
train t on few {
  epochs = 2
  let n = dense(1)
  ${body}
  minimize sum(n(x)^2) with sgd(lr: 0.1)
}`).settings.batch;

  it("is 32, or all training examples where there are fewer", () => {
    expect([batch(100), batch(20), batch(20, "accumulate = 3")]).toEqual([32, 10, 3]);
    expect(batch(20, "batch = 16")).toBe(16);
  });
});
