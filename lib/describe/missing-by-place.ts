/** Missing cells by place and by group. */
import type { Dataset } from "../types.ts";

/**
 * One record per feature: the share of patients in each place for whom it is missing.
 *
 * @throws `RangeError` for no places.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { missingByPlace } from "heartbook/describe/missing-by-place.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const vessels = missingByPlace({ Cleveland: readHeart() }).find(({ feature }) => feature === "ca");
 * assertEquals(vessels, { feature: "ca", Cleveland: 4 / 303 });
 * ```
 */
export function missingByPlace(
  places: Readonly<Record<string, Dataset>>,
): Record<string, string | number>[] {
  const entries = Object.entries(places);
  if (entries.length === 0) throw new RangeError("places: expected at least one, got none");
  const [[, first]] = entries;
  return first.schema.features.map(({ name }) => ({
    feature: name,
    ...Object.fromEntries(
      entries.map(([place, { rows }]) => [
        place,
        rows.filter((row) => row[name] === null).length / rows.length,
      ]),
    ),
  }));
}

/**
 * One record per place and level of a category: the number of patients, the number of diseased, and
 * the mean number of missing features per patient.
 *
 * @throws `RangeError` for a name that is not a category.
 */
export function groupsByPlace(
  places: Readonly<Record<string, Dataset>>,
  category: string,
): Record<string, string | number | null>[] {
  return Object.entries(places).flatMap(([place, { schema, rows, labels }]) => {
    const feature = schema.features.find(({ name }) => name === category);
    if (feature?.kind !== "category") {
      throw new RangeError(`category: expected the name of a category, got "${category}"`);
    }
    return feature.levels.map((level) => {
      const members = rows.flatMap((row, i) => row[category] === level ? [i] : []);
      const gaps = members.flatMap((i) => Object.values(rows[i]).filter((cell) => cell === null));
      return {
        place,
        [category]: level,
        patients: members.length,
        diseased: members.filter((i) => labels[i] === 1).length,
        "features missing per patient": members.length === 0 ? null : gaps.length / members.length,
      };
    });
  });
}
