/**
 * Writing SVG: text that is no markup, numbers that are short, and the colours of a step's phases on white.
 */
import type { Phase } from "./graph-view.ts";

export const FILL: Readonly<Record<Phase, string>> = {
  forward: "#dbeafe",
  backward: "#ffedd5",
  update: "#dcfce7",
};
export const LINE: Readonly<Record<Phase, string>> = {
  forward: "#2563eb",
  backward: "#ea580c",
  update: "#16a34a",
};

/** Tenths of a pixel are enough. */
export const r = (v: number): number => Math.round(v * 10) / 10;

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
}
