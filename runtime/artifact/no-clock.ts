/**
 * Stands for `clock.ts` in the small runtime: a browser waits for the device without polling, so nothing has to sleep.
 */
export class Clock {
  submitted(): undefined {}
  async rest(): Promise<void> {}
  restart(): void {}
  done(): void {}
}
