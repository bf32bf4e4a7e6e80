/**
 * A field to draw a digit in. What is drawn is given as the network has seen digits: in the middle of 28 × 28 pixels, 20 high, by
 * a pen of the same width.
 */
const [SIDE, TALLEST, WIDEST, PEN] = [28, 20, 18, 2.8];

type Point = readonly [x: number, y: number];

export class Pad {
  readonly #context: CanvasRenderingContext2D;
  #strokes: Point[][] = [];

  /** `drawn` is called after every stroke. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    drawn: () => void,
  ) {
    this.#context = canvas.getContext("2d")!;
    const at = (event: PointerEvent): Point => {
      const box = canvas.getBoundingClientRect();
      return [
        ((event.clientX - box.x) / box.width) * canvas.width,
        ((event.clientY - box.y) / box.height) * canvas.height,
      ];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      // What was shown is not part of the drawing.
      if (this.#strokes.length === 0) this.clear();
      this.#strokes.push([at(event)]);
      this.#show();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      this.#strokes.at(-1)!.push(at(event));
      this.#show();
    });
    canvas.addEventListener("pointerup", drawn);
    this.clear();
  }

  clear(): void {
    this.#strokes = [];
    this.#context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** Shows 784 grey values instead of a drawing. */
  put(values: Float32Array): void {
    this.clear();
    const image = new ImageData(SIDE, SIDE);
    values.forEach((value, i) => image.data.set([255 * value, 255 * value, 255 * value, 255], 4 * i));
    const small = new OffscreenCanvas(SIDE, SIDE);
    small.getContext("2d")!.putImageData(image, 0, 0);
    this.#context.drawImage(small, 0, 0, this.canvas.width, this.canvas.height);
  }

  /** 784 values from 0 to 1; undefined where nothing is drawn. */
  read(): Float32Array | undefined {
    const points = this.#strokes.flat();
    if (points.length === 0) return undefined;
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(TALLEST / Math.max(1, bottom - top), WIDEST / Math.max(1, right - left));
    const context = new OffscreenCanvas(SIDE, SIDE).getContext("2d")!;
    context.translate(SIDE / 2, SIDE / 2);
    context.scale(scale, scale);
    context.translate(-(left + right) / 2, -(top + bottom) / 2);
    draw(context, this.#strokes, PEN / scale);
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    return Float32Array.from({ length: SIDE * SIDE }, (_, i) => data[4 * i + 3]! / 255);
  }

  #show(): void {
    draw(this.#context, this.#strokes, (PEN * this.canvas.width) / SIDE);
  }
}

function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  strokes: readonly (readonly Point[])[],
  width: number,
): void {
  Object.assign(context, { lineWidth: width, lineCap: "round", lineJoin: "round", strokeStyle: "#fff" });
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    // A dot is a line too.
    if (stroke.length === 1) context.lineTo(...stroke[0]!);
    context.stroke();
  }
}
