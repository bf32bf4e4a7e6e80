/** What the grammar's tests share: trees without spans, seeded randomness, the programs of language.md. */
import { readdirSync, readFileSync } from "node:fs";
import type * as ast from "../../grammar/ast.ts";
import { parse } from "../../grammar/index.ts";

const folder = new URL("./programs/", import.meta.url);

/** The programs of language.md section 10, as written there. */
export const programs: readonly (readonly [string, string])[] = readdirSync(folder)
  .sort()
  .map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);

/** The tree as plain data, without spans: what the text says, not where. */
export function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(
    ([key, value]) => key !== "span" && key !== "file" && value !== undefined,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}

export function parseClean(source: string): ast.File {
  const { ast, diagnostics } = parse(source, "test.nn");
  if (diagnostics.length > 0) throw new Error(`${JSON.stringify(diagnostics, null, 1)}\nin:\n${source}`);
  return ast;
}

export function parseExpr(source: string): ast.Expr {
  const [item] = parseClean(`config c = ${source}`).items;
  if (item?.kind !== "config") throw new Error("not a config");
  return item.value;
}

/** An expression with all its parentheses, to show how operators bind. */
export function grouped(x: ast.Stage): string {
  switch (x.kind) {
    case "num":
      return x.text;
    case "name":
      return x.name;
    case "unary":
      return `(${x.op}${grouped(x.x)})`;
    case "binary":
      return `(${grouped(x.left)} ${x.op} ${grouped(x.right)})`;
    case "pipe":
      return `(${grouped(x.left)} |> ${grouped(x.stage)})`;
    case "call":
      return `${grouped(x.callee)}(${x.args.map((arg) => grouped(arg.value)).join(", ")})`;
    case "member":
      return `${grouped(x.x)}.${x.name.name}`;
    case "repeat":
      return `repeat ${grouped(x.count)} { ${x.stages.map(grouped).join(" |> ")} }`;
    case "if":
      return `(if ${grouped(x.cond)} then ${grouped(x.then)} else ${grouped(x.else)})`;
    default:
      return x.kind;
  }
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
