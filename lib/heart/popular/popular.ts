/**
 * The popular `heart.csv`, rebuilt from the original patients to show its faults, and the way back
 * for users who have only that file.
 *
 * **Labels.** In every data set with the `popularSchema`, label 1 means "coded 1 in that file",
 * and that file codes the people WITHOUT disease as 1. Everywhere else label 1 is disease.
 */
import { seeded } from "../../random.ts";
import type { Dataset, Label, Row } from "../../types.ts";
import type { RiskFactor } from "../../data/audit/risk-factor.ts";
import { heartRiskFactors } from "../risk-factors.ts";
import { takeRows } from "../../data/dataset.ts";
import { heartSchema } from "../heart.ts";
import { groupIdentical } from "../../data/identical.ts";
import { decodePopular, encodePopular, popularSchema } from "./codes.ts";

/** The patient who appears twice in the popular file, and the one who is missing from it. */
const DUPLICATED: Row = { age: 38, sex: "male", trestbps: 138, chol: 175 };
const LOST: Row = { age: 60, sex: "female", trestbps: 158, chol: 305 };

function findPatient(patients: Dataset, looks: Row): number {
  const found = patients.rows.findIndex((row) =>
    Object.entries(looks).every(([name, cell]) => row[name] === cell)
  );
  if (found === -1) {
    throw new RangeError(
      `expected the Cleveland patients, got ${patients.rows.length} rows without ` +
        `the one with ${JSON.stringify(looks)}`,
    );
  }
  return found;
}

function invert(label: Label): Label {
  return label === 1 ? 0 : 1;
}

function mapCells(row: Row, change: typeof encodePopular): Row {
  const names = heartSchema.features.map((feature) => feature.name);
  return Object.fromEntries(names.map((name) => [name, change(name, row[name])]));
}

/** Row numbers as ids: the popular file has no ids. */
function renumber(dataset: Dataset): Dataset {
  return { ...dataset, ids: dataset.rows.map((_, i) => String(i + 1)) };
}

/**
 * The popular 303-row file, faults and all: the disease-free first, its own codes, 4 and 0 where
 * `ca` and `thal` are missing, one patient twice, one lost, and **its inverted outcome: label 1
 * means NO disease** (165 rows), label 0 disease (138).
 *
 * @param patients The Cleveland patients, as returned by `readHeart()`.
 * @throws `RangeError` for other patients.
 *
 * @example
 * ```ts
 * import { popularEdition } from "heartbook/heart/popular/popular.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const popular = popularEdition(patients);
 * assertEquals(patients.labels[0], 0); // the first patient has no disease …
 * assertEquals(popular.labels[0], 1); // … and is coded 1 in the popular file
 * assertEquals(popular.rows[0].cp, "3"); // typical angina
 * ```
 */
export function popularEdition(patients: Dataset): Dataset {
  const duplicated = findPatient(patients, DUPLICATED);
  const lost = findPatient(patients, LOST);
  const order = patients.rows.flatMap((_, i) => i === lost ? [] : i === duplicated ? [i, i] : [i]);
  order.sort((a, b) => patients.labels[a] - patients.labels[b]);
  const chosen = takeRows(patients, order);
  return renumber({
    ...chosen,
    schema: popularSchema,
    rows: chosen.rows.map((row) => mapCells(row, encodePopular)),
    labels: chosen.labels.map(invert),
  });
}

/**
 * A file like the 1,025-row edition: the 302 patients of {@link popularEdition}, each three or four
 * times, in mixed order. **Label 1 means NO disease** here too. The patients who appear four times
 * are drawn with a fixed seed: it is not the published file row by row.
 *
 * @example
 * ```ts
 * import { popularEditionRepeated } from "heartbook/heart/popular/popular.ts";
 * import { groupIdentical } from "heartbook/data/identical.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const repeated = popularEditionRepeated(readHeart());
 * assertEquals(repeated.rows.length, 1025);
 * assertEquals(groupIdentical(repeated).length, 302);
 * ```
 */
export function popularEditionRepeated(patients: Dataset): Dataset {
  const popular = popularEdition(patients);
  const distinct = groupIdentical(popular).map(([first]) => first);
  const random = seeded(1025);
  const threeTimes = [...distinct, ...distinct, ...distinct];
  const fourthTime = random.shuffled(distinct).slice(0, 1025 - threeTimes.length);
  return renumber(takeRows(popular, random.shuffled([...threeTimes, ...fourthTime])));
}

/**
 * The patients in a popular file, corrected: levels by name, missing cells empty, each distinct
 * patient once (with the id of the first copy), and **label 1 is disease again**.
 *
 * @param popular A data set with the `popularSchema`, of 303, 1,025 or any number of rows.
 * @throws `TypeError` for another schema, so that nothing is inverted twice; `RangeError`
 * for a code that file does not have.
 *
 * @example
 * ```ts
 * import { correctPopular, popularEdition } from "heartbook/heart/popular/popular.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const corrected = correctPopular(popularEdition(patients));
 * assertEquals(corrected.rows.length, 302);
 * assertEquals(corrected.rows[0], patients.rows[0]);
 * assertEquals(corrected.labels[0], patients.labels[0]);
 * ```
 */
export function correctPopular(popular: Dataset): Dataset {
  const { name } = popular.schema;
  if (name !== popularSchema.name) {
    throw new TypeError(`expected a data set of "${popularSchema.name}", got one of "${name}"`);
  }
  const distinct = takeRows(popular, groupIdentical(popular).map(([first]) => first));
  return {
    schema: heartSchema,
    rows: distinct.rows.map((row) => mapCells(row, decodePopular)),
    labels: distinct.labels.map(invert),
    ids: distinct.ids,
  };
}

/** The known risk factors in the popular file's codes, for its audit. */
export const popularRiskFactors: readonly RiskFactor[] = heartRiskFactors.map((factor) =>
  factor.level === undefined
    ? factor
    : { ...factor, level: String(encodePopular(factor.feature, factor.level)) }
);
