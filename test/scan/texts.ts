/**
 * One recurrence as text twice: as one long scan, which is compiled as a loop, and cut into short ones, which are unrolled.
 */
import { type Array_, generator, randomArray } from "../std/support.ts";

/** Steps that the compiler still unrolls. */
const SHORT = 4;

export interface Recurrence {
  /** `name = start` for each carry. */
  readonly carries: readonly (readonly [name: string, start: string])[];
  /** The statements of the body and its fields: carries first, then `out`. */
  readonly body: string;
  readonly params: string;
  readonly length: number;
  /** Returns the derivative of a function of all that by `w` instead, so that its gradients are second derivatives. */
  readonly second?: boolean;
  /** The body has a loop of its own. */
  readonly nested?: boolean;
}

/** `fn f(params) -> …` that returns all that the scan gives, flat; carries are [2, 4] and `out` [2, length, 4]. */
export function looped(r: Recurrence): string {
  const binds = r.carries.map(([n, start]) => `${n} = ${start}`).join(", ");
  return `fn f(${r.params}) {
  let run = scan (${binds}) over (u = x) axis 1 { ${r.body} }
  return ${flat(
    r,
    r.carries.map(([n]) => `run.${n}`),
    "run.out",
  )}
}
`;
}

function flat(r: Recurrence, finals: readonly string[], out: string): string {
  const parts = [...finals.map((e) => `reshape(${e}, [8])`), `reshape(${out}, [${8 * r.length}])`];
  const all = `concat([${parts.join(", ")}], axis: 0)`;
  return r.second ? `reshape(grad(sum(${all} ^ 2), w), [16])` : all;
}

export function resultSize(r: Recurrence): number {
  return r.second ? 16 : 8 + 8 + 8 * r.length;
}

export function unrolled(r: Recurrence): string {
  const parts: string[] = [];
  let before = r.carries.map(([, start]) => start);
  let k = 0;
  for (let at = 0; at < r.length; at += SHORT) {
    const binds = r.carries.map(([n], i) => `${n} = ${before[i]!}`).join(", ");
    const stop = Math.min(r.length, at + SHORT);
    parts.push(`  let run${k} = scan (${binds}) over (u = x[:, ${at}:${stop}]) axis 1 { ${r.body} }`);
    before = r.carries.map(([n]) => `run${k}.${n}`);
    k++;
  }
  const outs = Array.from({ length: k }, (_, i) => `run${i}.out`).join(", ");
  return `fn f(${r.params}) {
${parts.join("\n")}
  let out = concat([${outs}], axis: 1)
  return ${flat(r, before, "out")}
}
`;
}

const common = {
  carries: [
    ["h", "h0"],
    ["c", "zeros([2, 4])"],
  ],
  params: "x, h0, w, v, table",
  length: 11,
} as const;

/** What a loop's places, its cotangents and its kernels have to get right, by what is special about it. */
export const special: readonly (readonly [string, Recurrence])[] = [
  ["carries that swap", { ...common, body: "return { h: c, c: h + u, out: h }" }],
  ["two carries of one value", { ...common, body: "let n = tanh(h + u)\nreturn { h: n, c: n, out: n }" }],
  ["a carry that never changes", { ...common, body: "return { h: h, c: 0.5 * c + u * h, out: u }" }],
  [
    "outputs and carries that are constants",
    { ...common, body: "return { h: zeros([2, 4]), c: c * 0.5 + u, out: 2 * ones([2, 4]) }" },
  ],
  [
    "products of the input",
    {
      ...common,
      body: "return { h: tanh(u @ w + h @ w), c: c + u @ transpose(w), out: transpose(w @ transpose(u)) * c }",
    },
  ],
  [
    "products of the output",
    {
      ...common,
      body: "let n = tanh(h + u)\nreturn { h: n, c: c + n * v, out: tanh(n @ w + v) * n + transpose(w @ transpose(c)) }",
    },
  ],
  ["sums in place", { ...common, body: "return { h: h + u * v, c: c + h * h, out: h }" }],
  [
    "an even number of steps",
    { ...common, length: 12, body: "return { h: h * 0.5 + c[:, ::-1], c: tanh(h @ w) + c, out: u * v }" },
  ],
  [
    "a loop in it",
    {
      ...common,
      nested: true,
      body: `let inner = scan (g = h, k = c) over (p = table) axis 0 {
        let n = tanh(g * p + u @ w + k @ w)
        return { g: n, k: k * 0.9 + g, all: n * v }
      }
      return { h: inner.g, c: 0.5 * c + sum(inner.all, axis: 0), out: inner.all[2] + inner.k }`,
    },
  ],
  [
    "second derivatives",
    { ...common, second: true, body: "let n = tanh(u + h @ w + v)\nreturn { h: n, c: c + n * u, out: n }" },
  ],
  [
    "second derivatives of a loop in it",
    {
      ...common,
      second: true,
      nested: true,
      body: `let inner = scan (g = h) over (p = table) axis 0 { return { g: tanh(g * p + u @ w) } }
      return { h: inner.g, c: c + u, out: inner.g }`,
    },
  ],
];

export function inputsOf(r: Recurrence, seed: number): Record<string, Array_> {
  return {
    x: randomArray([2, r.length, 4], seed + 1),
    h0: randomArray([2, 4], seed + 2),
    w: randomArray([4, 4], seed + 3, 1),
    v: randomArray([4], seed + 4),
    table: randomArray([5, 4], seed + 5),
  };
}

/** A random body over h and c [b, d] and u [b, d] that captures w [d, d], v [d] and table [5, d]. */
export function randomRecurrence(seed: number, length: number): Recurrence {
  const random = generator(seed * 7919 + 13);
  for (let i = 0; i < 5; i++) random();
  const pick = <T>(xs: readonly T[]): T => xs[Math.floor(random() * xs.length)]!;
  const known = ["h", "c", "u"];
  const lines: string[] = [];
  for (let i = 0; i < 6; i++) {
    const [a, b] = [pick(known), pick(known)];
    const name = `t${i}`;
    const made = pick([
      `tanh(${a} @ w)`,
      `sigmoid(${a}) * ${b}`,
      `${a} + v`,
      `${a} - mean(${b}, axis: -1, keep: true)`,
      `${a} * v + ${b}`,
      `softmax(${a}, axis: -1)`,
      `${a} * table[i32(floor(4.99 * sigmoid(u[:, 0])))]`,
      `concat([${a}[:, 1:], ${b}[:, :1]], axis: 1)`,
      `tanh(${a} @ transpose(w))`,
      `select(${a} > 0, ${b}, 0.5 * ${a})`,
      `${a} * sin(v + 1)`,
    ]);
    lines.push(`let ${name} = ${made}`);
    known.push(name);
  }
  const [p, q, r] = [pick(known.slice(3)), pick(known), pick(known)];
  return {
    ...common,
    body: `${lines.join("\n    ")}
    return { h: tanh(${p} + 0.5 * h), c: 0.5 * c + tanh(${q}), out: ${r} + 0.1 * t5 }`,
    length,
  };
}
