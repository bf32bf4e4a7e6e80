/**
 * The table of ops: shape rule, value and derivative of each, by name. A missing one is a compile error.
 */
import type { OpName } from "../ir/graph.ts";
import { contractOps } from "./contract.ts";
import { convOps } from "./conv.ts";
import type { OpDef } from "./def.ts";
import { binaryOps, choiceOps, unaryOps } from "./elementwise.ts";
import { indexOps } from "./index-ops.ts";
import { leafOps } from "./leaves.ts";
import { movementOps, storageOps } from "./movement.ts";
import { randomOps } from "./random.ts";
import { reduceOps } from "./reduce.ts";
import { scanOps } from "./scan.ts";
import { windowOps } from "./windows.ts";

type OpTable = { readonly [K in OpName]: OpDef<K> };

const table = {
  ...leafOps,
  ...randomOps,
  ...unaryOps,
  ...binaryOps,
  ...choiceOps,
  ...reduceOps,
  ...movementOps,
  ...windowOps,
  ...contractOps,
  ...convOps,
  ...indexOps,
  ...scanOps,
  ...storageOps,
} satisfies OpTable;

const typed: OpTable = table;

export function opDef<K extends OpName>(op: K): OpDef<K> {
  return typed[op];
}

/** Every op, in the table's order. */
export const opNames: readonly OpName[] = Object.keys(table) as OpName[];
