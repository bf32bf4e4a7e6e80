/**
 * When a submit will be done, from how long earlier ones took.
 *
 * In Node, Dawn waits for a result by polling without pause, on the thread that runs JavaScript. A software adapter needs
 * that processor, so the host sleeps for most of the time that a submit should take and polls only at the end.
 */

/** Shorter waits are not worth a timer. */
const SHORTEST_MS = 3;
/** The part of the expected time to sleep; smaller than 1, since what is slept through cannot be seen to be quicker. */
const PART = 0.8;
/** The expectation is the least of so many times: sleeping too little only costs some polling. */
const REMEMBERED = 4;
/** The first submits compile shaders, so nothing is expected before so many are known; and nobody sleeps longer than this. */
const ENOUGH = 3;
const LONGEST_MS = 1000;

export class Clock {
  /** Milliseconds a step of the last submits. */
  readonly #times: number[] = [];
  /** When the device should be done with everything submitted. */
  #expected = 0;
  #lastDone = 0;
  /** Steps submitted and not done. */
  #outstanding = 0;

  /** Starts the measurement of a submit of so many steps. */
  submitted(steps: number): Lap {
    const began = performance.now();
    const own = steps * this.#perStep;
    this.#expected = Math.max(began, this.#expected) + own;
    this.#outstanding += steps;
    return { began, steps, until: this.#expected - (1 - PART) * own };
  }

  /** Sleeps until shortly before the submit should be done. */
  async rest({ until }: Lap): Promise<void> {
    const wait = until - performance.now();
    if (wait >= SHORTEST_MS) await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_MS)));
  }

  /** A submit that was not measured is done: what queued behind it only starts now. */
  restart(): void {
    this.#lastDone = performance.now();
  }

  done({ began, steps }: Lap): void {
    const now = performance.now();
    this.#times.push((now - Math.max(began, this.#lastDone)) / steps);
    if (this.#times.length > REMEMBERED) this.#times.shift();
    this.#lastDone = now;
    this.#outstanding -= steps;
    this.#expected = now + this.#outstanding * this.#perStep;
  }

  get #perStep(): number {
    return this.#times.length >= ENOUGH ? Math.min(...this.#times) : 0;
  }
}

interface Lap {
  readonly began: number;
  readonly steps: number;
  readonly until: number;
}
