/**
 * Names, before anything is evaluated: unknown ones, and names that would mean two things in one scope.
 *
 * This walks every branch of every declaration, so a misspelt name is found even where no caller comes by. What a name
 * means is found again, by the same scopes, when it is evaluated.
 */
import type {
  Block,
  Body,
  Expr,
  File,
  Ident,
  Item,
  Name,
  Param,
  Span,
  Stage,
  Stmt,
  TrainItem,
  Type,
} from "../../grammar/ast.ts";
import { childrenOf, type Node as AstNode } from "../../grammar/children.ts";
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import { dataSet } from "./data.ts";
import { ambientNames } from "./library.ts";
import { isModule } from "./foreign.ts";
import { Scope } from "./scope.ts";
import { type Module, type Session, takenName } from "./session.ts";
import { unknownModules, unknownName, withoutData } from "./unknown-names.ts";

export function checkNames(session: Session, module: Module): void {
  for (const item of module.ast.items) {
    const before = session.diagnostics.length;
    const names = new Names(session, module.scope, module.ast);
    names.item(item);
    names.reportUnknown();
    if (session.diagnostics.length > before) session.unnamed.add(item);
    // A misspelt name is the likelier mistake, and mostly leaves another one unused.
    else names.reportUnused();
  }
}

class Names {
  constructor(
    readonly session: Session,
    readonly file: Scope,
    readonly ast: File,
  ) {}

  /** Unknown names of this declaration, each with all its places: one mistake gives one message. */
  readonly unknown = new Map<
    string,
    { readonly name: string; readonly spans: Span[]; readonly scope: Local }
  >();
  /** `let`s that no name has referred to so far. */
  readonly unused = new Set<Ident>();
  /** Names that are applied to arguments. */
  readonly called = new Set<string>();
  /** `nn.Linear` and the like. */
  readonly modules: { readonly module: Name; readonly member: Ident }[] = [];

  item(item: Item): void {
    const { file } = this;
    switch (item.kind) {
      case "import":
        return;
      case "data": {
        const fields = new Map<string, Span>();
        for (const { name } of item.fields) {
          const before = fields.get(name.name);
          if (before) this.session.report(takenName(name.name, name.span, before));
          if (TRAIN_NAMES.includes(name.name)) this.session.report(ofTrain(name));
          fields.set(name.name, name.span);
        }
        return;
      }
      case "config":
        return this.expr(new Local(file), item.value);
      case "fn": {
        const scope = new Local(file);
        this.header(scope, item.params, item.result);
        return this.body(scope, item.body);
      }
      case "layer": {
        const scope = new Local(file);
        this.header(scope, [...(item.settings ?? []), ...item.inputs], item.result);
        return this.body(scope, item.body);
      }
      case "optimizer": {
        const scope = new Local(file, ["global_norm"]);
        this.header(scope, [...item.settings, ...item.inputs], undefined);
        return this.body(scope, item.body);
      }
      case "train":
        return this.train(item.items, item.on);
      case "test":
        return this.body(new Local(file), item.body);
      default:
        item satisfies never;
    }
  }

  header(scope: Local, params: readonly Param[], result: Type | undefined): void {
    for (const p of params) this.bind(scope, p.name);
    // A size is a variable of the header unless it is known, so names of sizes are never unknown.
    for (const p of params) this.dims(scope, p.type);
    this.dims(scope, result);
    for (const p of params) if (p.default) this.expr(scope, p.default);
  }

  dims(scope: Local, type: Type | undefined): void {
    if (!type) return;
    if (type.kind === "recordType") return type.fields.forEach((f) => this.dims(scope, f.type));
    for (const p of type.shape ?? []) {
      if (p.kind === "dims") {
        if (p.name) scope.dim(p.name.name, p.name.span);
        continue;
      }
      const walk = (n: AstNode): void => {
        if ("kind" in n && n.kind === "member") return;
        if (
          "kind" in n &&
          n.kind === "name" &&
          n.name !== "_" &&
          !this.file.own(n.name) &&
          !scope.names.has(n.name)
        )
          scope.dim(n.name, n.span);
        childrenOf(n).forEach(walk);
      };
      walk(p.value);
    }
  }

  train(items: readonly TrainItem[], on: Expr | undefined): void {
    const scope = new Local(this.file, on ? ["batch"] : []);
    if (on) {
      this.expr(scope, on);
      const set =
        on.kind === "name" && this.file.find(on.name)?.kind !== undefined
          ? dataSet(this.session, on.name)
          : undefined;
      if (!set) scope.open = true;
      // What the data lacks has been reported there.
      for (const f of set?.ast.fields ?? []) scope.names.set(f.name.name, f.name.span);
    }
    const reports = new Map<string, Span>();
    for (const item of items)
      switch (item.kind) {
        case "field":
          if (item.name.name !== "keep" && item.name.name !== "precision") this.expr(scope, item.value);
          break;
        case "minimize":
          for (const e of [item.loss, ...item.over, item.optimizer, ...(item.every ? [item.every] : [])])
            this.expr(scope, e);
          break;
        case "metric":
        case "predict": {
          this.expr(scope, item.value);
          const { name, span } = item.name;
          const before = reports.get(`${item.kind} ${name}`);
          if (before) this.session.report(takenName(name, span, before));
          if (item.kind === "metric" && /^loss(_\d+)?$/.test(name))
            this.session.report(
              diagnostic("NN0303", `a metric cannot be called \`${name}\``, {
                labels: [{ span, text: "the loss itself is reported under this name" }],
                help: "leave it out, or choose another name",
              }),
            );
          reports.set(`${item.kind} ${name}`, span);
          break;
        }
        default:
          this.stmt(scope, item);
      }
  }

  body(scope: Local, body: Body): void {
    if (body.kind === "exprBody") this.expr(scope, body.value);
    else this.block(scope, body);
  }

  block(scope: Local, block: Block): void {
    for (const stmt of block.stmts) this.stmt(scope, stmt);
    if (block.result) this.expr(scope, block.result);
    // What is missing is the `return`.
    else for (const name of scope.lets.values()) this.unused.delete(name);
  }

  stmt(scope: Local, stmt: Stmt): void {
    switch (stmt.kind) {
      case "let":
        this.type(scope, stmt.type);
        this.expr(scope, stmt.value);
        if ("name" in stmt.pattern) {
          this.bind(scope, stmt.pattern);
          scope.lets.set(stmt.pattern.name, stmt.pattern);
          if (!stmt.pattern.name.startsWith("_")) this.unused.add(stmt.pattern);
        } else stmt.pattern.forEach((name) => this.bind(scope, name));
        return;
      case "param":
      case "state":
        this.type(scope, stmt.type);
        this.expr(scope, stmt.value);
        this.bind(scope, stmt.name);
        return;
      case "set":
        this.use(scope, stmt.name.name, stmt.name.span);
        return this.expr(scope, stmt.value);
      case "expect":
        return this.expr(scope, stmt.value);
      default:
        stmt satisfies never;
    }
  }

  /** Sizes in a body's annotation are names that mean something already. */
  type(scope: Local, type: Type | undefined): void {
    if (!type) return;
    if (type.kind === "recordType") return type.fields.forEach((f) => this.type(scope, f.type));
    for (const p of type.shape ?? []) if (p.kind === "dim") this.expr(scope, p.value);
  }

  expr(scope: Local, e: Expr | Stage): void {
    switch (e.kind) {
      case "name":
        return this.use(scope, e.name, e.span);
      case "call":
        if (e.callee.kind === "name") this.called.add(e.callee.name);
        this.expr(scope, e.callee);
        return e.args.forEach((a) => this.expr(scope, a.value));
      case "member":
        if (e.x.kind === "name" && isModule(e.x.name) && !this.isKnown(scope, e.x.name))
          return this.module(e.x, e.name);
        return this.expr(scope, e.x);
      case "record":
        return e.fields.forEach((f) => this.expr(scope, f.value));
      case "scan": {
        for (const b of [...e.carries, ...e.over]) this.expr(scope, b.value);
        if (e.axis) this.expr(scope, e.axis);
        const inner = scope.inner();
        for (const b of [...e.carries, ...e.over]) this.bind(inner, b.name);
        return this.block(inner, e.body);
      }
      case "index":
        this.expr(scope, e.x);
        for (const i of e.items) {
          if (i.kind === "at") this.expr(scope, i.value);
          if (i.kind === "slice") for (const x of [i.start, i.stop, i.step]) if (x) this.expr(scope, x);
        }
        return;
      case "pipe":
        this.expr(scope, e.left);
        return this.expr(scope, e.stage);
      case "repeat":
        this.expr(scope, e.count);
        return e.stages.forEach((s) => this.expr(scope, s));
      case "from":
        return this.expr(scope, e.x);
      case "unary":
        return this.expr(scope, e.x);
      case "binary":
        this.expr(scope, e.left);
        return this.expr(scope, e.right);
      case "if":
        this.expr(scope, e.cond);
        this.expr(scope, e.then);
        return this.expr(scope, e.else);
      case "list":
        return e.items.forEach((i) => this.expr(scope, i));
      case "num":
      case "str":
      case "bool":
        return;
      default:
        e satisfies never;
    }
  }

  bind(scope: Local, name: Ident): void {
    const before = scope.declared(name.name) ?? this.file.own(name.name)?.span;
    if (before && name.name !== "_") this.session.report(takenName(name.name, name.span, before));
    scope.names.set(name.name, name.span);
  }

  isKnown(scope: Local, name: string): boolean {
    if (name === "_" || scope.knows(name) || this.file.find(name)) return true;
    return (ambientNames as readonly string[]).includes(name) || scope.isOpen;
  }

  module(module: Name, member: Ident): void {
    this.modules.push({ module, member });
  }

  use(scope: Local, name: string, span: Span): void {
    const used = scope.letOf(name);
    if (used) this.unused.delete(used);
    if (this.isKnown(scope, name)) return;
    const before = this.unknown.get(name);
    if (before) before.spans.push(span);
    else this.unknown.set(name, { name, spans: [span], scope });
  }

  reportUnused(): void {
    for (const { name, span } of this.unused)
      this.session.report(
        diagnostic("NN0331", `\`${name}\` is never used`, {
          severity: "warning",
          labels: [{ span, text: "computed for nothing" }],
          help: `use it, take it away, or call it \`_${name}\` if that is meant`,
        }),
      );
  }

  reportUnknown(): void {
    const columnsOf = (data: string) => dataSet(this.session, data)?.info?.columns.map((c) => c.name) ?? [];
    const dataless = withoutData(this.unknown, this.ast);
    const found = [...this.unknown.values()].map(({ name, spans, scope }) =>
      unknownName(name, spans, {
        scope,
        called: this.called.has(name),
        file: this.file,
        ast: this.ast,
        columnsOf,
      }),
    );
    if (dataless !== undefined) found.push(dataless);
    if (this.modules.length > 0) found.push(unknownModules(this.modules, this.file));
    const start = (d: Diagnostic): number => d.labels[0]!.span.start;
    for (const d of found.sort((a, b) => start(a) - start(b))) this.session.report(d);
  }
}
/** What `train` has in scope beside the fields of its data. */
const TRAIN_NAMES = ["batch", "step", "epoch", "total_steps", "training"];

const ofTrain = ({ name, span }: Ident): Diagnostic =>
  diagnostic("NN0303", `a field cannot be called \`${name}\``, {
    labels: [{ span, text: "in `train` this name has a meaning of its own" }],
    help: "choose another name for the field",
  });

/** The names of one body, by where they were introduced. */
export class Local {
  readonly names = new Map<string, Span>();
  readonly dims = new Map<string, Span>();
  readonly lets = new Map<string, Ident>();
  /** Names may come from data whose declaration failed. */
  open = false;

  constructor(
    readonly file: Scope,
    readonly given: readonly string[] = [],
    readonly parent?: Local,
  ) {}

  inner(): Local {
    return new Local(this.file, [], this);
  }

  dim(name: string, span: Span): void {
    if (!this.dims.has(name)) this.dims.set(name, span);
  }

  get isOpen(): boolean {
    return this.open || (this.parent?.isOpen ?? false);
  }

  declared(name: string): Span | undefined {
    return this.names.get(name) ?? this.dims.get(name) ?? this.parent?.declared(name);
  }

  /** The `let` that a name refers to. */
  letOf(name: string): Ident | undefined {
    return this.lets.get(name) ?? (this.names.has(name) ? undefined : this.parent?.letOf(name));
  }

  knows(name: string): boolean {
    return (
      this.names.has(name) ||
      this.dims.has(name) ||
      this.given.includes(name) ||
      (this.parent?.knows(name) ?? false)
    );
  }

  *visible(): Generator<string> {
    yield* this.names.keys();
    yield* this.dims.keys();
    yield* this.given;
    if (this.parent) yield* this.parent.visible();
  }
}
