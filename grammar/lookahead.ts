/**
 * Chevrotain's lookahead, worked out where it is first needed: a program uses a part of the grammar, and working out all
 * of it takes longer than reading most files.
 */
import { type ILookaheadStrategy, LLkLookaheadStrategy } from "chevrotain";

type Alternation = ILookaheadStrategy["buildLookaheadForAlternation"];
type Optional = ILookaheadStrategy["buildLookaheadForOptional"];

export class LazyLookahead extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(options: Parameters<Alternation>[0]): ReturnType<Alternation> {
    return later(() => super.buildLookaheadForAlternation(options));
  }

  override buildLookaheadForOptional(options: Parameters<Optional>[0]): ReturnType<Optional> {
    return later(() => super.buildLookaheadForOptional(options));
  }
}

/** A function that is made when it is first called; it is called on the parser. */
function later<A extends unknown[], R>(make: () => (...args: A) => R): (...args: A) => R {
  let made: ((...args: A) => R) | undefined;
  return function (this: unknown, ...args) {
    made ??= make();
    return made.apply(this, args);
  };
}
