/**
 * Draws one digit as a pen would: strokes of a few points, smoothed, slanted, turned, stretched and shifted at random,
 * with a pen of random width, on 28 × 28 pixels of 8 grey levels.
 */

/** Strokes in a unit square, y downwards. `~` marks a stroke to be smoothed into a curve. */
const STROKES = [
  [["~", [0.5, 0.02], [0.2, 0.12], [0.1, 0.5], [0.2, 0.88], [0.5, 0.98], [0.8, 0.88], [0.9, 0.5], [0.8, 0.12], [0.5, 0.02]]],
  [["|", [0.3, 0.22], [0.56, 0.02], [0.56, 0.98]]],
  [["~", [0.14, 0.26], [0.28, 0.05], [0.6, 0.02], [0.84, 0.2], [0.76, 0.46], [0.45, 0.7], [0.13, 0.96]], ["|", [0.13, 0.96], [0.88, 0.96]]],
  [["~", [0.15, 0.12], [0.45, 0.0], [0.78, 0.12], [0.76, 0.38], [0.42, 0.47]], ["~", [0.42, 0.47], [0.8, 0.55], [0.86, 0.82], [0.5, 1.0], [0.12, 0.88]]],
  [["|", [0.68, 0.98], [0.68, 0.02], [0.1, 0.66], [0.92, 0.66]]],
  [["|", [0.82, 0.03], [0.25, 0.03], [0.2, 0.44]], ["~", [0.2, 0.44], [0.55, 0.36], [0.86, 0.56], [0.8, 0.88], [0.45, 1.0], [0.12, 0.88]]],
  [["~", [0.74, 0.03], [0.4, 0.16], [0.17, 0.5], [0.18, 0.84], [0.5, 0.99], [0.82, 0.84], [0.78, 0.56], [0.5, 0.46], [0.2, 0.62]]],
  [["|", [0.1, 0.04], [0.88, 0.04], [0.4, 0.98]]],
  [["~", [0.5, 0.47], [0.2, 0.34], [0.24, 0.08], [0.5, 0.01], [0.76, 0.08], [0.8, 0.34], [0.5, 0.47], [0.16, 0.64], [0.2, 0.92], [0.5, 0.99], [0.8, 0.92], [0.84, 0.64], [0.5, 0.47]]],
  [["~", [0.8, 0.36], [0.5, 0.54], [0.2, 0.42], [0.2, 0.12], [0.52, 0.01], [0.8, 0.14], [0.82, 0.44], [0.72, 0.78], [0.5, 0.98]]],
]; // prettier-ignore

const SIZE = 28;

/** 784 bytes, background 0. */
export function drawDigit(digit, random) {
  const turn = random.normal(0, 0.13);
  const slant = random.normal(0.08, 0.16);
  const [wide, high] = [random.between(10, 17), random.between(16, 22)];
  const [midX, midY] = [13.5 + random.normal(0, 1.1), 13.5 + random.normal(0, 1.1)];
  const pen = random.between(0.75, 1.7);
  const place = ([x, y]) => {
    // Every point of the pen trembles a little on its own.
    const px = (x - 0.5 + random.normal(0, 0.035)) * wide + slant * (0.5 - y) * high;
    const py = (y - 0.5 + random.normal(0, 0.03)) * high;
    return [midX + px * (1 - (turn * turn) / 2) - py * turn, midY + px * turn + py * (1 - (turn * turn) / 2)];
  };
  const segments = [];
  for (const [kind, ...points] of STROKES[digit]) {
    const placed = points.map(place);
    const line = kind === "~" ? smooth(placed) : placed;
    for (let i = 1; i < line.length; i++) segments.push([line[i - 1], line[i]]);
  }
  const pixels = new Uint8Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const ink = Math.min(1, Math.max(0, pen + 0.5 - distance(x, y, segments)));
      pixels[y * SIZE + x] = Math.round(ink * 7) * 36;
    }
  }
  return pixels;
}

/** A Catmull–Rom curve through the points. */
function smooth(points) {
  const line = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b, c, d] = [
      points[i - 1] ?? points[i],
      points[i],
      points[i + 1],
      points[i + 2] ?? points[i + 1],
    ];
    for (let t = 0; t < 1; t += 0.2) {
      line.push(
        [0, 1].map((k) => {
          const linear = c[k] - a[k];
          const square = 2 * a[k] - 5 * b[k] + 4 * c[k] - d[k];
          const cube = 3 * b[k] - a[k] - 3 * c[k] + d[k];
          return 0.5 * (2 * b[k] + linear * t + square * t * t + cube * t * t * t);
        }),
      );
    }
  }
  line.push(points.at(-1));
  return line;
}

/** From a pixel's middle to the nearest segment. */
function distance(x, y, segments) {
  let best = Infinity;
  for (const [[ax, ay], [bx, by]] of segments) {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-12)));
    const [ex, ey] = [x - ax - t * dx, y - ay - t * dy];
    best = Math.min(best, ex * ex + ey * ey);
  }
  return Math.sqrt(best);
}
