/**
 * Random draws: a pure function of (seed, site, step, element), see `compiler/threefry.ts`.
 */
import { randomUniform } from "../threefry.ts";
import { needsInt, needsRank, result } from "./check.ts";
import type { OpDef } from "./def.ts";
import { alloc } from "./tensor.ts";

export const randomOps = {
  random: {
    infer([seed, step, round], { shape }) {
      needsInt(seed!, "the seed of a random draw");
      needsRank(seed!, 0, "the seed of a random draw");
      needsInt(step!, "the step of a random draw");
      needsRank(step!, 0, "the step of a random draw");
      if (round) {
        needsInt(round, "the round of a random draw");
        needsRank(round, 0, "the round of a random draw");
      }
      return result("f32", shape, "a random draw");
    },
    eval([seed, step, round], { site, lane }, type, precision) {
      const y = alloc(type, precision);
      const [s, t] = [seed!.data[0]!, step!.data[0]!];
      const first = (round ? round.data[0]! : 0) * y.data.length;
      for (let i = 0; i < y.data.length; i++) y.data[i] = randomUniform(s, site, t, first + i, lane);
      return y;
    },
    vjp: null,
  },
} satisfies { random: OpDef<"random"> };
