/**
 * Elementwise ops in PyTorch. Of Python numbers they are Python's own: a schedule reads as one would write it.
 */
import type { BinaryName, DType, UnaryName } from "../../ir/graph.ts";
import { broadcastShape, type Code, dims, isNumber, LEVEL, within } from "./code.ts";
import { aligned, type Operands, type Rule } from "./operands.ts";

/** Applies a function element by element. */
function elementwise(
  e: Operands,
  write: (xs: readonly Code[], numbers: boolean) => Pick<Code, "text" | "level">,
): Code {
  const xs = aligned(Array.from({ length: e.count }, (_, i) => e.x(i)));
  const numbers = xs.every(isNumber);
  const shard = xs.find((x) => x.shard !== null)?.shard ?? null;
  return { ...write(xs, numbers), shape: numbers ? "number" : broadcastShape(xs.map(dims)), shard };
}

const atomic = (text: string): Pick<Code, "text" | "level"> => ({ text, level: LEVEL.atom });

function unary(tensor: string, number: string): Rule<UnaryName> {
  return (e) => elementwise(e, ([x], numbers) => atomic(`${numbers ? number : tensor}(${x!.text})`));
}

function infix(op: string, level: number): Rule<BinaryName> {
  return (e) =>
    elementwise(e, ([a, b]) => ({
      text: `${within(a!, level)} ${op} ${within(b!, level + 1)}`,
      level,
    }));
}

function binary(tensor: string, number: string): Rule<BinaryName> {
  return (e) =>
    elementwise(e, ([a, b], numbers) => atomic(`${numbers ? number : tensor}(${a!.text}, ${b!.text})`));
}

/** `a < b`; comparisons do not chain here. */
function comparison(op: string): Rule<BinaryName> {
  return (e) =>
    elementwise(e, ([a, b]) => ({
      text: `${within(a!, LEVEL.or)} ${op} ${within(b!, LEVEL.or)}`,
      level: LEVEL.compare,
    }));
}

function logic(tensor: "&" | "|", number: "and" | "or", level: number): Rule<BinaryName> {
  return (e) =>
    elementwise(e, ([a, b], numbers) =>
      numbers
        ? { text: `${within(a!, LEVEL.compare)} ${number} ${within(b!, LEVEL.compare)}`, level: LEVEL.choice }
        : { text: `${within(a!, level + 1)} ${tensor} ${within(b!, level + 1)}`, level },
    );
}

export const DTYPE: Readonly<Record<DType, string>> = {
  f32: "FLOAT",
  f16: "torch.float16",
  i32: "torch.int64",
  bool: "torch.bool",
};

function castNumber(x: Code, dtype: DType): Pick<Code, "text" | "level"> {
  if (dtype === "i32") return atomic(`int(${x.text})`);
  return atomic(dtype === "bool" ? `bool(${x.text})` : `float(${x.text})`);
}

export const elementwiseRules = {
  neg: (e) => elementwise(e, ([x]) => ({ text: `-${within(x!, LEVEL.neg)}`, level: LEVEL.neg })),
  exp: unary("torch.exp", "math.exp"),
  log: unary("torch.log", "math.log"),
  sqrt: (e, a, n) => unary(e.plain ? "torch.sqrt" : "sqrt", "math.sqrt")(e, a, n),
  tanh: unary("torch.tanh", "math.tanh"),
  erf: unary("torch.erf", "math.erf"),
  sin: unary("torch.sin", "math.sin"),
  cos: unary("torch.cos", "math.cos"),
  tan: unary("torch.tan", "math.tan"),
  asin: unary("torch.asin", "math.asin"),
  acos: unary("torch.acos", "math.acos"),
  atan: unary("torch.atan", "math.atan"),
  floor: unary("torch.floor", "math.floor"),
  ceil: unary("torch.ceil", "math.ceil"),
  round: unary("torch.round", "round"),
  sign: unary("torch.sign", "sign"),
  abs: unary("torch.abs", "abs"),
  log1p: unary("torch.log1p", "math.log1p"),
  expm1: unary("torch.expm1", "math.expm1"),
  not: (e) =>
    elementwise(e, ([x], numbers) =>
      numbers
        ? { text: `not ${within(x!, LEVEL.compare)}`, level: LEVEL.choice }
        : { text: `~${within(x!, LEVEL.neg)}`, level: LEVEL.neg },
    ),
  isnan: unary("torch.isnan", "math.isnan"),
  isfinite: unary("torch.isfinite", "math.isfinite"),

  add: infix("+", LEVEL.add),
  sub: infix("-", LEVEL.add),
  mul: (e) => {
    const [a, b] = [e.x(0), e.x(1)];
    // x * x is what an integer power became.
    if (!isNumber(a) && a.text === b.text)
      return elementwise(e, ([x]) => ({ text: `${within(x!, LEVEL.atom)} ** 2`, level: LEVEL.pow }));
    return elementwise(e, ([p, q]) => ({
      text: `${within(p!, LEVEL.mul)} * ${within(q!, LEVEL.mul + 1)}`,
      level: LEVEL.mul,
    }));
  },
  div: infix("/", LEVEL.mul),
  max: binary("maximum", "max"),
  min: binary("minimum", "min"),
  pow: (e) =>
    elementwise(e, ([a, b]) => ({
      text: `${within(a!, LEVEL.atom)} ** ${within(b!, LEVEL.neg)}`,
      level: LEVEL.pow,
    })),
  // The divisor's sign, as Python has it.
  mod: (e) =>
    elementwise(e, ([a, b], numbers) =>
      numbers
        ? { text: `${within(a!, LEVEL.mul)} % ${within(b!, LEVEL.mul + 1)}`, level: LEVEL.mul }
        : atomic(`torch.remainder(${a!.text}, ${b!.text})`),
    ),
  atan2: binary("torch.atan2", "math.atan2"),
  lt: comparison("<"),
  le: comparison("<="),
  eq: comparison("=="),
  and: logic("&", "and", LEVEL.and),
  or: logic("|", "or", LEVEL.or),

  where: (e) => {
    const condition = e.x(0);
    // A condition on the step alone is Python's own.
    if (isNumber(condition)) {
      const [a, b] = aligned([e.x(1), e.x(2)]) as [Code, Code];
      const both = isNumber(a) && isNumber(b);
      const [p, q] = both ? [a, b] : (aligned([e.full(1), e.full(2)]) as [Code, Code]);
      return {
        text: `${within(p, LEVEL.compare)} if ${within(condition, LEVEL.compare)} else ${within(q, LEVEL.compare)}`,
        level: LEVEL.choice,
        shape: both ? "number" : dims(p),
        shard: p.shard,
      };
    }
    return elementwise(e, ([c, a, b]) => atomic(`where(${c!.text}, ${a!.text}, ${b!.text})`));
  },
  cast: (e, { dtype }) =>
    elementwise(e, ([x], numbers) =>
      numbers
        ? castNumber(x!, dtype as DType)
        : atomic(`${within(x!, LEVEL.atom)}.to(${DTYPE[dtype as DType]})`),
    ),
  stopGrad: (e) =>
    elementwise(e, ([x], numbers) =>
      numbers || e.plain ? x! : atomic(`${within(x!, LEVEL.atom)}.detach()`),
    ),
} satisfies { [K in UnaryName | BinaryName | "where" | "cast" | "stopGrad"]: Rule<K> };
