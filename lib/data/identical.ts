/** Rows that are copies of each other. */
import type { Dataset } from "../types.ts";

/** How to compare two rows. */
export interface IdenticalOptions {
  /** False to compare the features only; default true, which includes the outcome. */
  readonly outcome?: boolean;
}

/**
 * Row numbers grouped by equal cells: one group per distinct patient, in order of first appearance.
 * Ids are not compared; a missing cell equals a missing cell.
 *
 * @example
 * ```ts
 * import { groupIdentical } from "heartbook/data/identical.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(groupIdentical(readHeart()).length, 303); // no patient occurs twice
 * ```
 */
export function groupIdentical(dataset: Dataset, options: IdenticalOptions = {}): number[][] {
  const names = dataset.schema.features.map((feature) => feature.name);
  const groups = new Map<string, number[]>();
  dataset.rows.forEach((row, i) => {
    const cells = names.map((name) => row[name]);
    const key = JSON.stringify(options.outcome === false ? cells : [...cells, dataset.labels[i]]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  });
  return [...groups.values()];
}
