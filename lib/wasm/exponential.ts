/** What exponential.as takes from outside. */

/** Taylor's series of the exponential from 1 / 13! down: the remainder is below 1e-17. */
export const SERIES: readonly number[] = Array.from(
  { length: 14 },
  (_, i) => 1 / factorial(13 - i),
);

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
