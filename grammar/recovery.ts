/**
 * What the grammar's rules share: lists of statements that survive mistakes, and looks ahead.
 *
 * Chevrotain's own recovery is off. A mistake abandons the statement or declaration in which it stands (`guarded`),
 * and reading goes on where the next one begins. Newlines mean nothing to the grammar, but after a mistake the
 * layout is the best witness of what was meant, so recovery (and only recovery) looks at lines and columns.
 *
 * A mistake is recorded as a `Problem`, facts only; `messages.ts` has the words.
 */
import {
  CstParser,
  EOF,
  isRecognitionException,
  tokenMatcher,
  type CstNode,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type ParserMethod,
  type TokenType,
} from "chevrotain";
import { startsLine, tokenIndex } from "./lex.ts";
import { nestingLimit } from "./limits.ts";
import { LazyLookahead } from "./lookahead.ts";
import * as t from "./tokens.ts";

/** The construct in which a list of statements stands. */
export type Context = "file" | "block" | "data" | "train";

/**
 * Places (`at`, `opener`, `start`) are indices of tokens; the number of tokens stands for the end of the file.
 * `start` is where the abandoned statement begins.
 */
export type Problem = Mistake & { readonly start: number };
export type Mistake =
  /** A token that does not fit; `rule` and `expected` (labels of tokens) say what would. */
  | {
      readonly kind: "unexpected";
      readonly at: number;
      readonly rule: string;
      readonly expected: readonly string[];
    }
  | { readonly kind: "notAStatement"; readonly at: number; readonly context: Context }
  /** A block whose `}` is missing before the token `at`. */
  | { readonly kind: "unclosedBlock"; readonly at: number; readonly opener: number }
  | { readonly kind: "tooDeep"; readonly at: number };

export type Rule = ParserMethod<[], CstNode>;

class Abandon extends Error {
  constructor(readonly mistake: Mistake) {
    super(mistake.kind);
  }
}

/** Carries the facts of Chevrotain's errors in their messages; `mistakeOf` reads them back. */
const facts = (rule: string, expected: readonly (TokenType | undefined)[]): string =>
  JSON.stringify({ rule, expected: [...new Set(expected.map((type) => type?.LABEL ?? ""))] });
const errorMessageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: (o) => facts(o.ruleName, [o.expected]),
  buildNotAllInputParsedMessage: (o) => facts(o.ruleName, [EOF]),
  buildNoViableAltMessage: (o) => facts(o.ruleName, o.expectedPathsPerAlt.flat().map((path) => path[0])), // prettier-ignore
  buildEarlyExitMessage: (o) => facts(o.ruleName, o.expectedIterationPaths.map((path) => path[0])), // prettier-ignore
};

/** Tokens by which an alternative is chosen. */
const LOOKAHEAD = 2;

export abstract class RecoveringParser extends CstParser {
  protected problems: Problem[] = [];
  private stream: readonly IToken[] = [];
  private nesting = 0;
  /** The column of the declaration being read; a declaration at or left of it is outside of it. */
  private itemColumn = 1;

  /** Checking the grammar itself takes as long as reading a file; a test does it for all. */
  constructor(validate: boolean) {
    super(t.tokenTypes, {
      skipValidations: !validate,
      recoveryEnabled: false,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: LOOKAHEAD }),
      maxLookahead: LOOKAHEAD,
      errorMessageProvider,
      nodeLocationTracking: "onlyOffset",
    });
  }

  protected start(tokens: IToken[]): void {
    this.stream = tokens;
    this.problems = [];
    this.nesting = 0;
    // Chevrotain appends its own end of file to what it is given.
    this.input = [...tokens];
  }

  // -------------------------------------------------------------- lists that survive mistakes

  /** `{ item item … }`. A missing `}` is recorded and read as if it stood before the next declaration. */
  protected statements(context: Context, item: () => void): void {
    const opener = this.CONSUME9(t.LeftBrace);
    this.MANY9({ GATE: () => !this.endsBlock(), DEF: () => this.guarded(context, item) });
    const closed = this.OPTION9(() => this.CONSUME9(t.RightBrace));
    this.ACTION(() => {
      if (closed === undefined) {
        const [at, start] = [this.position(), tokenIndex(opener)];
        this.problems.push({ kind: "unclosedBlock", at, opener: start, start });
      }
    });
  }

  /** Reads one statement or declaration; after a mistake in it, goes to where the next one begins. */
  protected guarded(context: Context, item: () => void): void {
    const start = this.position();
    this.ACTION(() => {
      if (context === "file") this.itemColumn = this.LA(1).startColumn ?? 1;
    });
    const nesting = this.nesting;
    try {
      item();
    } catch (error) {
      this.nesting = nesting;
      this.problems.push({ ...this.mistakeOf(error), start });
      if (this.position() === start) this.SKIP_TOKEN();
      const open = this.openBetween(start, this.position());
      while (!this.at(EOF) && !this.resumes(context, start, open)) {
        count(open, this.LA(1).tokenType);
        this.SKIP_TOKEN();
      }
    }
  }

  /** The last alternative of each list: whatever else stands there. */
  protected notAStatement(context: Context): void {
    this.ACTION(() => this.abandon({ kind: "notAStatement", at: this.position(), context }));
    this.CONSUME(t.AnyToken);
  }

  protected nested(parse: () => void): void {
    if (++this.nesting > nestingLimit) this.abandon({ kind: "tooDeep", at: this.position() });
    parse();
    this.nesting--;
  }

  private abandon(mistake: Mistake): never {
    throw new Abandon(mistake);
  }

  private mistakeOf(error: unknown): Mistake {
    if (error instanceof Abandon) return error.mistake;
    if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
    const { rule, expected } = JSON.parse(error.message) as { rule: string; expected: string[] };
    return {
      kind: "unexpected",
      at: this.placeOf((error as unknown as IRecognitionException).token),
      rule,
      expected,
    };
  }

  // -------------------------------------------------------------- looks ahead

  /** The index of the next token. */
  protected position(): number {
    return this.placeOf(this.LA(1));
  }

  private placeOf(token: IToken): number {
    return token.tokenType === EOF ? this.stream.length : tokenIndex(token);
  }

  protected at(type: TokenType, ahead = 1): boolean {
    const token = this.LA(ahead);
    return type === EOF ? token.tokenType === EOF : tokenMatcher(token, type);
  }

  /** `name =` or `name:`, the beginning of a field. */
  protected binds(): boolean {
    return this.at(t.Word) && (this.at(t.Equal, 2) || this.at(t.Colon, 2));
  }

  /** A comma before a closing bracket. */
  protected trailing(): boolean {
    return this.at(t.RightParen, 2) || this.at(t.RightBracket, 2) || this.at(t.RightBrace, 2);
  }

  /**
   * In the place of an operand: a line that begins `data corpus`, `metric accuracy` or `epochs =` is the next
   * statement, and the operand is missing. (`data` alone is a name like any other.)
   */
  protected startsNext(): boolean {
    const here = this.position();
    if (!startsLine(this.stream, here)) return false;
    if (this.at(t.Equal, 2)) return true;
    const named = this.at(t.StringToken, 2) || this.LA(2).tokenType === t.Identifier;
    return named && !startsLine(this.stream, here + 1) && (this.declares(here) || this.begins(here));
  }

  /** Whether the token opens a declaration. */
  private declares(index: number): boolean {
    return this.opens(index, t.declarationKeywords);
  }

  /** `class Net` or `def f` at the margin: the next declaration, as another language has it. */
  private declaresElsewhere(index: number): boolean {
    const token = this.stream[index]!;
    const word = ["class", "def", "function", "const", "var"].includes(token.image);
    const named = this.stream[index + 1]?.tokenType === t.Identifier;
    return word && named && token.startColumn === 1 && startsLine(this.stream, index);
  }

  /** Whether the token opens a statement. */
  private begins(index: number): boolean {
    return this.opens(index, t.statementKeywords);
  }

  /** A hard keyword of the list, or a contextual one with the name or the title after it. */
  private opens(index: number, keywords: readonly TokenType[]): boolean {
    const token = this.stream[index];
    const next = this.stream[index + 1];
    if (token === undefined || !keywords.includes(token.tokenType)) return false;
    if (!tokenMatcher(token, t.Word)) return true;
    return next !== undefined && (tokenMatcher(next, t.AnyWord) || tokenMatcher(next, t.StringToken));
  }

  private endsBlock(): boolean {
    return this.at(t.RightBrace) || this.at(EOF) || this.outside(this.position());
  }

  /** A declaration that by its column cannot be meant to stand inside the one being read. */
  private outside(index: number): boolean {
    const column = this.stream[index]?.startColumn ?? 1;
    return this.declares(index) && startsLine(this.stream, index) && column <= this.itemColumn;
  }

  /** Whether reading can go on here, after a mistake in what began at `start` and left `open` brackets open. */
  private resumes(context: Context, start: number, open: Open): boolean {
    const here = this.position();
    const newLine = startsLine(this.stream, here);
    const outdented = newLine && this.stream[here]!.startColumn! <= this.stream[start]!.startColumn!;
    if (this.outside(here)) return true;
    if (context === "file") return open.braces <= 0 && (this.declares(here) || this.declaresElsewhere(here));
    if (this.at(t.RightBrace)) return open.braces <= 0;
    if (this.begins(here)) return open.braces <= 0 || outdented;
    return newLine && this.binds() && (open.braces + open.others <= 0 || outdented);
  }

  private openBetween(start: number, end: number): Open {
    const open = { braces: 0, others: 0 };
    for (let i = start; i < end; i++) count(open, this.stream[i]!.tokenType);
    return open;
  }
}

/** How many more brackets were opened than closed. */
interface Open {
  braces: number;
  others: number;
}

function count(open: Open, type: TokenType): void {
  if (type === t.LeftBrace) open.braces++;
  else if (type === t.RightBrace) open.braces--;
  else if (type === t.LeftParen || type === t.LeftBracket) open.others++;
  else if (type === t.RightParen || type === t.RightBracket) open.others--;
}
