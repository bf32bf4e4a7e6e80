/**
 * The loss, step by step, on a scale where each line is a tenth of the one above.
 */
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [600, 220, 56, 20];
const [HIGHEST, LOWEST] = [10, 0.001];
/** More points than this cannot be told apart. */
const POINTS = 300;

export class Curve {
  #losses: number[] = [];
  #judged: { readonly step: number; readonly loss: number }[] = [];
  #steps = 1;
  #isDue = false;

  constructor(readonly svg: SVGSVGElement) {
    this.#draw();
  }

  start(steps: number): void {
    this.#losses = [];
    this.#judged = [];
    this.#steps = steps;
    this.#soon();
  }

  step(loss: number): void {
    this.#losses.push(loss);
    this.#soon();
  }

  judged(step: number, loss: number): void {
    this.#judged.push({ step, loss });
    this.#soon();
  }

  /** Once for each picture that the screen shows. */
  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#draw();
    });
  }

  #draw(): void {
    const parts: string[] = [];
    for (let loss = HIGHEST; loss >= LOWEST * 0.99; loss /= 10) {
      const y = yOf(loss).toFixed(1);
      parts.push(`<line class="rule" x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}" />`);
      parts.push(`<text x="${LEFT - 6}" y="${y}" text-anchor="end" dominant-baseline="middle">${Number(loss.toPrecision(1))}</text>`);
    } // prettier-ignore
    parts.push(`<path class="loss" d="${this.#path()}" />`);
    for (const { step, loss } of this.#judged)
      parts.push(`<circle class="judged" r="3.5" cx="${this.#xOf(step).toFixed(1)}" cy="${yOf(loss).toFixed(1)}" />`);
    this.svg.innerHTML = parts.join("");
    const [first, last] = [this.#losses[0], this.#losses.at(-1)];
    if (first !== undefined && last !== undefined)
      this.svg.ariaLabel = `The loss: ${first.toPrecision(3)} at the first step, ${last.toPrecision(3)} at step ${this.#losses.length}`;
  } // prettier-ignore

  /** Means of neighbouring steps, where there are many. */
  #path(): string {
    const losses = this.#losses;
    const group = Math.max(1, Math.ceil(losses.length / POINTS));
    const points: string[] = [];
    for (let at = 0; at < losses.length; at += group) {
      const some = losses.slice(at, at + group);
      const mean = some.reduce((a, b) => a + b, 0) / some.length;
      points.push(`${this.#xOf(at + some.length / 2).toFixed(1)} ${yOf(mean).toFixed(1)}`);
    }
    return points.length > 0 ? `M${points.join("L")}` : "";
  }

  #xOf(step: number): number {
    return LEFT + (step / this.#steps) * (WIDTH - LEFT - 4);
  }
}

function yOf(loss: number): number {
  const share =
    Math.log10(HIGHEST / Math.min(HIGHEST, Math.max(LOWEST, loss))) / Math.log10(HIGHEST / LOWEST);
  return 8 + share * (HEIGHT - 8 - BOTTOM);
}
