/**
 * Values at the top of a file: a `config` has the type that is written for it, also where `--set` replaces it; values and
 * files may refer to each other in any order, but not in a circle.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { reader, Trainer, trainProgram } from "./run.ts";

const train = (loss: string): string =>
  `train t { steps = 1 param w = 2.0 minimize ${loss} with sgd(lr: 0.1) }`;

function titles(
  files: string | Readonly<Record<string, string>>,
  config: Readonly<Record<string, string>> = {},
): string[] {
  return compile("main.nn", { read: reader(files), config }).diagnostics.map((d) => `${d.code} ${d.title}`);
}

const loss = (source: string, config: Readonly<Record<string, string>> = {}): number =>
  new Trainer(trainProgram(source, { config })).step()["loss"]![0]!;

describe("a config with a type", () => {
  it.each([
    ["config a: int = 1.5", "`a` of `config` is an int, not the float 1.5"],
    ["config a: bool = 1", "`a` of `config` is a bool, not the integer 1"],
    ["config a: layer = 3", "`a` of `config` is a layer, not the integer 3"],
    ["config a: [2] = [1.0, 2.0, 3.0]", "`a` is declared [2]"],
  ])("%s", (text, title) => {
    expect(titles(`${text}\n${train("w^2")}`)).toEqual([`NN0202 ${title}`]);
  });

  const rate = `config rate: float = 2\nconfig pair: [2] = [1.0, 3.0]\n${train("rate * sum(pair) * w")}`;
  it("is a float where it says so, whatever --set writes", () => {
    expect(loss(rate)).toBe(16);
    expect(loss(rate, { rate: "0.5" })).toBe(4);
    expect(loss(rate, { pair: "[2, 5]" })).toBe(28);
  });
  it("refuses another type from --set", () => {
    expect(titles(rate, { rate: "true" })).toEqual([
      "NN0304 `--set rate=true` gives true, but `rate` is a float",
    ]);
    expect(titles(rate, { pair: "[2.0]" })).toEqual([
      "NN0304 `--set pair=[2.0]` gives a list of 1, but `pair` is declared [2]",
    ]);
  });
});

describe("values and files", () => {
  it("may come in any order", () => {
    expect(loss(`config b = a + 1\n${train("b * w")}\nconfig a = 2`)).toBe(6);
  });
  it("may not come in a circle, which is said once", () => {
    expect(titles(`config a = b\nconfig b = a + 1\n${train("a * w")}`)).toEqual([
      "NN0313 `a` depends on itself",
    ]);
  });
  it("may import from each other", () => {
    const other = 'import { add } from "main.nn"\nfn twice(x: []) -> [] = 2 * add(x)\nconfig start = 3';
    const main = 'import { twice, start } from "other.nn"\nfn add(x: []) -> [] = x + start\n';
    expect(titles({ "main.nn": main + train("twice(w)"), "other.nn": other })).toEqual([]);
  });
  it("are no tensors", () => {
    expect(titles(`config a = zeros([2])\n${train("sum(a) * w")}`)).toEqual([
      "NN0324 the value of `config a` must be known when the program is compiled",
    ]);
  });
});
