/** A piece of work done often enough to be timed. */
import { median } from "./numbers.ts";

/** What was timed, in seconds. */
export interface Timed<Result> {
  readonly first: number;
  /** The middle of the later half of the times. */
  readonly seconds: number;
  readonly result: Result;
}

/** Repeats for 0.25 s, twice at least; where one time takes 2 s, it is enough. */
export async function timed<Result>(
  work: () => Result,
): Promise<Timed<Awaited<Result>>> {
  const began = performance.now(), times: number[] = [];
  for (;;) {
    const start = performance.now();
    const result = await work();
    const now = performance.now();
    times.push((now - start) / 1000);
    if (times[0] >= 2 || (times.length > 1 && now - began > 250)) {
      return { first: times[0], seconds: median(times.slice(times.length >> 1))!, result };
    }
  }
}
