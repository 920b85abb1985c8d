/** Jobs for the tests of the pool. */
import { threadId } from "node:worker_threads";
import { seeded } from "heartbook/random.ts";
import { comesFrom } from "heartbook/workers/origin.ts";
import type { TaskOptions } from "heartbook/workers/spread.ts";

/** Keeps its thread busy and gives a number drawn from its seed, and the thread that drew it. */
export function drawSlowly(
  seed: number,
  { shared }: TaskOptions<{ readonly ms: number }>,
): { readonly drawn: Float64Array; readonly thread: number } {
  const end = performance.now() + shared.ms;
  while (performance.now() < end);
  const random = seeded(seed);
  return { drawn: Float64Array.from({ length: 5 }, () => random.uniform()), thread: threadId };
}
comesFrom(drawSlowly, { module: import.meta.url, name: "drawSlowly" });

/** Fails for the seeds that are shared, with an error of each type in turn. */
export function failSometimes(
  seed: number,
  options: TaskOptions<{ readonly ms: number; readonly bad: readonly number[] }>,
): number {
  drawSlowly(seed, options);
  if (!options.shared.bad.includes(seed)) return seed;
  const cause = new SyntaxError("the root of it");
  throw new [RangeError, TypeError][seed % 2](`job ${seed} went wrong`, { cause });
}
comesFrom(failSometimes, { module: import.meta.url, name: "failSometimes" });

/** What `untilAborted` tells of the other thread. */
export const AT_WORK = 1, ENDED = 2;

/** In another thread asks its signal for a minute, in the first one keeps that busy for a moment. */
export function untilAborted(
  seed: number,
  { shared: { helper }, signal }: TaskOptions<{ readonly helper: Int32Array }>,
): void {
  if (threadId === 0) return void drawSlowly(seed, { shared: { ms: 30 } });
  Atomics.store(helper, 0, AT_WORK);
  try {
    const end = performance.now() + 60_000;
    while (performance.now() < end) signal?.throwIfAborted();
  } finally {
    Atomics.store(helper, 0, ENDED);
  }
}
comesFrom(untilAborted, { module: import.meta.url, name: "untilAborted" });

/** Ends the thread that it runs in, unless that is the first. */
export function endHelper(seed: number, { shared }: TaskOptions<{ readonly ms: number }>): number {
  drawSlowly(seed, { shared });
  if (threadId !== 0) Deno.exit(3);
  return seed;
}
comesFrom(endHelper, { module: import.meta.url, name: "endHelper" });
