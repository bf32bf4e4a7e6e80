/**
 * `rearrange`: splits, transposes, merges, inserts and repeats axes by a pattern, as einops does. At most a reshape, a
 * permute, a broadcast and a reshape.
 */
import {
  type Dim,
  dimsEqual,
  divDims,
  isKnown,
  mayBeEqual,
  productOf,
  showDim,
  showShape,
} from "../../ir/dims.ts";
import { nearest } from "../../diagnostics.ts";
import type { Builtin, BuiltinContext, TensorNode, Value } from "../value.ts";
import { count, define, type Reader, requireSizes, tensor } from "./args.ts";
import { type Axis, Pattern, type Term } from "./pattern.ts";

/** One axis that is neither split nor merged. */
interface Atom {
  readonly name: string;
  readonly size: Dim;
}

function rearrange(r: Reader, cx: BuiltinContext): Value {
  const x = r.tensor("x");
  const pattern = new Pattern(cx, "rearrange", r.string("pattern"), r.span("pattern"), "NN0227");
  const { left, right } = pattern.parse(true);
  const [input] = left;
  if (left.length > 1)
    pattern.fail("`rearrange` takes one tensor", left[1]!, undefined, "axes are separated by spaces");
  const sizes = namedSizes(r, cx, pattern, input!, right);
  const atoms = splitInput(cx, pattern, x, input!, sizes);
  return tensor(build(cx, pattern, x, atoms, right, sizes));
}

/** The sizes given by name, each of which the pattern must mention. */
function namedSizes(
  r: Reader,
  cx: BuiltinContext,
  pattern: Pattern,
  left: Term,
  right: Term,
): Map<string, Dim> {
  const mentioned = new Set(
    [left, right].flatMap((t) => t.axes.flatMap((a) => [a, ...a.parts])).map((a) => a.text),
  );
  const sizes = new Map<string, Dim>();
  for (const { name, value, span } of r.rest("sizes")) {
    if (name === undefined)
      return cx.fail("NN0320", "the sizes of `rearrange` are given by name", {
        span,
        help: "write `h: 4` for the axis `h`",
      });
    if (!mentioned.has(name)) {
      const [near] = nearest(name, mentioned);
      cx.fail("NN0227", `the pattern has no axis \`${name}\``, {
        labels: [
          { span, text: "a size for no axis" },
          {
            span: pattern.span,
            text: `has: ${[...mentioned].filter((m) => /^[A-Za-z_]/.test(m)).join(", ")}`,
          },
        ],
        ...(near === undefined ? {} : { help: `did you mean \`${near}\`?` }),
      });
    }
    if (value.kind !== "int")
      return cx.fail("NN0320", `the size \`${name}\` of \`rearrange\` is a whole number`, {
        span,
        label: `this is a ${value.kind}`,
      });
    sizes.set(name, value.value);
  }
  return sizes;
}

/** The elementary axes of the input, in order: groups taken apart, `...` numbered, `1`s left out. */
function splitInput(
  cx: BuiltinContext,
  pattern: Pattern,
  x: TensorNode,
  left: Term,
  sizes: ReadonlyMap<string, Dim>,
): Atom[] {
  const { shape } = x.type;
  const dots = left.axes.filter((a) => a.kind === "ellipsis");
  if (dots.length > 1) pattern.fail("`...` may stand once on a side", dots[1]!);
  const named = left.axes.length - dots.length;
  const covered = shape.length - named;
  if (dots.length === 0 ? covered !== 0 : covered < 0)
    pattern.fail(
      `the tensor has ${count(shape.length, "axis", "axes")} ${showShape(shape)}, and the pattern's left side ${named}`,
      left,
      count(named, "axis", "axes"),
    );
  const atoms: Atom[] = [];
  const seen = new Set<string>();
  const add = (axis: Axis, size: Dim): void => {
    if (seen.has(axis.text)) pattern.fail(`\`${axis.text}\` stands twice on the left`, axis);
    seen.add(axis.text);
    atoms.push({ name: axis.text, size });
  };
  let at = 0;
  for (const axis of left.axes) {
    if (axis.kind === "ellipsis") {
      for (let k = 0; k < covered; k++) atoms.push({ name: `...${k}`, size: shape[at++]! });
      continue;
    }
    const size = shape[at]!;
    const index = at++;
    if (axis.kind === "one") {
      if (!mayBeEqual(size, 1))
        pattern.fail(`axis ${index} has size ${showDim(size)}, and the pattern says 1`, axis, showDim(size));
    } else if (axis.kind === "name") {
      const given = sizes.get(axis.text);
      if (given !== undefined && !mayBeEqual(given, size))
        sizeError(
          cx,
          pattern,
          `axis ${axis.text} has size ${showDim(size)}, not ${showDim(given)}`,
          axis,
          size,
        );
      add(axis, size);
    } else for (const [part, d] of splitGroup(cx, pattern, axis, size, sizes)) add(part, d);
  }
  return atoms;
}

/** The sizes of a group's parts: those given, and at most one that the division leaves. */
function splitGroup(
  cx: BuiltinContext,
  pattern: Pattern,
  group: Axis,
  size: Dim,
  sizes: ReadonlyMap<string, Dim>,
): [Axis, Dim][] {
  const parts = group.parts.filter((p) => p.kind !== "one");
  const dots = parts.find((p) => p.kind === "ellipsis");
  if (dots)
    pattern.fail("`...` cannot be split off from a group", dots, undefined, "name the axes of the group");
  const unknown = parts.filter((p) => !sizes.has(p.text));
  if (unknown.length > 1)
    pattern.fail(
      `the sizes of ${unknown.map((p) => `\`${p.text}\``).join(" and ")} are not given`,
      group,
      `has size ${showDim(size)}`,
      `give all but one, such as \`${unknown[0]!.text}: 4\``,
    );
  const given = parts.filter((p) => sizes.has(p.text));
  const product = productOf(given.map((p) => sizes.get(p.text)!));
  const names = given.map((p) => p.text).join(" * ");
  if (unknown.length === 0) {
    if (!mayBeEqual(product, size)) {
      const what = parts.length === 0 ? "is not 1" : `is not ${names} = ${showDim(product)}`;
      sizeError(cx, pattern, `axis ${group.text} has size ${showDim(size)}, which ${what}`, group, size);
    }
    return parts.map((p) => [p, sizes.get(p.text)!]);
  }
  const rest = divDims(size, product);
  if (rest === undefined)
    return sizeError(
      cx,
      pattern,
      `axis ${group.text} has size ${showDim(size)}, not divisible by ${names}${given.length === 1 && names === showDim(product) ? "" : ` = ${showDim(product)}`}`,
      group,
      size,
    );
  return parts.map((p) => [p, sizes.get(p.text) ?? rest]);
}

function sizeError(cx: BuiltinContext, pattern: Pattern, title: string, axis: Axis, size: Dim): never {
  return cx.fail("NN0204", title, { span: pattern.at(axis), label: `has size ${showDim(size)}` });
}

function build(
  cx: BuiltinContext,
  pattern: Pattern,
  x: TensorNode,
  atoms: readonly Atom[],
  right: Term,
  sizes: ReadonlyMap<string, Dim>,
): TensorNode {
  const { b } = cx;
  const index = new Map(atoms.map((a, i) => [a.name, i]));
  const used = new Set<string>();
  /** The output's elementary axes: an input axis, or a new one of some size. */
  const flat: { readonly from?: number; readonly size: Dim }[] = [];
  const groups: Dim[] = [];
  const place = (axis: Axis): Dim[] => {
    if (axis.kind === "one") return [];
    const names =
      axis.kind === "ellipsis"
        ? atoms.filter((a) => a.name.startsWith("...")).map((a) => a.name)
        : [axis.text];
    if (used.has(axis.text)) pattern.fail(`\`${axis.text}\` stands twice on the right`, axis);
    used.add(axis.text);
    return names.map((name) => {
      const from = index.get(name);
      const size = from === undefined ? sizes.get(name) : atoms[from]!.size;
      if (size === undefined)
        return pattern.fail(
          `\`${name}\` is not an axis on the left`,
          axis,
          "new here",
          `to repeat along it, give its size: \`${name}: 4\``,
        );
      flat.push(from === undefined ? { size } : { from, size });
      return size;
    });
  };
  for (const axis of right.axes) {
    if (axis.kind === "group") groups.push(productOf(axis.parts.flatMap(place)));
    else if (axis.kind === "one") groups.push(1);
    else groups.push(...place(axis));
  }
  for (const atom of atoms) {
    const name = atom.name.startsWith("...") ? "..." : atom.name;
    if (!used.has(name))
      pattern.fail(
        `\`${name}\` is missing on the right`,
        right,
        undefined,
        "an axis cannot vanish; reduce it first, as in `mean(x, axis: 1)`",
      );
  }
  requireSizes(cx, groups, pattern.span, "the result of `rearrange`");

  const split = b.reshape(
    x,
    atoms.map((a) => a.size),
  );
  const moved = b.permute(
    split,
    flat.flatMap((a) => (a.from === undefined ? [] : [a.from])),
  );
  const whole = flat.map((a) => a.size);
  if (flat.every((a) => a.from !== undefined)) return b.reshape(moved, groups);
  const ones = b.reshape(
    moved,
    flat.map((a) => (a.from === undefined ? 1 : a.size)),
  );
  const grown = flat.every((a) => a.from !== undefined || (isKnown(a.size) && dimsEqual(a.size, 1)));
  return b.reshape(grown ? ones : b.expand(ones, whole), groups);
}

export const rearrangeBuiltin: Builtin = define(
  "rearrange",
  ["x", "pattern", "...sizes"],
  '`rearrange(x, "b (h d) t -> b h t d", h: 4)`: splits `( )` groups, permutes, merges, inserts `1`, and repeats along a ' +
    "name that is only on the right and has a size. `...` stands for the axes not named.",
  rearrange,
);
