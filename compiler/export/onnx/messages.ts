/**
 * The messages of an ONNX file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), with the fields that are used here.
 */
import type { DType } from "../../ir/graph.ts";
import { bytes, concat, float, message, text, uint } from "../protobuf.ts";

type Bytes = Uint8Array;

/** Operator set 17 and the file version that goes with it. */
const OPSET = 17;
const IR_VERSION = 8;

export type ElementType = DType | "i64";

const ELEMENT: Readonly<Record<ElementType, number>> = { f32: 1, i32: 6, i64: 7, bool: 9, f16: 10 };

export type Attribute =
  number | string | { readonly float: number } | readonly number[] | { readonly graph: Bytes };

export function elementCode(type: ElementType): number {
  return ELEMENT[type];
}

/** `values` are rounded to the type; halves are not written. */
export function tensor(
  name: string,
  type: ElementType,
  shape: readonly number[],
  values: ArrayLike<number>,
): Bytes {
  const raw = (): Bytes => {
    switch (type) {
      case "f32":
        return new Uint8Array(Float32Array.from(values).buffer);
      case "i32":
        return new Uint8Array(Int32Array.from(values).buffer);
      case "i64":
        return new Uint8Array(BigInt64Array.from(Array.from(values, (v) => BigInt(v))).buffer);
      case "bool":
        return Uint8Array.from(values, (v) => (v ? 1 : 0));
      case "f16":
        throw new RangeError("half precision is not written");
    }
  };
  return message(...shape.map((d) => uint(1, d)), uint(2, ELEMENT[type]), text(8, name), bytes(9, raw()));
}

/** A size is a number or the name of one that is free. */
export function valueInfo(name: string, type: ElementType, shape: readonly (number | string)[]): Bytes {
  const dims = shape.map((d) => bytes(1, typeof d === "number" ? uint(1, d) : text(2, d)));
  const tensorType = message(uint(1, ELEMENT[type]), bytes(2, message(...dims)));
  return message(text(1, name), bytes(2, bytes(1, tensorType)));
}

export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
  doc: string | undefined,
): Bytes {
  return message(
    ...inputs.map((i) => text(1, i)),
    ...outputs.map((o) => text(2, o)),
    text(3, outputs[0]!),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
    ...(doc === undefined ? [] : [text(6, doc)]),
  );
}

function attribute(name: string, value: Attribute): Bytes {
  const fields = (): Bytes[] => {
    if (typeof value === "number") return [uint(3, value), uint(20, 2)];
    if (typeof value === "string") return [bytes(4, new TextEncoder().encode(value)), uint(20, 3)];
    if ("float" in value) return [float(2, value.float), uint(20, 1)];
    if ("graph" in value) return [bytes(6, value.graph), uint(20, 5)];
    return [...value.map((v) => uint(8, v)), uint(20, 7)];
  };
  return message(text(1, name), ...fields());
}

export interface GraphParts {
  readonly name: string;
  readonly nodes: readonly Bytes[];
  readonly initializers: readonly Bytes[];
  readonly inputs: readonly Bytes[];
  readonly outputs: readonly Bytes[];
}

export function graph({ name, nodes, initializers, inputs, outputs }: GraphParts): Bytes {
  return concat([
    ...nodes.map((n) => bytes(1, n)),
    text(2, name),
    ...initializers.map((i) => bytes(5, i)),
    ...inputs.map((i) => bytes(11, i)),
    ...outputs.map((o) => bytes(12, o)),
  ]);
}

export function model(content: Bytes, metadata: Readonly<Record<string, string>>): Bytes {
  return message(
    uint(1, IR_VERSION),
    text(2, "nn"),
    bytes(7, content),
    bytes(8, message(text(1, ""), uint(2, OPSET))),
    ...Object.entries(metadata).map(([k, v]) => bytes(14, message(text(1, k), text(2, v)))),
  );
}
