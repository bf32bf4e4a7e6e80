/**
 * The settings of a source, from what a program wrote to values with their types.
 */
import { nearest } from "../../compiler/diagnostics.ts";
import { dataError } from "./errors.ts";
import type { Decimal } from "./csv-scan.ts";
import type { MissingPolicy } from "./table.ts";

/** A setting as the checker evaluates it. */
export type SettingValue = number | boolean | string | readonly number[];
export type Settings = Readonly<Record<string, SettingValue>>;

/** Checked settings; with a `seed` they are `SplitSettings`. */
export interface DataSettings {
  readonly split?: number | readonly number[];
  readonly shuffle?: boolean;
  readonly limit?: number;
  readonly missing?: MissingPolicy;
  /** What stands between the cells of a `csv`. */
  readonly separator?: string;
  /** What stands before the fraction of a number in a `csv` or `tsv`. */
  readonly decimal?: Decimal;
}

const COMMON = ["split", "shuffle", "limit"] as const;
const EXAMPLES = {
  split: "`split: 0.8` or `split: [0.8, 0.1, 0.1]`",
  shuffle: "`shuffle: true` or `shuffle: false`",
  limit: "`limit: 1000`",
  missing: '`missing: "drop"`, or a number such as `missing: 0`',
  separator: '`separator: ";"`',
  decimal: '`decimal: ","`, or leave it out where numbers have points',
} as const satisfies Record<keyof DataSettings, string>;

type SettingName = keyof typeof EXAMPLES;

/** Checks names and types; `own` are the names that the source has besides `split`, `shuffle` and `limit`. */
export function dataSettings(source: string, own: readonly SettingName[], settings: Settings): DataSettings {
  const known: readonly string[] = [...COMMON, ...own];
  for (const [name, value] of Object.entries(settings)) {
    if (!known.includes(name)) {
      const near = nearest(name, known)[0];
      throw dataError("badSetting", `\`${source}\` has no setting \`${name}\``, {
        notes: [`it has ${known.join(", ")}`],
        ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }),
      });
    }
    if (!isRight(name as SettingName, value)) {
      throw dataError("badSetting", `\`${name}\` of \`${source}\` cannot be ${JSON.stringify(value)}`, {
        help: `write ${EXAMPLES[name as SettingName]}`,
      });
    }
  }
  return settings;
}

function isRight(name: SettingName, value: SettingValue): boolean {
  switch (name) {
    case "split":
      return typeof value === "number" || typeof value === "object";
    case "shuffle":
      return typeof value === "boolean";
    case "limit":
      return typeof value === "number" && Number.isInteger(value) && value > 0;
    case "missing":
      return value === "drop" || (typeof value === "number" && Number.isFinite(value));
    case "separator":
      return typeof value === "string" && value.length === 1;
    case "decimal":
      return value === "," || value === ".";
  }
  return name satisfies never;
}
