/**
 * Broken programs: tokens of right ones left out, doubled or exchanged. Whatever comes out, it is diagnostics and never an
 * exception.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import * as programs from "../lower/programs.ts";
import { data, reader, show } from "../lower/run.ts";

const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 40);

function mutate(source: string, next: (n: number) => number): string {
  const tokens = source.match(/\s+|\/\/[^\n]*|"[^"]*"|\w+(\.\d+)?|\|>|[=!<>]=|&&|\|\||./g) ?? [];
  const words = tokens.map((t, i) => ({ t, i })).filter(({ t }) => t.trim() !== "");
  const pick = (): number => words[next(words.length)]!.i;
  const changed = [...tokens];
  for (let k = 0; k <= next(2); k++) {
    const [a, b] = [pick(), pick()];
    switch (next(4)) {
      case 0:
        changed[a] = "";
        break;
      case 1:
        changed[a] = `${changed[a]} ${changed[a]}`;
        break;
      case 2:
        [changed[a], changed[b]] = [changed[b]!, changed[a]!];
        break;
      default:
        changed[a] = tokens[b]!;
    }
  }
  return changed.join("");
}

describe("broken programs", () => {
  for (const [name, source] of Object.entries(programs))
    it(`${name} with slips gives diagnostics`, () => {
      let state = 12345;
      const next = (n: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * n);
      };
      for (let i = 0; i < rounds; i++) {
        const broken = mutate(source, next);
        const provider = next(3) === 0 ? undefined : data;
        try {
          const { diagnostics, sources } = compile("main.nn", {
            read: reader(broken),
            ...(provider ? { data: provider } : {}),
          });
          const text = show(diagnostics, sources);
          expect(text).not.toMatch(/undefined|\[object/);
        } catch (error) {
          throw new Error(`${(error as Error).stack}\n\n${broken}`);
        }
      }
    });
});
