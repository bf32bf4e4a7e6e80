/** Numbers about numbers. */

/** The middle of an odd number of values, the mean of the two in the middle of an even number; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
}

/** The length of a vector, and its product with the fixed vector sin(1), sin(2), … over that one's length. */
export function projection(values: Float32Array): [norm: number, projection: number] {
  let [squares, product, fixed] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const [value, weight] = [values[i]!, Math.sin(i + 1)];
    squares += value * value;
    product += value * weight;
    fixed += weight * weight;
  }
  return [Math.sqrt(squares), product / Math.sqrt(fixed)];
}

/** Whether two numbers agree within `tolerance` of the larger, or of `scale` where both are smaller. */
export function agrees(a: number, b: number, tolerance: number, scale = 1): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), scale);
}
