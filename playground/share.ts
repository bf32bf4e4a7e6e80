/** A program in the address of the page: compressed, after `#p=`; an unchanged example by its name, after `#e=`. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

export interface Shared {
  readonly file: string;
  readonly text: string;
  /** Values of `config` that differ from the written ones. */
  readonly config?: Readonly<Record<string, string>>;
}

export type Address =
  | { readonly kind: "example"; readonly name: string }
  | { readonly kind: "program"; readonly program: Shared };

export function addressOf(address: Address): string {
  if (address.kind === "example") return `#e=${encodeURIComponent(address.name)}`;
  const bytes = deflateSync(strToU8(JSON.stringify(address.program)), { level: 9 });
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#p=${base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
}

/** Undefined where there is no program in it; throws where what is there is damaged. */
export function readAddress(hash: string): Address | undefined {
  const [, kind, value] = /^#([ep])=(.+)$/.exec(hash) ?? [];
  if (kind === undefined || value === undefined) return undefined;
  if (kind === "e") return { kind: "example", name: decodeURIComponent(value) };
  try {
    const text = atob(value.replace(/-/g, "+").replace(/_/g, "/"));
    const program: unknown = JSON.parse(
      strFromU8(inflateSync(Uint8Array.from(text, (c) => c.charCodeAt(0)))),
    );
    if (isShared(program)) return { kind: "program", program };
  } catch (error) {
    throw new Error("the program in this link is damaged: was it copied to its end?", { cause: error });
  }
  throw new Error("this link holds no program");
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== "object" || value === null) return false;
  const { file, text, config } = value as Record<string, unknown>;
  const isConfig =
    config === undefined ||
    (typeof config === "object" &&
      config !== null &&
      Object.values(config).every((v) => typeof v === "string"));
  return typeof file === "string" && typeof text === "string" && isConfig;
}
