/** The benchmark's command line. */
import { parseArgs } from "node:util";
import type { Job } from "./protocol.ts";
import { SMALL, WORKLOADS } from "./workloads.ts";

export interface Options {
  /** Undefined: those of the device's kind. */
  readonly workloads: readonly string[] | undefined;
  readonly systems: readonly string[];
  readonly adapter: Job["adapter"];
  readonly rounds: number;
  readonly seconds: number;
  readonly batch: number | undefined;
  readonly image: number | undefined;
  readonly quick: boolean;
  readonly json: string | undefined;
}

/** In the order of the table; `nn` comes first, since ratios are to it. */
export const SYSTEMS = ["nn", "jax-js", "tfjs", "torch-cpu", "torch-cuda", "torch-compile"] as const;
const ADAPTERS = ["hardware", "software", "swiftshader"] as const;

export const HELP = `npm run bench -- [options]

Measures whole training steps of nn and of its peers in turn, on the device that is present.

  --workloads W1,W5   ${Object.keys(WORKLOADS).join(", ")}; by default all on a GPU, ${SMALL[0]}–${SMALL.at(-1)} on a software adapter
  --systems nn,tfjs   ${SYSTEMS.join(", ")}; torch stands for the last three;
                      by default all that are installed (npm install --prefix bench/peers)
  --adapter KIND      ${ADAPTERS.join(", ")}; by default a GPU where there is one
  --rounds 7          how often each system is measured
  --seconds 0.5       for about how long each time
  --batch N           examples in a batch of W4L and R18
  --image N           height and width of R18's images, 32 by default
  --quick             three short rounds, nothing written: to see that it runs
  --json FILE         write the figures there, not to bench/results
  --help

${Object.entries(WORKLOADS)
  .map(([id, what]) => `  ${id.padEnd(5)}${what}`)
  .join("\n")}
`;

/** Something the person at the command line can put right; told in a sentence. */
export class UserError extends Error {}

/** Undefined where help is asked for. Throws a `UserError`. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parsed(() =>
    parseArgs({
      args: [...args],
      options: {
        workloads: text,
        systems: text,
        adapter: text,
        rounds: text,
        seconds: text,
        batch: text,
        image: text,
        json: text,
        quick: flag,
        help: flag,
      },
    }),
  );
  if (values.help) return undefined;
  const quick = values.quick ?? false;
  const asked = list("--workloads", values.workloads, Object.keys(WORKLOADS));
  const image = count("--image", values.image);
  if (image !== undefined && image % 8 !== 0)
    throw new UserError(
      `--image ${image}: the network halves an image three times, so it is a multiple of 8`,
    );
  return {
    workloads: asked ?? (quick ? ["W1", "W2", "W6"] : undefined),
    systems: systemsOf(values.systems),
    adapter: list("--adapter", values.adapter, ADAPTERS)?.[0],
    rounds: count("--rounds", values.rounds) ?? (quick ? 3 : 7),
    seconds: positive("--seconds", values.seconds) ?? (quick ? 0.2 : 0.5),
    batch: count("--batch", values.batch),
    image,
    quick,
    json: values.json,
  };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UserError(`${(error as Error).message.split(". ")[0]} (--help lists the options)`);
  }
}

function systemsOf(text: string | undefined): readonly string[] {
  const spelled = text?.replace(/(^|,)torch(?=,|$)/g, "$1torch-cpu,torch-cuda,torch-compile");
  const chosen = list("--systems", spelled, SYSTEMS) ?? SYSTEMS;
  return SYSTEMS.filter((name) => chosen.includes(name));
}

function list<T extends string>(
  flag: string,
  text: string | undefined,
  known: readonly T[],
): T[] | undefined {
  if (text === undefined) return undefined;
  return text.split(",").map((word) => {
    const found = known.find((k) => k.toLowerCase() === word.trim().toLowerCase());
    if (found === undefined) throw new UserError(`${flag}: \`${word}\` is none of ${known.join(", ")}`);
    return found;
  });
}

function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value)))
    throw new UserError(`${flag} ${text}: it is a number greater than 0`);
  return value;
}

function count(flag: string, text: string | undefined): number | undefined {
  const value = positive(flag, text);
  if (value !== undefined && !Number.isInteger(value))
    throw new UserError(`${flag} ${text}: it is a whole number`);
  return value;
}
