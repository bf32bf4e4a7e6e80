/**
 * The grammar of language.md section 3, as Chevrotain rules that build a concrete tree.
 *
 * The rules say what is read, never what it means. Three decisions shape them:
 * - Operators are read as a flat list (`operation`); `build-ast.ts` applies precedence. Nesting then costs few frames.
 * - Lists of statements come from `recovery.ts`: a mistake costs one statement, and there is one error for it.
 * - A list of statements accepts anything at the position of a statement (`notAStatement`) and explains it.
 */
import { EOF, type CstNode, type IToken } from "chevrotain";
import { ExpressionParser } from "./parser-expressions.ts";
import type { Problem, Rule } from "./recovery.ts";
import * as t from "./tokens.ts";

export class NnParser extends ExpressionParser {
  constructor(validate = false) {
    super(validate);
    this.performSelfAnalysis();
  }

  /** The concrete tree of what could be read, and what could not. Not reentrant. */
  parse(tokens: IToken[]): { tree: CstNode; problems: readonly Problem[] } {
    this.start(tokens);
    return { tree: this.file(), problems: this.problems };
  }

  // -------------------------------------------------------------- declarations

  private file: Rule = this.RULE("file", () => {
    this.MANY({
      GATE: () => !this.at(EOF),
      DEF: () =>
        this.guarded("file", () => {
          this.OR({
            MAX_LOOKAHEAD: 1,
            DEF: [
              { ALT: () => this.SUBRULE(this.import) },
              { ALT: () => this.SUBRULE(this.config) },
              { ALT: () => this.SUBRULE(this.data) },
              { ALT: () => this.SUBRULE(this.fn) },
              { ALT: () => this.SUBRULE(this.layer) },
              { ALT: () => this.SUBRULE(this.optimizer) },
              { ALT: () => this.SUBRULE(this.train) },
              { ALT: () => this.SUBRULE(this.test) },
              { ALT: () => this.notAStatement("file"), IGNORE_AMBIGUITIES: true },
            ],
          });
        }),
    });
  });

  private import: Rule = this.RULE("import", () => {
    this.CONSUME(t.Import);
    this.SUBRULE(this.names);
    this.CONSUME(t.From);
    this.CONSUME(t.StringToken);
  });

  /** `{ a, b }`, of an import or a `let`. */
  private names: Rule = this.RULE("names", () => {
    this.CONSUME(t.LeftBrace);
    this.CONSUME(t.Word);
    this.MANY({
      GATE: () => !this.trailing(),
      DEF: () => {
        this.CONSUME(t.Comma);
        this.CONSUME2(t.Word);
      },
    });
    this.OPTION(() => this.CONSUME2(t.Comma));
    this.CONSUME(t.RightBrace);
  });

  private config: Rule = this.RULE("config", () => {
    this.CONSUME(t.Config);
    this.CONSUME(t.Word);
    this.SUBRULE(this.annotation);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private data: Rule = this.RULE("data", () => {
    this.CONSUME(t.Data);
    this.CONSUME(t.Word);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
    this.statements("data", () =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        DEF: [
          { GATE: () => this.binds(), ALT: () => this.SUBRULE(this.field) },
          { ALT: () => this.notAStatement("data"), IGNORE_AMBIGUITIES: true },
        ],
      }),
    );
  });

  /** `x: type = value` of `data`, `x = value` of `train`. */
  private field: Rule = this.RULE("field", () => {
    this.CONSUME(t.Word);
    this.SUBRULE(this.annotation);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private fn: Rule = this.RULE("fn", () => {
    this.CONSUME(t.Fn);
    this.CONSUME(t.Word);
    this.SUBRULE(this.params);
    this.SUBRULE(this.result);
  });

  private layer: Rule = this.RULE("layer", () => {
    this.OR([{ ALT: () => this.CONSUME(t.LayerWord) }, { ALT: () => this.CONSUME(t.Model) }]);
    this.CONSUME(t.Word);
    this.SUBRULE(this.params);
    this.OPTION(() => this.SUBRULE2(this.params));
    this.SUBRULE(this.result);
  });

  private optimizer: Rule = this.RULE("optimizer", () => {
    this.CONSUME(t.Optimizer);
    this.CONSUME(t.Word);
    this.SUBRULE(this.params);
    this.SUBRULE2(this.params);
    this.SUBRULE(this.block);
  });

  private test: Rule = this.RULE("test", () => {
    this.CONSUME(t.Test);
    this.CONSUME(t.StringToken);
    this.SUBRULE(this.block);
  });

  private train: Rule = this.RULE("train", () => {
    this.CONSUME(t.Train);
    this.CONSUME(t.Word);
    this.OPTION(() => {
      this.CONSUME(t.On);
      this.SUBRULE(this.postfix);
    });
    this.statements("train", () =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        DEF: [
          { GATE: () => this.binds(), ALT: () => this.SUBRULE(this.field) },
          { ALT: () => this.SUBRULE(this.statement) },
          { ALT: () => this.SUBRULE(this.minimize) },
          { GATE: () => !this.binds(), ALT: () => this.SUBRULE(this.metric) },
          { GATE: () => !this.binds(), ALT: () => this.SUBRULE(this.predict) },
          { ALT: () => this.notAStatement("train"), IGNORE_AMBIGUITIES: true },
        ],
      }),
    );
  });

  private minimize: Rule = this.RULE("minimize", () => {
    this.CONSUME(t.Minimize);
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(t.Over);
      this.SUBRULE(this.postfix);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.postfix);
      });
    });
    this.CONSUME(t.With);
    this.SUBRULE3(this.postfix);
    this.OPTION2({
      GATE: () => !this.binds(),
      DEF: () => {
        this.CONSUME(t.Every);
        this.SUBRULE4(this.postfix);
      },
    });
  });

  private metric: Rule = this.RULE("metric", () => {
    this.CONSUME(t.Metric);
    this.CONSUME(t.Word);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private predict: Rule = this.RULE("predict", () => {
    this.CONSUME(t.Predict);
    this.CONSUME(t.Word);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  // -------------------------------------------------------------- parameters and bodies

  private params: Rule = this.RULE("params", () => {
    this.CONSUME(t.LeftParen);
    this.OPTION(() => {
      this.SUBRULE(this.param);
      this.MANY({
        GATE: () => !this.trailing(),
        DEF: () => {
          this.CONSUME(t.Comma);
          this.SUBRULE2(this.param);
        },
      });
      this.OPTION2(() => this.CONSUME2(t.Comma));
    });
    this.CONSUME(t.RightParen);
  });

  private param: Rule = this.RULE("param", () => {
    this.CONSUME(t.Word);
    this.SUBRULE(this.annotation);
    this.OPTION(() => {
      this.CONSUME(t.Equal);
      this.SUBRULE(this.expression);
    });
  });

  private result: Rule = this.RULE("result", () => {
    this.OPTION(() => {
      this.CONSUME(t.Arrow);
      this.SUBRULE(this.type);
    });
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Equal);
          this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.block) },
    ]);
  });

  protected block: Rule = this.RULE("block", () => {
    this.statements("block", () =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        DEF: [
          { GATE: () => !this.binds(), ALT: () => this.SUBRULE(this.statement) },
          { ALT: () => this.SUBRULE(this.return) },
          { ALT: () => this.notAStatement("block"), IGNORE_AMBIGUITIES: true },
        ],
      }),
    );
  });

  private statement: Rule = this.RULE("statement", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.weight) },
      { ALT: () => this.SUBRULE(this.set) },
      { ALT: () => this.SUBRULE(this.expect) },
    ]);
  });

  private let: Rule = this.RULE("let", () => {
    this.CONSUME(t.Let);
    this.OR([{ ALT: () => this.CONSUME(t.Word) }, { ALT: () => this.SUBRULE(this.names) }]);
    this.SUBRULE(this.annotation);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private weight: Rule = this.RULE("weight", () => {
    this.OR([{ ALT: () => this.CONSUME(t.Param) }, { ALT: () => this.CONSUME(t.State) }]);
    this.CONSUME(t.Word);
    this.SUBRULE(this.annotation);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private set: Rule = this.RULE("set", () => {
    this.CONSUME(t.SetWord);
    this.CONSUME(t.Word);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });

  private expect: Rule = this.RULE("expect", () => {
    this.CONSUME(t.Expect);
    this.SUBRULE(this.expression);
  });

  private return: Rule = this.RULE("return", () => {
    this.CONSUME(t.Return);
    this.SUBRULE(this.expression);
  });
}
