/** Each patient once. */
import type { Dataset } from "../types.ts";
import { takeRows } from "./dataset.ts";
import { groupIdentical } from "./identical.ts";

/**
 * The first row of each distinct patient, in their order: rows with the same cells and outcome
 * count as the same patient.
 *
 * @example
 * ```ts
 * import { keepDistinct } from "heartbook/data/distinct.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { popularEdition } from "heartbook/heart/popular/popular.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(keepDistinct(popularEdition(readHeart())).rows.length, 302);
 * ```
 */
export function keepDistinct(dataset: Dataset): Dataset {
  return takeRows(dataset, groupIdentical(dataset).map(([first]) => first));
}

/**
 * The patients of one table who are not in another with the same features; ids are not compared.
 *
 * @example
 * ```ts
 * import { missingPatients } from "heartbook/data/distinct.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { correctPopular, popularEdition } from "heartbook/heart/popular/popular.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const lost = missingPatients(patients, correctPopular(popularEdition(patients)));
 * assertEquals(lost.rows.map(({ age, sex }) => [age, sex]), [[60, "female"]]);
 * ```
 */
export function missingPatients(wanted: Dataset, given: Dataset): Dataset {
  const count = wanted.rows.length;
  const both = {
    ...wanted,
    rows: [...wanted.rows, ...given.rows],
    labels: [...wanted.labels, ...given.labels],
  };
  const groups = groupIdentical(both).filter((group) => group.every((row) => row < count));
  return takeRows(wanted, groups.flat().sort((a, b) => a - b));
}
