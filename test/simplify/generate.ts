/** Random small graphs, biased towards what the rewrite rules look for, and inputs for them. */
import { isOp, type Node, sizeOf, type UnaryName, type BinaryName } from "../../compiler/ir/graph.ts";
import { Builder } from "../../compiler/ops/builder.ts";
import { randomUniform } from "../../compiler/threefry.ts";

const CONSTANTS = [0, -0, 1, -1, 2, 0.5, 3, -4];
const UNARY: readonly UnaryName[] = [
  ...(["neg", "neg", "neg", "abs", "abs", "abs", "exp", "log", "sqrt", "tanh", "erf", "sin", "cos", "tan", "asin", "acos"] as const),
  ...(["atan", "floor", "ceil", "round", "sign", "log1p", "expm1", "isnan", "isfinite"] as const),
]; // prettier-ignore
const BINARY: readonly BinaryName[] = [
  ...(["add", "add", "sub", "sub", "mul", "mul", "div", "div", "max", "min", "pow", "mod", "atan2"] as const),
];
const COMPARE: readonly BinaryName[] = ["lt", "le", "eq"];
const REDUCE = ["sum", "prod", "reduceMax", "reduceMin"] as const;
const SHAPES = [[], [1], [9], [2, 3], [1, 4], [2, 1, 3], [4, 2, 1], [3, 7]];

export interface RandomGraph {
  readonly b: Builder;
  readonly outputs: readonly Node[];
}

export function randomGraph(seed: number): RandomGraph {
  let draws = 0;
  const u = (): number => randomUniform(seed, 1, 0, draws++, 0);
  const int = (n: number): number => Math.floor(u() * n);
  const pick = <T>(xs: readonly T[]): T => xs[int(xs.length)]!;
  const chance = (p: number): boolean => u() < p;

  const b = new Builder();
  const pool: Node[] = SHAPES.map((shape, i) =>
    b.input({ name: `x${i}`, role: "argument", dtype: "f32", shape }),
  );
  pool.push(pick(pool));
  const bools: Node[] = [];
  /** The last node more often than not, so that chains arise. */
  const some = (): Node => (chance(0.6) ? pool.at(-1)! : pick(pool));
  const constantLike = (x: Node): Node => b.fullLike(x, pick(CONSTANTS));
  const partner = (x: Node): Node => {
    const same = pool.filter((n) => n.type.shape.join() === x.type.shape.join());
    return chance(0.35) ? constantLike(x) : chance(0.2) ? x : pick(same);
  };
  const boolLike = (x: Node): Node => {
    const same = bools.filter((n) => n.type.shape.join() === x.type.shape.join());
    if (same.length > 0 && chance(0.5)) return same.at(-1)!;
    return chance(0.2) ? b.full(x.type.shape, int(2), "bool") : b.make(pick(COMPARE), [x, partner(x)], {});
  };

  const movement = (x: Node): Node => {
    const { shape } = x.type;
    const axes = shape.map((_, i) => i);
    switch (int(9)) {
      case 0:
        return b.reshape(x, factorize(sizeOf(shape), int));
      case 1:
        return b.permute(x, shuffled(axes, int));
      case 2:
        return b.expand(x, chance(0.5) ? [2, ...shape] : shape.map((d) => (d === 1 ? 3 : d)));
      case 3: {
        const start = shape.map((d) => int(Math.min(d, 3)));
        const stop = shape.map((d, i) => (chance(0.6) ? d : start[i]! + 1 + int(d - start[i]!)));
        return b.slice(x, start, stop, shape.map(() => 1 + int(2))); // prettier-ignore
      }
      case 4:
        return b.flip(x, axes.filter(() => chance(0.5))); // prettier-ignore
      case 5: {
        const low = shape.map(() => int(3));
        const padded = b.pad(x, low, shape.map(() => int(2)), shape.map(() => int(2)), pick([0, 0, 1])); // prettier-ignore
        // Often cut the padding off again, as gradients do.
        if (!isOp(padded, "pad") || chance(0.5)) return padded;
        const step = padded.attrs.interior.map((i) => i + 1);
        return b.slice(padded, low, low.map((l, i) => l + (shape[i]! - 1) * step[i]! + 1), step); // prettier-ignore
      }
      case 6: {
        if (shape.length === 0) return x;
        const axis = int(shape.length);
        return b.concat(chance(0.5) ? [x, x] : [x, partner(x), x], axis);
      }
      case 7: {
        if (shape.length === 0) return x;
        const axis = int(shape.length);
        const size = 1 + int(Math.min(2, shape[axis]!));
        const attrs = { axes: [axis], size: [size], stride: [1 + int(3)], dilation: [1] };
        const w = b.windows(x, attrs);
        return chance(0.5) ? w : b.make("overlapAdd", [w], { shape, ...attrs });
      }
      default:
        return shape.length === 0 ? x : b.reduce(pick(REDUCE), x, axes.filter(() => chance(0.6))); // prettier-ignore
    }
  };

  const steps = 6 + int(14);
  for (let i = 0; i < steps; i++) {
    const x = some();
    const kind = int(10);
    let y: Node;
    if (kind < 2) y = b.unary(pick(UNARY), x);
    else if (kind < 5) {
      const z = partner(x);
      y = chance(0.7) ? b.binary(pick(BINARY), x, z) : b.binary(pick(BINARY), z, x);
    } else if (kind < 8) y = movement(x);
    else if (kind < 9) {
      const c = boolLike(x);
      const logic = int(5);
      const d =
        logic === 0
          ? b.not(c)
          : logic < 3
            ? b.binary(logic === 1 ? "and" : "or", c, chance(0.3) ? c : boolLike(x))
            : c;
      bools.push(d);
      y = chance(0.3) ? b.cast(d, pick(["f32", "i32", "f16"])) : b.where(d, x, partner(x));
      if (chance(0.3)) y = b.where(d, y.type.dtype === "f32" ? y : x, partner(x));
      if (y.type.dtype !== "f32") y = b.cast(chance(0.5) ? b.cast(b.cast(y, "f32"), "f16") : y, "f32");
    } else if (chance(0.2)) {
      const axes = x.type.shape.map((_, k) => k);
      const wide = b.expand(b.reshape(x, [1, ...x.type.shape]), [3, ...x.type.shape]);
      y = b.reduce(
        pick(["reduceMax", "reduceMin"]),
        wide,
        chance(0.7) ? [0] : [0, ...axes.map((k) => k + 1)],
      );
    } else if (chance(0.1) && x.type.shape.length > 0) {
      // Positions: the first rows, and their gradient.
      const axis = int(x.type.shape.length);
      const count = 1 + int(x.type.shape[axis]!);
      const index = b.iota([count], 0);
      const rows = b.make("gather", [x, index], { axis });
      y = chance(0.5) ? rows : b.make("scatterAdd", [index, rows], { axis, size: count + int(2) });
    } else if (chance(0.1)) {
      // A convolution over one axis, of which a part is looked at, as in the gradient of one with padding.
      const size = sizeOf(x.type.shape);
      const padded = b.pad(b.reshape(x, [1, 1, size, 1]), [0, 0, 2, 0], [0, 0, 2, 0]);
      const kernel = b.reshape(pool[3]!, [1, 3, 1, 2]);
      const whole = b.make("conv", [padded, kernel], { stride: [1 + int(2)], dilation: [1] });
      const [low, high] = [int(2), whole.type.shape[2]! - int(2)];
      const batchless = b.reshape(whole, [whole.type.shape[2]!, 2]);
      y = low < high ? b.slice(batchless, [low, 0], [high, 2], [1, 1]) : batchless;
    } else if (chance(0.3)) y = b.lt(b.fullLike(x, 0), b.binary("max", x, b.fullLike(x, 0)));
    else if (chance(0.2)) {
      // A product over an axis that is often of size 1, with a batch axis or without.
      const column = b.reshape(x, [1, sizeOf(x.type.shape), 1]);
      const batched = chance(0.5);
      const small = pick(pool.slice(0, 3));
      const narrow = sizeOf(small.type.shape);
      const other = b.reshape(small, batched ? [1, 1, narrow] : [1, narrow]);
      y = b.dot(column, other, {
        batch: batched ? [[0], [0]] : [[], []],
        contract: [[2], [batched ? 1 : 0]],
      });
    } else
      y = chance(0.5)
        ? b.stopGrad(x)
        : b.make("cast", [chance(0.5) ? x : b.cast(x, "f16")], { dtype: "f32" });
    if (y.type.dtype === "bool") {
      bools.push(y);
      y = b.cast(y, "f32");
    }
    if (sizeOf(y.type.shape) <= 400 && y.type.shape.length <= 5) pool.push(y);
  }
  return { b, outputs: [...pool.slice(-3), ...bools.slice(-1)] };
}

function factorize(n: number, int: (n: number) => number): number[] {
  const shape: number[] = [];
  let left = n;
  for (const p of [2, 3, 2, 5])
    if (left % p === 0 && int(2)) {
      shape.push(p);
      left /= p;
    }
  shape.push(left);
  if (int(3) === 0) shape.splice(int(shape.length), 0, 1);
  return shape;
}

function shuffled(axes: readonly number[], int: (n: number) => number): number[] {
  const left = [...axes];
  return axes.map(() => left.splice(int(left.length), 1)[0]!);
}

const SPECIAL = [0, -0, 1, -1, NaN, Infinity, -Infinity, 2, 1e-300, 1e300];

/** Values for input `name`: with specials, a third are NaN, infinities, signed zeros and extremes. */
export function randomValues(n: Node<"input">, seed: number, specials: boolean): Float64Array {
  const site = Number(n.attrs.name.slice(1)) + 10;
  return Float64Array.from({ length: sizeOf(n.type.shape) }, (_, i) => {
    const v = randomUniform(seed, site, 1, i, 0);
    const w = randomUniform(seed, site, 1, i, 1);
    if (specials && v < 0.33) return SPECIAL[Math.floor(w * SPECIAL.length)]!;
    // Tame values keep most graphs free of NaN; negative ones come from the graphs themselves.
    if (!specials) return v < 0.05 ? [0, 1, -0, -1][Math.floor(w * 4)]! : 0.1 + 0.8 * w;
    return v < 0.4 ? [0, 1, -0, -1][Math.floor(w * 4)]! : 4 * w - 2;
  });
}
