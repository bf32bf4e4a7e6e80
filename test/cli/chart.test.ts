/**
 * Charts of values that leave a scale nothing to divide: equal ones, equal up to rounding, and zeros on a logarithmic one.
 */
import { describe, expect, it } from "vitest";
import { lineChart, type Line } from "../../cli/shared/report/chart.ts";

const line = (values: readonly number[]): Line => ({
  name: "a",
  points: values.map((value, step) => ({ step, value })),
});

describe("a chart's scale has a few ticks, and its line lies inside, for", () => {
  it.each<[string, number[], "linear" | "log" | undefined]>([
    ["equal values", [0.003, 0.003, 0.003], undefined],
    ["values that differ by rounding", [0.003, 0.003 + 2 ** -60, 0.003 + 2 ** -61], undefined],
    ["the means of many equal values", new Array<number>(705).fill(0.003), undefined],
    ["one value on a logarithmic scale", [1e-3], "log"],
    ["equal values on a logarithmic scale", [1e-3, 1e-3], "log"],
    ["a 0 on a logarithmic scale", [0, 1e-3, 1], "log"],
    ["zeros on a logarithmic scale", [0, 0], "log"],
    ["values over many decades", [1e-20, 1, 1e20], undefined],
    ["values that are not finite", [NaN, 1, Infinity, 2], undefined],
  ])("%s", (_, values, scale) => {
    const page = lineChart("A", [line(values)], scale ? { scale } : {})!.text;
    const ticks = page.match(/class="tick/g) ?? [];
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(30);
    const numbers = [...page.matchAll(/points="([^"]*)"/g)].flatMap((m) =>
      m[1]!.trim().split(/[ ,]+/).map(Number),
    );
    expect(numbers.length).toBeGreaterThan(0);
    // Values that are not finite have no place; the others do.
    if (values.every(Number.isFinite)) expect(numbers.every((n) => n >= 0 && n <= 360)).toBe(true);
  });
});
