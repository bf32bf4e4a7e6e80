/** The clock by which the benchmark takes the host's time. */
import { expect, test } from "vitest";
import { threadClock } from "../../bench/thread-clock.ts";

test("a thread's clock runs while it computes, and not while it waits", () => {
  const clock = threadClock();
  // POSIX and Windows both have it.
  expect(clock.kind).toBe("processor");
  const began = clock.now();
  const wall = performance.now();
  while (clock.now() - began < 5);
  // A processor is never ahead of the wall.
  expect(performance.now() - wall).toBeGreaterThan(4.9);
  const worked = clock.now();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
  expect(clock.now() - worked).toBeLessThan(30);
});
