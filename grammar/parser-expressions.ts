/** The rules of types and expressions; `parser.ts` has what stands around them. */
import { RecoveringParser, type Rule } from "./recovery.ts";
import * as t from "./tokens.ts";

export abstract class ExpressionParser extends RecoveringParser {
  /** The body of a `scan`. */
  protected abstract block: Rule;

  // -------------------------------------------------------------- types

  protected annotation: Rule = this.RULE("annotation", () => {
    this.OPTION(() => {
      this.CONSUME(t.Colon);
      this.SUBRULE(this.type);
    });
  });

  protected type: Rule = this.RULE("type", () => {
    this.nested(() =>
      this.OR([
        {
          ALT: () => {
            this.OR2([{ ALT: () => this.CONSUME(t.Word) }, { ALT: () => this.CONSUME(t.LayerWord) }]);
            this.OPTION(() => this.SUBRULE(this.shape));
          },
        },
        { ALT: () => this.SUBRULE2(this.shape) },
        { ALT: () => this.SUBRULE(this.recordType) },
      ]),
    );
  });

  private recordType: Rule = this.RULE("recordType", () => {
    this.CONSUME(t.LeftBrace);
    this.SUBRULE(this.recordTypeField);
    this.MANY({
      GATE: () => !this.trailing(),
      DEF: () => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.recordTypeField);
      },
    });
    this.OPTION(() => this.CONSUME2(t.Comma));
    this.CONSUME(t.RightBrace);
  });

  private recordTypeField: Rule = this.RULE("recordTypeField", () => {
    this.CONSUME(t.AnyWord);
    this.CONSUME(t.Colon);
    this.SUBRULE(this.type);
  });

  private shape: Rule = this.RULE("shape", () => {
    this.CONSUME(t.LeftBracket);
    this.OPTION(() => {
      this.SUBRULE(this.dim);
      this.MANY({
        GATE: () => !this.trailing(),
        DEF: () => {
          this.CONSUME(t.Comma);
          this.SUBRULE2(this.dim);
        },
      });
      this.OPTION2(() => this.CONSUME2(t.Comma));
    });
    this.CONSUME(t.RightBracket);
  });

  private dim: Rule = this.RULE("dim", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Ellipsis);
          this.OPTION(() => this.CONSUME(t.Word));
        },
      },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
  });

  // -------------------------------------------------------------- expressions

  protected expression: Rule = this.RULE("expression", () => {
    this.nested(() => {
      this.SUBRULE(this.operation);
      this.MANY(() => {
        this.CONSUME(t.Pipe);
        this.SUBRULE(this.stage);
      });
    });
  });

  private stage: Rule = this.RULE("stage", () => {
    this.OR([{ ALT: () => this.SUBRULE(this.repeat) }, { ALT: () => this.SUBRULE(this.postfix) }]);
  });

  private repeat: Rule = this.RULE("repeat", () => {
    this.nested(() => {
      this.CONSUME(t.Repeat);
      this.SUBRULE(this.postfix);
      this.CONSUME(t.LeftBrace);
      this.SUBRULE(this.stage);
      this.MANY(() => {
        this.CONSUME(t.Pipe);
        this.SUBRULE2(this.stage);
      });
      this.CONSUME(t.RightBrace);
    });
  });

  /** Operands and operators in order; precedence is applied in `build-ast.ts`. */
  private operation: Rule = this.RULE("operation", () => {
    this.SUBRULE(this.operand);
    this.MANY(() => {
      this.CONSUME(t.BinaryOperator);
      this.SUBRULE2(this.operand);
    });
  });

  private operand: Rule = this.RULE("operand", () => {
    this.MANY(() => this.CONSUME(t.PrefixOperator));
    this.SUBRULE(this.postfix);
  });

  protected postfix: Rule = this.RULE("postfix", () => {
    this.SUBRULE(this.atom);
    this.MANY({
      GATE: () => !this.at(t.From) || this.at(t.StringToken, 2),
      DEF: () => this.SUBRULE(this.suffix),
    });
  });

  private suffix: Rule = this.RULE("suffix", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.SUBRULE(this.index) },
      { ALT: () => this.SUBRULE(this.member) },
      { ALT: () => this.SUBRULE(this.from) },
    ]);
  });

  private call: Rule = this.RULE("call", () => {
    this.CONSUME(t.LeftParen);
    this.OPTION(() => {
      this.SUBRULE(this.argument);
      this.MANY({
        GATE: () => !this.trailing(),
        DEF: () => {
          this.CONSUME(t.Comma);
          this.SUBRULE2(this.argument);
        },
      });
      this.OPTION2(() => this.CONSUME2(t.Comma));
    });
    this.CONSUME(t.RightParen);
  });

  /** `=` in the place of `:` is read as well, and reported by `build-ast.ts` with all others of the call. */
  private argument: Rule = this.RULE("argument", () => {
    this.OPTION({
      // The gate looks two tokens ahead; working out which pairs of tokens tell the branches apart takes long.
      GATE: () => this.at(t.AnyWord) && (this.at(t.Colon, 2) || this.at(t.Equal, 2)),
      MAX_LOOKAHEAD: 1,
      DEF: () => {
        this.CONSUME(t.AnyWord);
        this.OR([{ ALT: () => this.CONSUME(t.Colon) }, { ALT: () => this.CONSUME(t.Equal) }]);
      },
    });
    this.SUBRULE(this.expression);
  });

  private index: Rule = this.RULE("index", () => {
    this.CONSUME(t.LeftBracket);
    this.SUBRULE(this.indexItem);
    this.MANY({
      GATE: () => !this.trailing(),
      DEF: () => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.indexItem);
      },
    });
    this.OPTION(() => this.CONSUME2(t.Comma));
    this.CONSUME(t.RightBracket);
  });

  private indexItem: Rule = this.RULE("indexItem", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Ellipsis) },
      {
        ALT: () => {
          this.SUBRULE(this.expression);
          this.OPTION(() => this.SUBRULE(this.sliceEnd));
        },
      },
      { ALT: () => this.SUBRULE2(this.sliceEnd) },
    ]);
  });

  /** `:stop:step`, each part of it optional. */
  private sliceEnd: Rule = this.RULE("sliceEnd", () => {
    this.CONSUME(t.Colon);
    this.OPTION(() => this.SUBRULE(this.sliceStop));
    this.OPTION2(() => {
      this.CONSUME2(t.Colon);
      this.OPTION3(() => this.SUBRULE(this.sliceStep));
    });
  });

  private sliceStop: Rule = this.RULE("sliceStop", () => {
    this.SUBRULE(this.expression);
  });

  private sliceStep: Rule = this.RULE("sliceStep", () => {
    this.SUBRULE(this.expression);
  });

  private member: Rule = this.RULE("member", () => {
    this.CONSUME(t.Dot);
    this.CONSUME(t.AnyWord);
  });

  private from: Rule = this.RULE("from", () => {
    this.CONSUME(t.From);
    this.CONSUME(t.StringToken);
  });

  private atom: Rule = this.RULE("atom", () => {
    this.OR([
      { ALT: () => this.CONSUME(t.NumberToken) },
      { ALT: () => this.CONSUME(t.StringToken) },
      { ALT: () => this.CONSUME(t.True) },
      { ALT: () => this.CONSUME(t.False) },
      { GATE: () => !this.startsNext(), ALT: () => this.CONSUME(t.Word) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.record) },
      { ALT: () => this.SUBRULE(this.if) },
      { ALT: () => this.SUBRULE(this.scan) },
    ]);
  });

  private group: Rule = this.RULE("group", () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.expression);
    this.CONSUME(t.RightParen);
  });

  private list: Rule = this.RULE("list", () => {
    this.CONSUME(t.LeftBracket);
    this.OPTION(() => {
      this.SUBRULE(this.expression);
      this.MANY({
        GATE: () => !this.trailing(),
        DEF: () => {
          this.CONSUME(t.Comma);
          this.SUBRULE2(this.expression);
        },
      });
      this.OPTION2(() => this.CONSUME2(t.Comma));
    });
    this.CONSUME(t.RightBracket);
  });

  private record: Rule = this.RULE("record", () => {
    this.CONSUME(t.LeftBrace);
    this.OPTION(() => {
      this.SUBRULE(this.recordField);
      this.MANY({
        GATE: () => !this.trailing(),
        DEF: () => {
          this.CONSUME(t.Comma);
          this.SUBRULE2(this.recordField);
        },
      });
      this.OPTION2(() => this.CONSUME2(t.Comma));
    });
    this.CONSUME(t.RightBrace);
  });

  private recordField: Rule = this.RULE("recordField", () => {
    this.CONSUME(t.AnyWord);
    this.OR([{ ALT: () => this.CONSUME(t.Colon) }, { ALT: () => this.CONSUME(t.Equal) }]);
    this.SUBRULE(this.expression);
  });

  private if: Rule = this.RULE("if", () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.CONSUME(t.Then);
    this.SUBRULE2(this.expression);
    this.CONSUME(t.Else);
    this.SUBRULE3(this.expression);
  });

  private scan: Rule = this.RULE("scan", () => {
    this.CONSUME(t.Scan);
    this.SUBRULE(this.bindings);
    this.CONSUME(t.Over);
    this.SUBRULE2(this.bindings);
    this.OPTION(() => {
      this.CONSUME(t.Axis);
      this.SUBRULE(this.expression);
    });
    this.SUBRULE(this.block);
  });

  private bindings: Rule = this.RULE("bindings", () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.binding);
    this.MANY({
      GATE: () => !this.trailing(),
      DEF: () => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.binding);
      },
    });
    this.OPTION(() => this.CONSUME2(t.Comma));
    this.CONSUME(t.RightParen);
  });

  private binding: Rule = this.RULE("binding", () => {
    this.CONSUME(t.Word);
    this.CONSUME(t.Equal);
    this.SUBRULE(this.expression);
  });
}
