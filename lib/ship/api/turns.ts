/** Long work done in stretches, so that a large batch keeps nobody waiting. */

/** Does a stretch of work when it is its turn. */
export type TakeTurn = <T>(stretch: () => T) => Promise<T>;

/** So long does one stretch hold up everybody else, about. */
const STRETCH_MILLISECONDS = 10;

/**
 * Turns for all the long work of a server: one stretch after the other in the order in which they
 * were asked for, and before each whatever has come in meanwhile. However many batches are worked on
 * at once, others wait for one stretch at most.
 *
 * @example
 * ```ts
 * import { makeTurns } from "heartbook/ship/api/turns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const turn = makeTurns();
 * const seen: string[] = [];
 * await Promise.all(["a", "b"].map((name) => turn(() => seen.push(name))));
 * assertEquals(seen, ["a", "b"]);
 * ```
 */
export function makeTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(stretch: () => T): Promise<T> => {
    const mine = last
      .then(() => new Promise((resolve) => setTimeout(resolve)))
      .then(stretch);
    last = mine.catch(() => {});
    return mine;
  };
}

/**
 * Does something for each of `total` items, as many in a stretch as take about
 * {@link STRETCH_MILLISECONDS}. What is done within the first stretch waits for no turn.
 *
 * @param some Does items `from` to `to`, the last not included; may throw.
 */
export async function inStretches(
  total: number,
  some: (from: number, to: number) => void,
  turn: TakeTurn,
): Promise<void> {
  let done = 0, size = 1, spent = 0;
  const stretch = (): void => {
    const start = performance.now();
    const to = Math.min(total, done + size);
    some(done, to);
    done = to;
    const took = performance.now() - start;
    spent += took;
    // What an item costs differs a thousandfold between models: found out as it goes.
    if (took < STRETCH_MILLISECONDS / 2) size *= 2;
    else if (took > STRETCH_MILLISECONDS) size = Math.max(1, size >> 1);
  };
  while (done < total) {
    if (spent < STRETCH_MILLISECONDS) stretch();
    else await turn(stretch);
  }
}
