/** Random syntax trees, for the round trip through the printer and the parser. Spans mean nothing in them. */
import type * as ast from "../../grammar/ast.ts";

const span: ast.Span = { file: "random.nn", start: 0, end: 0 };
const words = [
  "x",
  "y_1",
  "batch",
  "data",
  "test",
  "every",
  "over",
  "from",
  "state",
  "set",
  "axis",
  "with",
  "on",
  "_",
];
const binaryOps: readonly ast.BinaryOp[] = ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "@", "^"]; // prettier-ignore
const numbers = ["0", "10_000", "1e-4", "0.3", ".5", "2."];
const strings = ["", "a b", 'quo"te', "back\\slash", "new\nline", "// no comment", "é😀", "\u0000"];

export function randomFile(next: () => number): ast.File {
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const many = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
  const some = <T>(most: number, make: () => T): T[] => [make(), ...many(most - 1, make)];
  const maybe = <K extends string, T>(key: K, make: () => T): { [P in K]?: T } =>
    next() < 0.5 ? ({ [key]: make() } as { [P in K]?: T }) : {};

  const ident = (): ast.Ident => ({ name: pick(words), span });
  const num = (): ast.Num => {
    const text = pick(numbers);
    return { kind: "num", text, value: Number(text.replaceAll("_", "")), isInt: /^[\d_]+$/.test(text), span };
  };
  const str = (): ast.Str => ({ kind: "str", value: pick(strings), span });
  const name = (): ast.Name => ({ kind: "name", name: pick(words), span });
  const arg = (depth: number): ast.Arg => ({ ...maybe("name", ident), value: expr(depth), span });
  const bind = (depth: number) => ({ name: ident(), value: expr(depth) });

  const expr = (depth: number): ast.Expr => {
    if (depth <= 0)
      return pick([num, str, name, name, () => ({ kind: "bool", value: next() < 0.5, span }) as const])();
    const d = depth - 1 - below(2);
    switch (below(14)) {
      case 0:
        return { kind: "list", items: many(12, () => expr(d - 1)), span };
      case 1:
        return { kind: "record", fields: many(3, () => bind(d)), span };
      case 2:
        return { kind: "unary", op: pick(["-", "!"]), x: expr(d), span };
      case 3:
        return { kind: "call", callee: expr(d), args: many(3, () => arg(d)), span };
      case 4:
        return { kind: "index", x: expr(d), items: some(3, () => indexItem(d)), span };
      case 5:
        return { kind: "member", x: expr(d), name: ident(), span };
      case 6:
        return { kind: "from", x: expr(d), path: str(), span };
      case 7:
        return { kind: "if", cond: expr(d), then: expr(d), else: expr(d), span };
      case 8:
        return {
          kind: "scan",
          carries: some(2, () => bind(d)),
          over: some(2, () => bind(d)),
          ...maybe("axis", () => expr(d)),
          body: block(d),
          span,
        };
      case 9:
      case 10:
        return { kind: "pipe", left: expr(d), stage: stage(d), span };
      default:
        return { kind: "binary", op: pick(binaryOps), left: expr(d), right: expr(d), span };
    }
  };
  const indexItem = (depth: number): ast.IndexItem => {
    const kind = below(3);
    if (kind === 0) return { kind: "ellipsis", span };
    if (kind === 1) return { kind: "at", value: expr(depth), span };
    const part = (): ast.Expr => expr(depth);
    return { kind: "slice", ...maybe("start", part), ...maybe("stop", part), ...maybe("step", part), span };
  };
  const stage = (depth: number): ast.Stage =>
    next() < 0.25
      ? { kind: "repeat", count: expr(depth - 1), stages: some(3, () => stage(depth - 1)), span }
      : expr(depth);

  const type = (depth: number): ast.Type => {
    if (depth > 0 && next() < 0.2) {
      return { kind: "recordType", fields: some(3, () => ({ name: ident(), type: type(depth - 1) })), span };
    }
    const dim = (): ast.DimPattern =>
      next() < 0.3 ? { kind: "dims", ...maybe("name", ident), span } : { kind: "dim", value: expr(1), span };
    const shape = many(4, dim);
    if (next() < 0.5) return { kind: "tensorType", shape, span };
    return { kind: "tensorType", name: next() < 0.2 ? { name: "layer", span } : ident(), ...maybe("shape", () => shape), span }; // prettier-ignore
  };
  const annotated = (depth: number) => ({ ...maybe("type", () => type(1)), value: expr(depth) });
  const stmt = (depth: number): ast.Stmt => {
    const kind = pick(["let", "param", "state", "set", "expect"] as const);
    if (kind === "let")
      return { kind, pattern: next() < 0.3 ? some(3, ident) : ident(), ...annotated(depth), span };
    if (kind === "set") return { kind, name: ident(), value: expr(depth), span };
    if (kind === "expect") return { kind, value: expr(depth), span };
    return { kind, name: ident(), ...annotated(depth), span };
  };
  const block = (depth: number): ast.Block => ({
    kind: "block",
    stmts: many(3, () => stmt(depth)),
    ...maybe("result", () => expr(depth)),
    span,
  });
  const body = (): ast.Body => (next() < 0.5 ? block(3) : { kind: "exprBody", value: expr(5), span });
  const param = (): ast.Param => ({
    name: ident(),
    ...maybe("type", () => type(1)),
    ...maybe("default", () => expr(1)),
    span,
  });
  const params = (): ast.Param[] => many(4, param);
  const field = (): ast.Field => ({ kind: "field", name: ident(), ...annotated(3), span });
  const trainItem = (): ast.TrainItem => {
    const kind = pick(["field", "stmt", "minimize", "metric", "predict"] as const);
    if (kind === "field") return field();
    if (kind === "stmt") return stmt(3);
    if (kind !== "minimize") return { kind, name: ident(), value: expr(3), span };
    const over = many(2, () => expr(2));
    return { kind, loss: expr(3), over, optimizer: expr(2), ...maybe("every", () => expr(2)), span };
  };
  const item = (): ast.Item => {
    const doc = maybe("doc", () => pick(["One line.", "Two\n  lines.", "gap\n\nbelow"]));
    const result = maybe("result", () => type(2));
    switch (below(8)) {
      case 0:
        return { ...doc, kind: "import", names: some(3, ident), from: str(), span };
      case 1:
        return { ...doc, kind: "config", name: ident(), ...annotated(3), span };
      case 2:
        return { ...doc, kind: "data", name: ident(), source: expr(2), fields: many(3, field), span };
      case 3:
        return { ...doc, kind: "fn", name: ident(), params: params(), ...result, body: body(), span };
      case 4:
        return {
          ...doc,
          kind: "layer",
          model: next() < 0.5,
          name: ident(),
          ...maybe("settings", params),
          inputs: params(),
          ...result,
          body: body(),
          span,
        };
      case 5:
        return {
          ...doc,
          kind: "optimizer",
          name: ident(),
          settings: params(),
          inputs: params(),
          body: block(3),
          span,
        };
      case 6:
        return {
          ...doc,
          kind: "train",
          name: ident(),
          ...maybe("on", () => expr(2)),
          items: many(5, trainItem),
          span,
        };
      default:
        return { ...doc, kind: "test", title: str(), body: block(3), span };
    }
  };
  return { file: "random.nn", items: some(4, item), span };
}
