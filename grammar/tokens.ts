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
 */
import { createToken, Lexer, type TokenType } from "chevrotain";

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

export const Identifier = createToken({
  name: "Identifier",
  label: "a name",
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Word],
});

const keyword = (text: string, categories: TokenType[]): TokenType =>
  createToken({
    name: text[0]!.toUpperCase() + text.slice(1),
    label: `\`${text}\``,
    pattern: text,
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
  pattern: /(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*|\.(?![.\w]))?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?/,
  categories: [AnyToken],
});
export const StringToken = createToken({
  name: "StringToken",
  label: "a string",
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/,
  categories: [AnyToken],
});
/** A string in single quotes: read as a string, so that the rest of the statement parses, and reported. */
export const SingleQuoted = createToken({
  name: "SingleQuoted",
  label: "a string",
  pattern: /'(?:[^'\\\n\r]|\\[^\n\r])*'/,
  categories: [StringToken],
});
/** The same in the quotes of a word processor. */
export const CurlyQuoted = createToken({
  name: "CurlyQuoted",
  label: "a string",
  pattern: /[“”„«‘’][^“”„«»‘’"\n\r]*[“”»‘’]/,
  categories: [StringToken],
});
/** A string without its closing quote: runs to the end of its line. */
export const OpenString = createToken({
  name: "OpenString",
  label: "a string",
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/,
  categories: [StringToken],
});

const punctuation = (name: string, text: string, categories: TokenType[] = [AnyToken]): TokenType =>
  createToken({ name, label: `\`${text}\``, pattern: text, categories });
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
export const LineComment = createToken({ name: "LineComment", pattern: /\/\/[^\n\r]*/, group: "comments" });
export const BlockComment = createToken({
  name: "BlockComment",
  pattern: /\/\*(?:[^*]|\*(?!\/))*\*\//,
  line_breaks: true,
  group: "comments",
});
export const OpenComment = createToken({
  name: "OpenComment",
  pattern: /\/\*(?:[^*]|\*(?!\/))*/,
  line_breaks: true,
  group: "wrong",
});
/** A comment as in Python. */
export const HashComment = createToken({ name: "HashComment", pattern: /#[^\n\r]*/, group: "wrong" });
export const Semicolon = createToken({ name: "Semicolon", pattern: ";", group: "semicolons" });
export const Unknown = createToken({
  name: "Unknown",
  pattern: /[^\x00-\x7f\ufeff\u00a0]+|[\x00-\x7f]/,
  group: "wrong",
});
export const Whitespace = createToken({
  name: "Whitespace",
  pattern: /[ \t\r\n\f\ufeff\u00a0]+/,
  line_breaks: true,
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
