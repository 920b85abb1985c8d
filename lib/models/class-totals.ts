/** How much each outcome counts in all. */

/** A number of the healthy and the same of the diseased. */
export type PerClass = readonly [healthy: number, diseased: number];

/** Total weight of either class. */
export function classTotals(y: Uint8Array, weights: Float64Array): PerClass {
  const totals: [healthy: number, diseased: number] = [0, 0];
  for (let i = 0; i < y.length; i++) totals[y[i]] += weights[i];
  return totals;
}
