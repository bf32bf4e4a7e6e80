/** Every file of the library parses and is formatted as the formatter has it. */
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/index.ts";
import { stdFiles } from "../../compiler/std/index.ts";

describe.each([...stdFiles])("%s", (name, text) => {
  it("parses", () => {
    const { diagnostics } = parse(text, name);
    expect(
      diagnostics.map(
        (d) => `${d.code} ${d.title} at ${text.slice(d.labels[0]!.span.start, d.labels[0]!.span.start + 60)}`,
      ),
    ).toEqual([]);
  });
});
