/**
 * Leaves: inputs, constants, literals, index ramps. They have no operands, hence no derivative.
 */
import { sizeOf } from "../ir/graph.ts";
import { InvariantError } from "../diagnostics.ts";
import { isKnown, productOf, showShape } from "../ir/dims.ts";
import { refuse, result } from "./check.ts";
import type { OpDef } from "./def.ts";
import { alloc, around, tensorOf } from "./tensor.ts";

export const leafOps = {
  input: {
    infer: (_, { name, dtype, shape }) => result(dtype, shape, `the input \`${name}\``),
    eval: (_, { name }) => {
      throw new InvariantError("ops", `the input ${name} was evaluated instead of bound`);
    },
    vjp: null,
  },
  const: {
    infer: (_, { dtype }) => ({ dtype, shape: [] }),
    eval: (_, { value }, type, precision) => tensorOf(type, [value], precision),
    vjp: null,
  },
  literal: {
    infer(_, { dtype, shape, data }) {
      const count = productOf(shape);
      if (isKnown(count) && count !== data.length)
        refuse(`a literal of shape ${showShape(shape)} has ${data.length} numbers`);
      return result(dtype, shape, "a literal");
    },
    eval: (_, { data }, type, precision) => tensorOf(type, data, precision),
    vjp: null,
  },
  iota: {
    infer(_, { shape, axis }) {
      if (axis < 0 || axis >= shape.length) refuse(`there is no axis ${axis} in ${showShape(shape)}`);
      return result("i32", shape, "an index range");
    },
    eval(_, { shape, axis }, type, precision) {
      const y = alloc(type, precision);
      const { size, inner } = around(shape, axis);
      for (let i = 0; i < sizeOf(shape); i++) y.data[i] = Math.floor(i / inner) % size;
      return y;
    },
    vjp: null,
  },
} satisfies { [K in "input" | "const" | "literal" | "iota"]: OpDef<K> };
