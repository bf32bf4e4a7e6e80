/**
 * Random draws: a pure function of (seed, site, step, element), see `compiler/threefry.ts`.
 */
import { randomUniform } from "../threefry.ts";
import { needsInt, needsRank, result } from "./check.ts";
import type { OpDef } from "./def.ts";
import { alloc } from "./tensor.ts";

export const randomOps = {
  random: {
    infer([seed, step], { shape }) {
      needsInt(seed!, "the seed of a random draw");
      needsRank(seed!, 0, "the seed of a random draw");
      needsInt(step!, "the step of a random draw");
      needsRank(step!, 0, "the step of a random draw");
      return result("f32", shape, "a random draw");
    },
    eval([seed, step], { site, lane }, type, precision) {
      const y = alloc(type, precision);
      const [s, t] = [seed!.data[0]!, step!.data[0]!];
      for (let i = 0; i < y.data.length; i++) y.data[i] = randomUniform(s, site, t, i, lane);
      return y;
    },
    vjp: null,
  },
} satisfies { random: OpDef<"random"> };
