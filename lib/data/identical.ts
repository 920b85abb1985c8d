/** Rows that are each other's copies. */
import type { Dataset } from "../types.ts";

/** What makes two rows the same. */
export interface IdenticalOptions {
  /** False to compare the features only; by default the outcome counts too. */
  readonly outcome?: boolean;
}

/**
 * Row numbers, grouped so that rows with the same cells stand together: one group for each
 * distinct patient, in the order they first appear. Ids are not compared; a missing cell equals a
 * missing cell.
 *
 * @example
 * ```ts
 * import { groupIdentical } from "heartbook/data/identical.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(groupIdentical(readHeart()).length, 303); // no patient stands there twice
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
