/** A piece of work done often enough to be timed. */
import { median } from "./numbers.ts";
import { peakMemory } from "./peak-memory.ts";

/** What was timed, in seconds. */
export interface Timed<Result> {
  readonly first: number;
  /** The middle of the later half of the times. */
  readonly seconds: number;
  readonly result: Result;
  /**
   * Bytes at the peak of the process by the end of the first time: how many times follow depends on
   * how fast the machine is, and when what they leave behind is collected.
   */
  readonly memory: number | null;
}

/** Repeats for 0.25 s, twice at least; where one time takes 2 s, it is enough. */
export async function timed<Result>(
  work: () => Result,
): Promise<Timed<Awaited<Result>>> {
  const began = performance.now(), times: number[] = [];
  let memory: number | null = null;
  for (;;) {
    const start = performance.now();
    const result = await work();
    const now = performance.now();
    times.push((now - start) / 1000);
    if (times.length === 1) memory = peakMemory();
    if (times[0] >= 2 || (times.length > 1 && now - began > 250)) {
      const seconds = median(times.slice(times.length >> 1))!;
      return { first: times[0], seconds, result, memory };
    }
  }
}
