/** Total weight per outcome. */

/** A number for the healthy and one for the diseased. */
export type PerClass = readonly [healthy: number, diseased: number];

/** Total weight of each class. */
export function classTotals(y: Uint8Array, weights: Float64Array): PerClass {
  const totals: [healthy: number, diseased: number] = [0, 0];
  for (let i = 0; i < y.length; i++) totals[y[i]] += weights[i];
  return totals;
}
