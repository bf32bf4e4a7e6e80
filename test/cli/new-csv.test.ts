/**
 * `nn new NAME --csv FILE`: what it chooses for a table, and that the program is right and trains as it is.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTable, programFor, targetOf } from "../../cli/shared/csv-program.ts";
import { compile } from "../../compiler/compile.ts";
import { folder, nn } from "./nn.ts";

const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `${row(i)}\n`).join("");

/** The program for a table, compiled without its file: the types that it declares fit each other. */
function written(csv: string, target?: string): string {
  const choice = openTable(new TextEncoder().encode(csv), "my table.csv");
  const text = programFor(choice, targetOf(choice.table, target), "data/my table.csv", "my_table");
  const { diagnostics } = compile("p.nn", { read: () => text });
  expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  return text;
}

test("a number is regression, of a size that networks learn well", () => {
  const text = written(`area,price\n${rows(20, (i) => `${i},${100_000 + 7000 * i}`)}`);
  expect(text).toContain("y: [1] = [price / 100_000]");
  expect(text).toContain("minimize mse(guess, y)");
  expect(text).toContain("predict price = guess[:, 0] * 100_000");
  expect(text).toContain("// Always guessing the mean would be wrong by 35,000 on average.");
});

test("text is classification, and so are few whole numbers, wherever they begin", () => {
  const names = written(`a,kind\n${rows(20, (i) => `${i / 7},${i % 2 ? "cat" : "dog"}`)}`);
  expect(names).toContain("class: i32 = category(kind)");
  expect(names).toContain("-> [batch, 2]");
  expect(written(`a,grade\n${rows(30, (i) => `${i / 7},${1 + (i % 3)}`)}`)).toContain(
    "class: i32 = i32(grade) - 1",
  );
});

test("a column of names is not what is to be learned", () => {
  const text = written(`a,price,name\n${rows(20, (i) => `${i},${3 * i},car ${i}`)}`);
  expect(text).toContain("predict price");
  expect(text).not.toContain("category(name)");
});

test("another column can be the target, by its name in the file too", () => {
  const csv = `Living Area (m2),price\n${rows(20, (i) => `${i / 3},${i}`)}`;
  expect(written(csv, "Living Area (m2)")).toContain("predict Living_Area_m2 =");
  expect(() => written(csv, "Living Aera")).toThrow("has no column");
});

test("features by what they hold: numbers, few texts, many texts, and what is left out", () => {
  const header = "id,city,plan,note,constant,size,y\n";
  const text = written(
    header + rows(100, (i) => `${i},c${i % 20},${["a", "b", "c"][i % 3]!},n${i},7,${i / 9},${Math.sin(i)}`),
  );
  expect(text).toContain("x: [1] = [size]");
  expect(text).toContain("city_number: i32 = category(city)");
  expect(text).toContain("plan_kind: [3] = one_hot(plan)");
  for (const left of ["id: a number that only names", "note: a different text", "constant: the same"])
    expect(text).toContain(`// - ${left}`);
});

test("blank cells, other separators, and columns whose names the language needs", () => {
  const csv = `let;batch;my_table;x\n${rows(20, (i) => `${i};${i === 3 ? "" : i / 3};${i / 5};${i / 7}`)}`;
  const text = written(csv);
  expect(text).toContain('separator: ";"');
  expect(text).toContain('missing: "drop"');
  expect(text).toContain("// 1 row with blank cells in `batch`");
  expect(text).toContain("[let_, batch");
});

test("decimal commas", () => {
  const comma = (x: number) => x.toFixed(2).replace(".", ",");
  const text = written(
    `width;place;price\n${rows(20, (i) => `${comma(i / 3)};"${i % 2},${i % 3}a";${comma(i * i)}`)}`,
  );
  expect(text).toContain('separator: ";", decimal: ","');
  expect(text).toContain("= [width]");
  expect(text).toContain("one_hot(place)");
});

test("trains at once", async () => {
  const csv = `length;width;species\n${rows(40, (i) => `${i % 2};${(i % 2) + 0.1 * (i % 5)};${i % 2 ? "a" : "b"}`)}`;
  const cwd = folder({ "flowers.csv": csv });
  const made = await nn(["new", "first", "--csv", "flowers.csv"], { cwd });
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(made.stdout).toContain("predicts `species`");
  const dir = join(cwd, "first");
  expect(readFileSync(join(dir, "data/flowers.csv"), "utf8")).toBe(csv);
  const run = await nn(["train", "first.nn", "--device", "cpu", "--epochs", "20"], { cwd: dir });
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/accuracy 1\b/);
});
