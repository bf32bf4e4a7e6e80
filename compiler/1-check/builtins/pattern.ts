/**
 * The axis patterns of `einsum` and `rearrange`: reading them, and pointing into them.
 */
import type { Span } from "../../diagnostics.ts";
import type { BuiltinContext } from "../value.ts";

/** A name, `1`, `...`, or a group `(a b)` of those; `at` and `end` are offsets in the pattern. */
export interface Axis {
  readonly kind: "name" | "one" | "ellipsis" | "group";
  readonly text: string;
  readonly parts: readonly Axis[];
  readonly at: number;
  readonly end: number;
}

export interface Term {
  readonly axes: readonly Axis[];
  readonly at: number;
  readonly end: number;
}

/** A pattern with the place where it is written. */
export class Pattern {
  constructor(
    readonly cx: BuiltinContext,
    readonly name: string,
    readonly text: string,
    readonly span: Span,
    readonly code: string,
  ) {}

  /** The span of a part, or of the whole argument where the pattern is not written out in place. */
  at(part: { readonly at: number; readonly end: number }): Span {
    const literal = this.span.end - this.span.start === this.text.length + 2;
    if (!literal) return this.span;
    return {
      file: this.span.file,
      start: this.span.start + 1 + part.at,
      end: this.span.start + 1 + part.end,
    };
  }

  fail(
    title: string,
    part: { readonly at: number; readonly end: number },
    label?: string,
    help?: string,
  ): never {
    return this.cx.fail(this.code, title, {
      span: this.at(part),
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
    });
  }

  /** The terms left and right of the arrow; commas separate terms on the left. */
  parse(groups: boolean): { left: Term[]; right: Term } {
    const arrow = this.text.indexOf("->");
    const whole = { at: 0, end: this.text.length };
    if (arrow < 0)
      return this.fail(
        `the pattern of \`${this.name}\` has no \`->\``,
        whole,
        undefined,
        this.name === "einsum"
          ? 'say what is left, as in "b i d, b j d -> b i j"'
          : 'say both sides, as in "b (h d) -> b h d"',
      );
    const second = this.text.indexOf("->", arrow + 2);
    if (second >= 0) this.fail("a pattern has one `->`", { at: second, end: second + 2 });
    const left: Term[] = [];
    let from = 0;
    for (let i = 0; i <= arrow; i++)
      if (i === arrow || this.text[i] === ",") {
        left.push(this.#term(from, i, groups));
        from = i + 1;
      }
    return { left, right: this.#term(arrow + 2, this.text.length, groups) };
  }

  #term(from: number, to: number, groups: boolean): Term {
    const axes: Axis[] = [];
    let group: { axes: Axis[]; at: number } | undefined;
    const token = /\s+|\.\.\.|[A-Za-z_]\w*|\d+|./gy;
    token.lastIndex = from;
    while (token.lastIndex < to) {
      const at = token.lastIndex;
      const text = token.exec(this.text)![0];
      const here = { at, end: at + text.length };
      const into = group ? group.axes : axes;
      if (/^\s/.test(text)) continue;
      else if (text === "...") into.push({ kind: "ellipsis", text, parts: [], ...here });
      else if (/^[A-Za-z_]/.test(text)) into.push({ kind: "name", text, parts: [], ...here });
      else if (text === "1" && groups) into.push({ kind: "one", text, parts: [], ...here });
      else if (text === "(" && groups && !group) group = { axes: [], at };
      else if (text === ")" && group) {
        axes.push({
          kind: "group",
          text: this.text.slice(group.at, here.end),
          parts: group.axes,
          at: group.at,
          end: here.end,
        });
        group = undefined;
      } else this.#unexpected(text, here, groups);
    }
    if (group) this.fail("this `(` is not closed", { at: group.at, end: group.at + 1 });
    return { axes, ...this.#trim(from, to) };
  }

  #unexpected(text: string, here: { at: number; end: number }, groups: boolean): never {
    if (/^\d/.test(text))
      return this.fail(
        groups
          ? `the only number in a pattern is 1, not ${text}`
          : `\`${this.name}\` patterns hold names, not ${text}`,
        here,
        undefined,
        groups ? `name the axis and say its size: \`n: ${text}\`` : "name the axis",
      );
    if (text === "(") return this.fail(groups ? "groups do not nest" : "`einsum` has no groups", here, undefined, groups ? undefined : "use `rearrange` for groups"); // prettier-ignore
    return this.fail(
      `\`${text}\` has no place in a pattern`,
      here,
      undefined,
      "names are separated by spaces",
    );
  }

  /** The part between `from` and `to` without the spaces around it. */
  #trim(from: number, to: number): { at: number; end: number } {
    let [at, end] = [from, to];
    while (at < end && this.text[at] === " ") at++;
    while (end > at && this.text[end - 1] === " ") end--;
    return { at, end };
  }
}
