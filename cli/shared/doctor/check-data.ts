/**
 * Is the data fit for the network? What goes in has an ordinary size, labels are the classes' numbers, and the test is not
 * part of the training.
 */
import type { Label } from "../../../compiler/diagnostics.ts";
import { isOp, type Node, sizeOf } from "../../../compiler/ir/graph.ts";
import type { Examples } from "../../../runtime/examples.ts";
import { pickedBy } from "../data-ranges.ts";
import { textOf } from "../places.ts";
import type { LossCall } from "./anatomy.ts";
import { failure, type Finding, figure, listed, ok, percent, skipped, warning } from "./finding.ts";
import type { Batch, Probe } from "./probe.ts";

/** Examples that the inputs are measured on. */
const SAMPLE = 512;
/** Root mean squares between which inputs are of ordinary size; networks expect 1. */
const [SMALL, LARGE] = [1e-2, 10];
/** The share of one class from which accuracy says little. */
const LOPSIDED = 0.8;
/** Examples that are compared for duplicates. */
const COMPARED = 20_000;

interface Moments {
  count: number;
  bad: number;
  sum: number;
  squares: number;
  low: number;
  high: number;
}

function moments(): Moments {
  return { count: 0, bad: 0, sum: 0, squares: 0, low: Infinity, high: -Infinity };
}

function add(m: Moments, value: number): void {
  if (!Number.isFinite(value)) {
    m.bad++;
    return;
  }
  m.count++;
  m.sum += value;
  m.squares += value * value;
  m.low = Math.min(m.low, value);
  m.high = Math.max(m.high, value);
}

const mean = (m: Moments) => m.sum / m.count;
const deviation = (m: Moments) => Math.sqrt(Math.max(0, m.squares / m.count - mean(m) ** 2));

export function checkData(probe: Probe): Finding[] {
  const { data } = probe;
  if (data === undefined) return [skipped("inputs", "there is no data")];
  const finite = checkFinite(probe);
  if (finite) return [finite];
  const calls = probe.anatomy.lossCalls();
  return [
    checkInputs(probe),
    ...checkLabels(probe, calls),
    ...checkTargets(probe, calls),
    ...checkOverlap(probe),
  ];
}

/** A number that is none spoils every gradient of its batch. */
function checkFinite(probe: Probe): Finding | undefined {
  const { data, train } = probe;
  for (const f of train.fields) {
    if (f.type.dtype !== "f32") continue;
    for (const [part, examples] of Object.entries({ training: data!.train, test: data!.test })) {
      if (examples === undefined) continue;
      const size = sizeOf(f.type.shape);
      const values = column(examples, f.name, size, "f32", COMPARED);
      const at = values.findIndex((v) => !Number.isFinite(v));
      if (at < 0) continue;
      const row = Math.floor(at / size);
      const place = examples.place?.(f.name, row);
      return failure(
        "inputs",
        `\`${f.name}\` is ${figure(values[at]!)} in the ${part} data`,
        "leave such rows out, or put a number in their place where the field is defined",
        {
          measured: { field: f.name, example: row },
          labels: dataLabel(probe, "this data"),
          notes: [place === undefined ? `in example ${row + 1}` : `in ${place}`],
        },
      );
    }
  }
  return undefined;
}

function checkInputs(probe: Probe): Finding {
  const nodes = probe.anatomy.networkInputs().filter((n) => n.type.dtype === "f32" || n.type.dtype === "f16");
  if (nodes.length === 0) return skipped("inputs", "no product of weights takes the data in as it is");
  const batches = probe.batches(Math.ceil(SAMPLE / probe.rows));
  const facts: string[] = [];
  for (const node of nodes) {
    const { all, features } = measure(probe, node, batches);
    const field = fieldBehind(node);
    const name = field === undefined ? "what the network takes in" : `\`${field}\``;
    const rms = Math.sqrt(all.squares / all.count);
    const measured = {
      field: field ?? "",
      mean: mean(all),
      deviation: deviation(all),
      low: all.low,
      high: all.high,
    };
    const parts = {
      measured,
      labels: probe.anatomy.label(probe.anatomy.spansOf(userOf(probe, node)), "taken in here"),
    };
    if (all.bad > 0)
      return failure(
        "inputs",
        `${name} is not finite on its way into the network`,
        "look for a division by 0 or a logarithm of 0 before this layer",
        parts,
      );
    if (deviation(all) === 0)
      return failure(
        "inputs",
        `${name} is ${figure(mean(all))} in every example`,
        "check how the field is defined: a network learns nothing from a constant",
        parts,
      );
    const wild = features
      .map((m, i) => ({ m, i }))
      .filter(({ m }) => Math.abs(mean(m)) > LARGE || deviation(m) > LARGE);
    if (rms > LARGE || (features.length > 1 && wild.length > 0))
      return warning(
        "inputs",
        wild.length > 0 && features.length <= 64 && features.length > 1
          ? `${name} is not normalized: ${listed(
              wild.map(
                ({ m, i }) =>
                  `feature ${i} has mean ${figure(mean(m))} and deviation ${figure(deviation(m))}`,
              ),
              3,
            )}`
          : `${name} is not normalized: mean ${figure(mean(all))}, deviation ${figure(deviation(all))}, up to ${figure(all.high)}`,
        field === undefined || probe.train.data === undefined
          ? "bring it to mean 0 and deviation 1 or so before the first layer"
          : `bring it to mean 0 and deviation 1 or so: put \`standardize(${probe.train.data}.${field})\` before the first layer, or divide the field by its largest value`,
        parts,
      );
    if (rms < SMALL)
      return warning(
        "inputs",
        `${name} is tiny: mean ${figure(mean(all))}, deviation ${figure(deviation(all))}`,
        "multiply it so that its deviation is 1 or so",
        parts,
      );
    const still = features.flatMap((m, i) => (m.low === m.high ? [`${i}`] : []));
    if (features.length <= 64 && features.length > 1 && still.length > 0)
      return warning(
        "inputs",
        `${still.length === 1 ? `feature ${still[0]!} of ${name} is` : `features ${listed(still)} of ${name} are`} the same in every example`,
        "leave out what never changes",
        parts,
      );
    facts.push(`${name} has mean ${figure(mean(all))} and deviation ${figure(deviation(all))}`);
  }
  return ok("inputs", facts.join("; "), { examples: batches.length * probe.rows });
}

/** Over all values of a node and for each place along its last axis. */
function measure(probe: Probe, node: Node, batches: readonly Batch[]): { all: Moments; features: Moments[] } {
  const all = moments();
  const last = node.type.shape.length >= 2 ? node.type.shape.at(-1)! : 1;
  const features = Array.from({ length: last }, moments);
  const slabs = probe.slabs("f64");
  for (const batch of batches) {
    const [value] = probe.values([node], slabs, batch);
    value!.data.forEach((v, i) => {
      add(all, v);
      add(features[i % last]!, v);
    });
  }
  return { all, features };
}

/** The product with weights that takes a value in. */
function userOf(probe: Probe, node: Node): Node {
  const { forward } = probe.anatomy;
  const behind = new Set<Node>([node]);
  for (const n of forward) {
    if (!n.in.some((x) => behind.has(x))) continue;
    if (n.op === "dot" || n.op === "conv") return n;
    behind.add(n);
  }
  return node;
}

/** The field that a value is computed from, if it is one. */
function fieldBehind(node: Node): string | undefined {
  const fields = new Set<string>();
  const seen = new Set<Node>();
  const stack = [node];
  for (let n = stack.pop(); n; n = stack.pop()) {
    if (seen.has(n)) continue;
    seen.add(n);
    if (isOp(n, "input") && n.attrs.role === "batch") fields.add(n.attrs.name);
    stack.push(...n.in);
  }
  return fields.size === 1 ? [...fields][0] : undefined;
}

// ---------------------------------------------------------------- labels

function checkLabels(probe: Probe, calls: readonly LossCall[]): Finding[] {
  const { train, data, anatomy } = probe;
  const picks = pickedBy(train, textOf(anatomy.sources));
  const call = calls.find((c) => c.name === "cross_entropy");
  if (call === undefined) return [];
  const name = fieldBehind(call.target);
  const field = train.fields.find((f) => f.name === name);
  const size = call.guess.type.shape.at(-1)!;
  if (field === undefined || field.type.dtype !== "i32" || !picks.has(field.name)) return [];
  const twin = twinOf(probe, field.name);
  if (twin !== undefined)
    return [
      warning(
        "labels",
        `\`${field.name}\` is the same as \`${twin}\`: the network is asked for what it is given`,
        "to learn the next token, take the window one further: `window(tokens, n, shift: 1)`",
        { measured: { field: field.name, same: twin }, labels: anatomy.label(call.spans, "compared here") },
      ),
    ];
  // In a text every window's letters are labels, and which letters there are was counted from it.
  if (data!.train.tokens?.(field.name)) return [];
  const own = isOp(call.target, "input");
  if (!own) return [skipped("labels", `\`${field.name}\` is changed before it is a label`)];
  const values = column(data!.train, field.name, sizeOf(field.type.shape), "i32").filter((v) => v !== -100);
  const counts = new Map<number, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  const classes = [...counts.keys()].sort((a, b) => a - b);
  const [low, high] = [classes[0]!, classes.at(-1)!];
  const measured = { field: field.name, classes: size, low, high };
  const labels = [...anatomy.label(call.spans, `${size} classes, 0 to ${size - 1}`)];
  const parts = { measured, labels };
  const what = `\`${field.name}\` goes from ${low} to ${high}`;
  if (low === 1 && high >= size - 1 && high <= size && size > 1) {
    const exact = high === size;
    const title = exact
      ? `labels are shifted by one: ${what}, and the classes are 0 to ${size - 1}`
      : `labels look shifted by one: ${what}, and class 0 never appears`;
    const remedy = exact
      ? `subtract 1 where \`${field.name}\` is defined`
      : `if classes are counted from 1, subtract 1 where \`${field.name}\` is defined and predict ${size - 1} classes`;
    return [exact ? failure("labels", title, remedy, parts) : warning("labels", title, remedy, parts)];
  }
  if (low < 0 || high >= size)
    return [
      failure(
        "labels",
        `${what}, and the classes are 0 to ${size - 1}`,
        `predict ${high + 1} classes, or correct \`${field.name}\``,
        parts,
      ),
    ];
  if (classes.length === 1)
    return [
      failure(
        "labels",
        `every label is ${low}`,
        "check how the labels are read: there is nothing to tell apart",
        parts,
      ),
    ];
  const absent = Array.from({ length: size }, (_, i) => i).filter((i) => !counts.has(i));
  if (absent.length > 0 && size <= 100)
    return [
      warning(
        "labels",
        `${absent.length === 1 ? "class" : "classes"} ${listed(absent.map(String))} of ${size} never ${absent.length === 1 ? "appears" : "appear"}`,
        `predict ${classes.length} classes, or check how \`${field.name}\` is read`,
        parts,
      ),
    ];
  const [most, times] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  const share = times / values.length;
  if (share >= LOPSIDED)
    return [
      warning(
        "labels",
        `class ${most} makes up ${percent(share)} of the examples, so that answering it always is ${percent(share)} right`,
        "watch more than accuracy, and weigh the rare classes or draw them more often",
        { ...parts, measured: { ...measured, share } },
      ),
    ];
  return [
    ok("labels", `${what}, ${size} classes; the most frequent has ${percent(share)}`, { ...measured, share }),
  ];
}

/** Another field that has the same values in the first batch. */
function twinOf(probe: Probe, field: string): string | undefined {
  const [batch] = probe.batches(1) as [Batch];
  const own = Array.from(batch.get(field)!);
  // Few small numbers may well agree by chance.
  if (own.length < 64) return undefined;
  return [...batch.keys()].find((name) => {
    const other = batch.get(name)!;
    return name !== field && other.length === own.length && own.every((v, i) => v === other[i]);
  });
}

// ---------------------------------------------------------------- targets of a regression

function checkTargets(probe: Probe, calls: readonly LossCall[]): Finding[] {
  const call = calls.find((c) => c.name === "mse" || c.name === "mae" || c.name === "huber");
  const name = call && fieldBehind(call.target);
  if (!call || name === undefined) return [];
  const { all } = measure(probe, call.target, probe.batches(Math.ceil(SAMPLE / probe.rows)));
  const measured = { field: name, mean: mean(all), deviation: deviation(all) };
  if (deviation(all) > 0)
    return [
      ok(
        "targets",
        `\`${name}\` has mean ${figure(mean(all))} and deviation ${figure(deviation(all))}`,
        measured,
      ),
    ];
  return [
    failure(
      "targets",
      `\`${name}\` is ${figure(mean(all))} in every example`,
      "check how it is read: there is nothing to predict",
      { measured, labels: probe.anatomy.label(call.spans, "compared here") },
    ),
  ];
}

// ---------------------------------------------------------------- training and test

function checkOverlap(probe: Probe): Finding[] {
  const { data, train } = probe;
  const other = data!.test ?? data!.validation;
  const fields = train.fields.filter((f) => !data!.train.tokens?.(f.name));
  const size = fields.reduce((sum, f) => sum + sizeOf(f.type.shape), 0);
  // Points of few coordinates meet by chance, and windows of a text overlap by design.
  if (other === undefined || fields.length < train.fields.length || size < 4) return [];
  const rowsOf = (examples: Examples) =>
    rowKeys(
      examples,
      fields.map((f) => [f.name, sizeOf(f.type.shape), f.type.dtype] as const),
    );
  const trained = rowsOf(data!.train);
  const seen = new Set(trained);
  // Where there are few different examples, they come again everywhere.
  if (2 * seen.size < trained.length)
    return [
      skipped("overlap", `there are ${seen.size} different examples only, of which each part has most`),
    ];
  const tested = rowsOf(other);
  const again = tested.filter((key) => seen.has(key)).length;
  const part = data!.test === other ? "test" : "validation";
  const measured = { repeated: again, of: tested.length };
  if (again <= 0.01 * tested.length)
    return [
      ok(
        "overlap",
        again === 0
          ? `no ${part} example is among the training data`
          : `${again} of ${tested.length} ${part} examples are among the training data`,
        measured,
      ),
    ];
  return [
    warning(
      "overlap",
      `${again} of ${tested.length} ${part} examples are among the training data`,
      "remove duplicates before the split: a score on examples that were learned by heart says nothing",
      { measured, labels: dataLabel(probe, "split here") },
    ),
  ];
}

/** A text for each example that equal examples share. */
function rowKeys(examples: Examples, fields: readonly (readonly [string, number, string])[]): string[] {
  const count = Math.min(examples.count, COMPARED);
  const hashes = Array.from({ length: count }, () => [0x811c9dc5, 0x1000193]);
  for (const [name, size, dtype] of fields) {
    const values = column(examples, name, size, dtype === "f32" ? "f32" : "i32", COMPARED);
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    for (let i = 0; i < count; i++) {
      const h = hashes[i]!;
      for (let k = i * size; k < (i + 1) * size; k++) {
        // Two FNV-1a walks of different starts: 64 bits, so that a chance meeting is out of the question.
        h[0] = Math.imul(h[0]! ^ bits[k]!, 0x01000193);
        h[1] = Math.imul(h[1]! ^ (bits[k]! >>> 7) ^ (bits[k]! << 11), 0x85ebca6b);
      }
    }
  }
  return hashes.map(([a, b]) => `${a!},${b!}`);
}

/** A field of the first examples. */
function column(
  examples: Examples,
  name: string,
  size: number,
  dtype: "f32" | "i32",
  most = Infinity,
): Float32Array | Int32Array {
  const count = Math.min(examples.count, most);
  const out = dtype === "f32" ? new Float32Array(count * size) : new Int32Array(count * size);
  examples.fill(name, Int32Array.from({ length: count }, (_, i) => i), out); // prettier-ignore
  return out;
}

/** Where the data set is declared. */
function dataLabel({ dataSpan }: Probe, text: string): Label[] {
  return dataSpan === undefined ? [] : [{ span: dataSpan, text }];
}
