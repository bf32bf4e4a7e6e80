/**
 * The token types of `.nn` and the lexer's table.
 *
 * Words that begin a declaration or a statement but read well as names (`data`, `test`, `every`, `state`, …) are
 * contextual: they carry the category `Word`, which is what the grammar asks for wherever a name may stand. Hard
 * keywords are those that an expression could otherwise swallow. Every token has the category `AnyToken`, so that
 * the grammar can name "whatever stands here" in its error productions.
 *
 * The lexer never fails: what no rule knows becomes an `Unknown` token, and unterminated strings and comments are
 * tokens of their own. `lex.ts` takes these out of the stream and explains them.
 *
 * Regular expressions come with the characters that they can begin with (`startingWith`): the lexer then tries few of
 * them at each place, and does not have to find out by itself, which would take longer than reading a file.
 */
import { createToken, type ITokenConfig, Lexer, type TokenType } from "chevrotain";

/** A category: no pattern of its own. */
const category = (name: string, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, label, pattern: Lexer.NA, categories });

export const AnyToken = category("AnyToken", "anything");
/** What may follow `.` or stand before `:` in an argument: a name or any keyword. */
export const AnyWord = category("AnyWord", "a name", [AnyToken]);
/** What may name something: an identifier or a contextual keyword. */
export const Word = category("Word", "a name", [AnyWord]);
export const BinaryOperator = category("BinaryOperator", "an operator", [AnyToken]);
export const PrefixOperator = category("PrefixOperator", "an operator", [AnyToken]);

/** A pattern that matches within a line unless told otherwise, and the characters that it can begin with. */
const startingWith = (
  starts: Iterable<string | number>,
  pattern: RegExp,
  lineBreaks = false,
): Pick<ITokenConfig, "pattern" | "start_chars_hint" | "line_breaks"> => ({
  pattern,
  start_chars_hint: [...starts],
  line_breaks: lineBreaks,
});

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
const DIGITS = "0123456789";
const BLANKS = " \t\r\n\f\ufeff\u00a0";
/** All codes below 256, and some of every 255 others: the lexer's table is no finer than that. */
const ANYTHING = [...Array(256).keys(), ...Array.from({ length: 1020 }, (_, i) => 64 * (i + 4)), 0xffff];

export const Identifier = createToken({
  name: "Identifier",
  label: "a name",
  ...startingWith(LETTERS, /[A-Za-z_][A-Za-z0-9_]*/),
  categories: [Word],
});

const keyword = (text: string, categories: TokenType[]): TokenType =>
  createToken({
    name: text[0]!.toUpperCase() + text.slice(1),
    label: `\`${text}\``,
    pattern: text,
    line_breaks: false,
    longer_alt: Identifier,
    categories,
  });
const hard = (text: string): TokenType => keyword(text, [AnyWord]);
const contextual = (text: string): TokenType => keyword(text, [Word]);

export const Import = hard("import");
export const Fn = hard("fn");
export const LayerWord = hard("layer");
export const Let = hard("let");
export const Return = hard("return");
export const Expect = hard("expect");
export const Minimize = hard("minimize");
export const If = hard("if");
export const Then = hard("then");
export const Else = hard("else");
export const Scan = hard("scan");
export const Repeat = hard("repeat");
export const True = hard("true");
export const False = hard("false");

export const Config = contextual("config");
export const Data = contextual("data");
export const Model = contextual("model");
export const Optimizer = contextual("optimizer");
export const Train = contextual("train");
export const Test = contextual("test");
export const Param = contextual("param");
export const State = contextual("state");
export const SetWord = contextual("set");
export const Metric = contextual("metric");
export const Predict = contextual("predict");
export const From = contextual("from");
export const On = contextual("on");
export const Over = contextual("over");
export const With = contextual("with");
export const Every = contextual("every");
export const Axis = contextual("axis");

/** Keywords by how they are used; the TextMate grammar and completion read these lists. */
export const declarationKeywords = [Import, Config, Data, Fn, LayerWord, Model, Optimizer, Train, Test];
export const statementKeywords = [Let, Param, State, SetWord, Expect, Return, Minimize, Metric, Predict];
export const expressionKeywords = [
  If, Then, Else, Scan, Repeat, True, False, From, On, Over, With, Every, Axis,
]; // prettier-ignore

export const NumberToken = createToken({
  name: "NumberToken",
  label: "a number",
  ...startingWith(
    DIGITS + ".",
    /(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*|\.(?![.\w]))?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?/,
  ),
  categories: [AnyToken],
});
export const StringToken = createToken({
  name: "StringToken",
  label: "a string",
  ...startingWith('"', /"(?:[^"\\\n\r]|\\[^\n\r])*"/),
  categories: [AnyToken],
});
/** A string in single quotes: read as a string, so that the rest of the statement parses, and reported. */
export const SingleQuoted = createToken({
  name: "SingleQuoted",
  label: "a string",
  ...startingWith("'", /'(?:[^'\\\n\r]|\\[^\n\r])*'/),
  categories: [StringToken],
});
/** The same in the quotes of a word processor. */
export const CurlyQuoted = createToken({
  name: "CurlyQuoted",
  label: "a string",
  ...startingWith("“”„«‘’", /[“”„«‘’][^“”„«»‘’"\n\r]*[“”»‘’]/),
  categories: [StringToken],
});
/** A string without its closing quote: runs to the end of its line. */
export const OpenString = createToken({
  name: "OpenString",
  label: "a string",
  ...startingWith('"', /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/),
  categories: [StringToken],
});

const punctuation = (name: string, text: string, categories: TokenType[] = [AnyToken]): TokenType =>
  createToken({ name, label: `\`${text}\``, pattern: text, line_breaks: false, categories });
const operator = (name: string, text: string): TokenType => punctuation(name, text, [BinaryOperator]);

export const Ellipsis = punctuation("Ellipsis", "...");
export const Arrow = punctuation("Arrow", "->");
export const Pipe = punctuation("Pipe", "|>");
export const OrOr = operator("OrOr", "||");
export const AndAnd = operator("AndAnd", "&&");
export const EqualEqual = operator("EqualEqual", "==");
export const NotEqual = operator("NotEqual", "!=");
export const LessEqual = operator("LessEqual", "<=");
export const GreaterEqual = operator("GreaterEqual", ">=");
export const Less = operator("Less", "<");
export const Greater = operator("Greater", ">");
export const Equal = punctuation("Equal", "=");
export const Plus = operator("Plus", "+");
export const Minus = punctuation("Minus", "-", [BinaryOperator, PrefixOperator]);
export const Star = operator("Star", "*");
export const Slash = operator("Slash", "/");
export const Percent = operator("Percent", "%");
export const At = operator("At", "@");
export const Caret = operator("Caret", "^");
export const Bang = punctuation("Bang", "!", [PrefixOperator]);
export const LeftParen = punctuation("LeftParen", "(");
export const RightParen = punctuation("RightParen", ")");
export const LeftBracket = punctuation("LeftBracket", "[");
export const RightBracket = punctuation("RightBracket", "]");
export const LeftBrace = punctuation("LeftBrace", "{");
export const RightBrace = punctuation("RightBrace", "}");
export const Comma = punctuation("Comma", ",");
export const Colon = punctuation("Colon", ":");
export const Dot = punctuation("Dot", ".");

// The groups leave the stream of tokens: comments wait for the printer, the others are reported.
export const LineComment = createToken({
  name: "LineComment",
  ...startingWith("/", /\/\/[^\n\r]*/),
  group: "comments",
});
export const BlockComment = createToken({
  name: "BlockComment",
  ...startingWith("/", /\/\*(?:[^*]|\*(?!\/))*\*\//, true),
  group: "comments",
});
export const OpenComment = createToken({
  name: "OpenComment",
  ...startingWith("/", /\/\*(?:[^*]|\*(?!\/))*/, true),
  group: "wrong",
});
/** A comment as in Python. */
export const HashComment = createToken({
  name: "HashComment",
  ...startingWith("#", /#[^\n\r]*/),
  group: "wrong",
});
export const Semicolon = createToken({ name: "Semicolon", pattern: ";", group: "semicolons" });
export const Unknown = createToken({
  name: "Unknown",
  ...startingWith(ANYTHING, /[^\x00-\x7f\ufeff\u00a0]+|[\x00-\x7f]/),
  group: "wrong",
});
export const Whitespace = createToken({
  name: "Whitespace",
  ...startingWith(BLANKS, /[ \t\r\n\f\ufeff\u00a0]+/, true),
  group: Lexer.SKIPPED,
});

/** In the order in which the lexer tries them. */
export const tokenTypes: TokenType[] = [
  Whitespace, LineComment, BlockComment, OpenComment, HashComment,
  ...declarationKeywords, ...statementKeywords, ...expressionKeywords, Identifier,
  NumberToken, StringToken, OpenString, SingleQuoted, CurlyQuoted,
  Ellipsis, Arrow, Pipe, OrOr, AndAnd, EqualEqual, NotEqual, LessEqual, GreaterEqual, Less, Greater, Equal,
  Plus, Minus, Star, Slash, Percent, At, Caret, Bang,
  LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace, Comma, Colon, Dot,
  Semicolon, Unknown,
  AnyToken, AnyWord, Word, BinaryOperator, PrefixOperator,
]; // prettier-ignore
