/**
 * P-values corrected for multiple testing by Holm's step-down rule, in their original order.
 *
 * If no difference is real, the chance that any corrected p-value falls to alpha or below is at
 * most alpha, however the tests depend on each other. A single false alarm sets people to work
 * here, so this is preferred to Benjamini and Hochberg's rule, which finds more but lets a share of
 * the alarms be false.
 *
 * @throws `RangeError` for a p-value outside [0, 1].
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.
 *
 * @example
 * ```ts
 * import { holm } from "heartbook/stats/holm.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(holm([0.5, 0.125, 0.25]), [0.5, 0.375, 0.5]); // 3 × 0.125, 2 × 0.25, 1 × 0.5
 * ```
 */
export function holm(pValues: readonly number[]): number[] {
  const odd = pValues.findIndex((pValue) => !(pValue >= 0 && pValue <= 1));
  if (odd >= 0) throw new RangeError(`pValues[${odd}]: expected 0 to 1, got ${pValues[odd]}`);
  const corrected = new Array<number>(pValues.length);
  const rising = pValues.map((_, i) => i).sort((i, j) => pValues[i] - pValues[j]);
  let largest = 0;
  rising.forEach((i, place) => {
    // Corrected p-values keep the order of the raw ones.
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[i]));
    corrected[i] = largest;
  });
  return corrected;
}
