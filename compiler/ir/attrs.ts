/**
 * Attributes of nodes as keys: objects of numbers, texts, sizes and lists, equal where they say the same.
 */
import { dimsEqual, SymDim } from "./dims.ts";
import { hashOf, mix } from "./table.ts";

/** What is compared as the text that it gives, such as the body of a loop. */
interface Told {
  toJSON(): string;
}

const isTold = (v: object): v is Told => "toJSON" in v;

/** A hash of attributes, in whatever order a call site lists them. */
export function hashOfAttrs(v: unknown): number {
  if (typeof v === "number") return mix(v, v * 0x10000);
  if (typeof v === "string") return hashOf(v);
  if (typeof v !== "object" || v === null) return v === true ? 1 : 0;
  let hash = 0;
  if (Array.isArray(v)) for (const item of v) hash = mix(hash, hashOfAttrs(item));
  else if (v instanceof SymDim) return hashOf(String(v));
  else if (isTold(v)) return hashOf(v.toJSON());
  else for (const [name, of] of Object.entries(v)) hash += mix(hashOf(name), hashOfAttrs(of));
  return hash;
}

/** Whether attributes are the same; -0, NaN and infinities are told apart, since they make different constants. */
export function sameAttrs(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameAttrs(item, b[i]));
  if (a instanceof SymDim || b instanceof SymDim)
    return a instanceof SymDim && b instanceof SymDim && dimsEqual(a, b);
  if (isTold(a) || isTold(b)) return isTold(a) && isTold(b) && a.toJSON() === b.toJSON();
  const [x, y] = [a, b] as Readonly<Record<string, unknown>>[];
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameAttrs(x![name], y![name]));
}

const attrsTexts = new WeakMap<object, string>();

/** Attributes as a text that tells them apart: each by its name, -0 apart from 0. */
export function attrsText(attrs: object): string {
  // Passes hand attributes on as they are.
  let text = attrsTexts.get(attrs);
  if (text === undefined) {
    const values = Object.entries(attrs).sort(([a], [b]) => (a < b ? -1 : 1));
    text = values.map(([name, v]) => `${name}=${valueText(v)}`).join(";");
    attrsTexts.set(attrs, text);
  }
  return text;
}

function valueText(v: unknown): string {
  if (typeof v === "number") return Object.is(v, -0) ? "-0" : String(v);
  if (typeof v !== "object" || v === null) return typeof v === "string" ? JSON.stringify(v) : String(v);
  if (isTold(v)) return v.toJSON();
  if (Array.isArray(v)) return `[${v.map(valueText).join(",")}]`;
  return `{${Object.entries(v).map(([name, of]) => `${name}:${valueText(of)}`).join(",")}}`; // prettier-ignore
}
