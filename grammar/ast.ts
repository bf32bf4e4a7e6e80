/**
 * The typed syntax tree of a `.nn` file.
 *
 * Every node carries the span of source text it was read from. The tree keeps what was written (a number's text, the
 * order of items) and nothing of what it means; names are resolved in `compiler/1-check`.
 */

/** A half-open range of UTF-16 offsets in one source file. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** Where a span is the application of a layer in a built graph: the instance's path. */
  readonly instance?: string;
}

export interface Ident {
  readonly name: string;
  readonly span: Span;
}

// ---------------------------------------------------------------- file and declarations

export interface File {
  readonly file: string;
  readonly items: readonly Item[];
  readonly span: Span;
}

export type Item = Import | Config | Data | Fn | Layer | Optimizer | Train | Test;

interface Declared {
  readonly span: Span;
  /** The text of the `///` lines directly above, without the slashes. */
  readonly doc?: string;
}

export interface Import extends Declared {
  readonly kind: "import";
  readonly names: readonly Ident[];
  readonly from: Str;
}

export interface Config extends Declared {
  readonly kind: "config";
  readonly name: Ident;
  readonly type?: Type;
  readonly value: Expr;
}

export interface Data extends Declared {
  readonly kind: "data";
  readonly name: Ident;
  readonly source: Expr;
  readonly fields: readonly Field[];
}

export interface Fn extends Declared {
  readonly kind: "fn";
  readonly name: Ident;
  readonly params: readonly Param[];
  readonly result?: Type;
  readonly body: Body;
}

/** `layer` or `model`. With one parameter list in the source, `settings` is undefined and the list holds tensors. */
export interface Layer extends Declared {
  readonly kind: "layer";
  readonly model: boolean;
  readonly name: Ident;
  readonly settings?: readonly Param[];
  readonly inputs: readonly Param[];
  readonly result?: Type;
  readonly body: Body;
}

export interface Optimizer extends Declared {
  readonly kind: "optimizer";
  readonly name: Ident;
  readonly settings: readonly Param[];
  readonly inputs: readonly Param[];
  readonly body: Block;
}

export interface Train extends Declared {
  readonly kind: "train";
  readonly name: Ident;
  readonly on?: Expr;
  readonly items: readonly TrainItem[];
}

export interface Test extends Declared {
  readonly kind: "test";
  readonly title: Str;
  readonly body: Block;
}

/** `name: type = value`, a field of `data` or a setting of `train`. */
export interface Field {
  readonly kind: "field";
  readonly name: Ident;
  readonly type?: Type;
  readonly value: Expr;
  readonly span: Span;
}

export type TrainItem = Field | Stmt | Minimize | Metric | Predict;

export interface Minimize {
  readonly kind: "minimize";
  readonly loss: Expr;
  readonly over: readonly Expr[];
  readonly optimizer: Expr;
  readonly every?: Expr;
  readonly span: Span;
}

export interface Metric {
  readonly kind: "metric";
  readonly name: Ident;
  readonly value: Expr;
  readonly span: Span;
}

export interface Predict {
  readonly kind: "predict";
  readonly name: Ident;
  readonly value: Expr;
  readonly span: Span;
}

export interface Param {
  readonly name: Ident;
  readonly type?: Type;
  readonly default?: Expr;
  readonly span: Span;
}

// ---------------------------------------------------------------- bodies and statements

/** `= expr` has no statements and a result; `{ … }` may have both. */
export interface Block {
  readonly kind: "block";
  readonly stmts: readonly Stmt[];
  readonly result?: Expr;
  readonly span: Span;
}

export interface ExprBody {
  readonly kind: "exprBody";
  readonly value: Expr;
  readonly span: Span;
}

export type Body = Block | ExprBody;

export type Stmt = Let | ParamStmt | SetStmt | Expect;

export interface Let {
  readonly kind: "let";
  /** One name, or the names of `let { a, b } = …`. */
  readonly pattern: Ident | readonly Ident[];
  readonly type?: Type;
  readonly value: Expr;
  readonly span: Span;
}

/** `param name: type = init` or `state name: type = init`. */
export interface ParamStmt {
  readonly kind: "param" | "state";
  readonly name: Ident;
  readonly type?: Type;
  readonly value: Expr;
  readonly span: Span;
}

export interface SetStmt {
  readonly kind: "set";
  readonly name: Ident;
  readonly value: Expr;
  readonly span: Span;
}

export interface Expect {
  readonly kind: "expect";
  readonly value: Expr;
  readonly span: Span;
}

// ---------------------------------------------------------------- types and dims

export type Type = TensorType | RecordType;

/**
 * `f32[batch, 4]` has a name and a shape, `[batch, 4]` only a shape (f32), `int` or `layer` only a name. Which names
 * are dtypes is the checker's business.
 */
export interface TensorType {
  readonly kind: "tensorType";
  readonly name?: Ident;
  readonly shape?: readonly DimPattern[];
  readonly span: Span;
}

export interface RecordType {
  readonly kind: "recordType";
  readonly fields: readonly { readonly name: Ident; readonly type: Type }[];
  readonly span: Span;
}

/** `...s` or `...` (any leading dims), or an expression over dims; `_` is the Name `_`. */
export type DimPattern =
  | { readonly kind: "dims"; readonly name?: Ident; readonly span: Span }
  | { readonly kind: "dim"; readonly value: Expr; readonly span: Span };

// ---------------------------------------------------------------- expressions

export type Expr =
  | Num
  | Str
  | Bool
  | Name
  | List
  | RecordExpr
  | Unary
  | Binary
  | Pipe
  | Call
  | Index
  | Member
  | From
  | If
  | Scan;

export interface Num {
  readonly kind: "num";
  readonly value: number;
  /** As written, `10_000` or `1e-4`. */
  readonly text: string;
  /** Written without `.` and exponent. */
  readonly isInt: boolean;
  readonly span: Span;
}

export interface Str {
  readonly kind: "str";
  readonly value: string;
  readonly span: Span;
}

export interface Bool {
  readonly kind: "bool";
  readonly value: boolean;
  readonly span: Span;
}

export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Expr[];
  readonly span: Span;
}

export interface RecordExpr {
  readonly kind: "record";
  readonly fields: readonly { readonly name: Ident; readonly value: Expr }[];
  readonly span: Span;
}

export type UnaryOp = "-" | "!";
export interface Unary {
  readonly kind: "unary";
  readonly op: UnaryOp;
  readonly x: Expr;
  readonly span: Span;
}

export type BinaryOp =
  | "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%" | "@" | "^"; // prettier-ignore
export interface Binary {
  readonly kind: "binary";
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
}

/** `left |> stage`. */
export interface Pipe {
  readonly kind: "pipe";
  readonly left: Expr;
  readonly stage: Stage;
  readonly span: Span;
}

export type Stage = Expr | Repeat;

/** `repeat count { a |> b }`: the stages in order, made `count` times. */
export interface Repeat {
  readonly kind: "repeat";
  readonly count: Expr;
  readonly stages: readonly Stage[];
  readonly span: Span;
}

export interface Arg {
  readonly name?: Ident;
  readonly value: Expr;
  readonly span: Span;
}

export interface Call {
  readonly kind: "call";
  readonly callee: Expr;
  readonly args: readonly Arg[];
  readonly span: Span;
}

export interface Index {
  readonly kind: "index";
  readonly x: Expr;
  readonly items: readonly IndexItem[];
  readonly span: Span;
}

export type IndexItem =
  | { readonly kind: "ellipsis"; readonly span: Span }
  | { readonly kind: "at"; readonly value: Expr; readonly span: Span }
  | {
      readonly kind: "slice";
      readonly start?: Expr;
      readonly stop?: Expr;
      readonly step?: Expr;
      readonly span: Span;
    };

export interface Member {
  readonly kind: "member";
  readonly x: Expr;
  readonly name: Ident;
  readonly span: Span;
}

/** `instance from "weights.safetensors"`. */
export interface From {
  readonly kind: "from";
  readonly x: Expr;
  readonly path: Str;
  readonly span: Span;
}

export interface If {
  readonly kind: "if";
  readonly cond: Expr;
  readonly then: Expr;
  readonly else: Expr;
  readonly span: Span;
}

export interface Scan {
  readonly kind: "scan";
  readonly carries: readonly { readonly name: Ident; readonly value: Expr }[];
  readonly over: readonly { readonly name: Ident; readonly value: Expr }[];
  readonly axis?: Expr;
  readonly body: Block;
  readonly span: Span;
}
