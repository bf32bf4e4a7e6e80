/** The formatter: same tree, same comments, stable; and the layout that it chooses. */
import { describe, expect, test } from "vitest";
import { parse } from "../../grammar/index.ts";
import { lex } from "../../grammar/lex.ts";
import { format, FormatError, lineWidth, print } from "../../grammar/print.ts";
import { randomFile } from "./generate.ts";
import { bare, parseClean, programs, random } from "./support.ts";

describe("programs", () => {
  test.each(programs)(
    "%s: the printed text has the same tree, the same comments, and stays",
    (_name, source) => {
      const once = format(source);
      expect(bare(parseClean(once))).toEqual(bare(parseClean(source)));
      expect(parse(once, "a").comments.map((c) => c.text)).toEqual(
        parse(source, "a").comments.map((c) => c.text),
      );
      expect(format(once)).toBe(once);
      // What language.md shows is the canonical layout, but for lines that are too long.
      if (source.split("\n").every((line) => line.length <= lineWidth)) expect(once).toBe(source);
    },
  );
});

test("random trees survive printing and parsing", () => {
  for (let seed = 0; seed < 300; seed++) {
    const file = randomFile(random(seed));
    const text = print(file);
    const { ast, diagnostics } = parse(text, "random.nn");
    expect(diagnostics, `seed ${seed}\n${text}`).toEqual([]);
    expect(bare(ast), `seed ${seed}\n${text}`).toEqual(bare(file));
    expect(format(text), `seed ${seed}`).toBe(format(format(text)));
  }
});

test("comments anywhere survive formatting, and formatting again changes nothing", () => {
  const kinds = [(n: number) => ` // c${n}\n`, (n: number) => `\n// c${n}\n`, (n: number) => ` /* c${n} */ `, (n: number) => `\n\n/* c${n}\n */\n`]; // prettier-ignore
  for (const [name, source] of programs) {
    const { tokens } = lex(source, name);
    for (let seed = 0; seed < 40; seed++) {
      const next = random(seed);
      let text = source;
      const count = 1 + Math.floor(next() * 3);
      const places = Array.from(
        { length: count },
        () => tokens[Math.floor(next() * tokens.length)]!.startOffset,
      );
      for (const [n, place] of [...new Set(places)].sort((a, b) => b - a).entries()) {
        text = text.slice(0, place) + kinds[Math.floor(next() * kinds.length)]!(n) + text.slice(place);
      }
      const label = `${name} seed ${seed}\n${text}`;
      const once = format(text);
      const words = (s: string): string[] =>
        parse(s, "a")
          .comments.map((c) => c.text.replace(/\s+/g, " "))
          .sort();
      expect(words(once), label).toEqual(words(text));
      expect(bare(parseClean(once)), label).toEqual(bare(parseClean(text)));
      expect(format(once), label).toBe(once);
    }
  }
});

describe("layout", () => {
  const formatted = (source: string): string => format(source).trimEnd();

  test("spaces, blank lines and needless parentheses", () => {
    const source =
      "\n\nconfig a=((1))\n\n\n\nconfig   b = (a)+-(a*2)  ^ 2\nfn f( x:[n] )=( x|>g )  |>h(a , b:1)\n";
    expect(format(source)).toBe(
      "config a = 1\n\nconfig b = a + -(a * 2)^2\nfn f(x: [n]) = x |> g |> h(a, b: 1)\n",
    );
  });

  test("a long pipe has a stage on each line", () => {
    const stages = Array.from({ length: 8 }, (_, i) => `conv2d(${32 * (i + 1)}, kernel: 3)`).join(" |> ");
    expect(formatted(`model m(x: [batch, 28, 28, 1]) -> [batch, 10] = x |> ${stages} // end`))
      .toMatchInlineSnapshot(`
      "model m(x: [batch, 28, 28, 1]) -> [batch, 10] =
        x
        |> conv2d(32, kernel: 3)
        |> conv2d(64, kernel: 3)
        |> conv2d(96, kernel: 3)
        |> conv2d(128, kernel: 3)
        |> conv2d(160, kernel: 3)
        |> conv2d(192, kernel: 3)
        |> conv2d(224, kernel: 3)
        |> conv2d(256, kernel: 3) // end"
    `);
  });

  test("comments stay with what they are about", () => {
    const source = `
// about the file

/// A model.
model m(x: [n]) -> [n] = // result
  x
  // first the one
  |> f // one
  // then the other
  |> g(1, /* two */ 2)

train t { // setup
  epochs = 5 // few
  // nothing follows
}
`;
    expect(formatted(source)).toMatchInlineSnapshot(`
      "// about the file

      /// A model.
      model m(x: [n]) -> [n] = // result
        x
        // first the one
        |> f // one
        // then the other
        |> g(1, /* two */ 2)

      train t {
        // setup
        epochs = 5 // few
        // nothing follows
      }"
    `);
  });

  test("long calls, conditions, sums, lists and clauses", () => {
    const w = (n: number): string => `a_rather_long_name_${n}`;
    const source = `
fn f(x: [n]) {
  let a = some_function(${w(1)}, ${w(2)}, third: ${w(3)}, fourth: ${w(4)})
  let b = if ${w(1)} > ${w(2)} then ${w(3)} * ${w(4)} else ${w(5)} + ${w(6)}
  let c = ${w(1)} * ${w(2)} + ${w(3)} * ${w(4)} - ${w(5)} / ${w(6)}
  let d = [${Array.from({ length: 40 }, (_, i) => i * 11).join(", ")}]
  let { mu, logvar } = scan (h = zeros([batch, d])) over (xt = x) axis 1 { let k = h  return { h: k } }
  return { first: ${w(1)}, second: ${w(2)}, third: ${w(3)}, fourth: ${w(4)} }
}
train t { minimize ${w(1)} + ${w(2)} + ${w(3)} over ${w(4)} with adam(lr: 1e-3) every 5 }
`;
    expect(formatted(source)).toMatchInlineSnapshot(`
      "fn f(x: [n]) {
        let a = some_function(
          a_rather_long_name_1,
          a_rather_long_name_2,
          third: a_rather_long_name_3,
          fourth: a_rather_long_name_4
        )
        let b =
          if a_rather_long_name_1 > a_rather_long_name_2 then a_rather_long_name_3 * a_rather_long_name_4
          else a_rather_long_name_5 + a_rather_long_name_6
        let c =
          a_rather_long_name_1 * a_rather_long_name_2
          + a_rather_long_name_3 * a_rather_long_name_4
          - a_rather_long_name_5 / a_rather_long_name_6
        let d = [
          0, 11, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132, 143, 154, 165, 176, 187, 198, 209, 220,
          231, 242, 253, 264, 275, 286, 297, 308, 319, 330, 341, 352, 363, 374, 385, 396, 407, 418, 429
        ]
        let { mu, logvar } = scan (h = zeros([batch, d])) over (xt = x) axis 1 {
          let k = h
          return { h: k }
        }
        return {
          first: a_rather_long_name_1,
          second: a_rather_long_name_2,
          third: a_rather_long_name_3,
          fourth: a_rather_long_name_4
        }
      }
      train t {
        minimize a_rather_long_name_1 + a_rather_long_name_2 + a_rather_long_name_3
          over a_rather_long_name_4
          with adam(lr: 1e-3)
          every 5
      }"
    `);
  });

  test("of a long header the parameters break, not the type of the result", () => {
    const source = `fn rows_from(x: [batch, height, width, c], first: i32[batch, 1, 1], n: int) -> [batch, n, width, c] { return x }
layer conv(c: int, kernel = 3, stride = 1, padding = "same")(x: [batch, height, width, in], y: [batch, 1]) -> [batch, _, _, c] = x`;
    expect(formatted(source)).toMatchInlineSnapshot(`
      "fn rows_from(
        x: [batch, height, width, c],
        first: i32[batch, 1, 1],
        n: int
      ) -> [batch, n, width, c] {
        return x
      }
      layer conv(c: int, kernel = 3, stride = 1, padding = "same")(
        x: [batch, height, width, in],
        y: [batch, 1]
      ) -> [batch, _, _, c] = x"
    `);
  });

  test("two comments never end up on one line", () => {
    const source = "data d = f() {\n  y: [1\n// c1\n]  // c0\n= [2]\n}";
    expect(format(source)).toBe("data d = f() {\n  y: [1] = [2]\n  // c1\n  // c0\n}\n");
  });

  test("what has syntax errors is not rewritten", () => {
    expect(() => format("config a = ")).toThrow(FormatError);
  });

  test("empty things", () => {
    expect(format("")).toBe("");
    expect(format("// only")).toBe("// only\n");
    expect(format('train t { }\ntest "t" { /* none */ }\nfn f() { }')).toBe(
      'train t {}\ntest "t" {\n  /* none */\n}\nfn f() {}\n',
    );
  });
});
