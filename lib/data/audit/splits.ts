/** Whether a split tests patients that it trained on. */
import type { Dataset, Split } from "../../types.ts";
import { describeShare, type Finding } from "./finding.ts";
import { groupIdentical } from "../identical.ts";

/** Which distinct patient each row is. */
function patientOfRow(dataset: Dataset): Int32Array {
  const patient = new Int32Array(dataset.rows.length);
  groupIdentical(dataset).forEach((group, number) => group.forEach((row) => patient[row] = number));
  return patient;
}

function checkRows(dataset: Dataset, splits: readonly Split[]): void {
  for (const { train, test } of splits) {
    for (const row of [...train, ...test]) {
      if (!(row in dataset.rows)) {
        throw new RangeError(`row ${row}: expected 0 to ${dataset.rows.length - 1}`);
      }
    }
  }
}

/**
 * Test rows that are also in the training part of the same split, as the same row or as another row
 * with the same cells and outcome.
 *
 * @returns At most one finding: how many of the tested rows are concerned, and which.
 * @throws `RangeError` for a row number out of range.
 *
 * @example
 * ```ts
 * import { auditSplits } from "heartbook/data/audit/splits.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * assertEquals(auditSplits(patients, [{ repeat: 0, train: [0, 1], test: [2, 3] }]), []);
 * const [leak] = auditSplits(patients, [{ repeat: 0, train: [0, 1], test: [1, 2] }]);
 * assertEquals(leak.rows, [1]);
 * ```
 */
export function auditSplits(dataset: Dataset, splits: readonly Split[]): Finding[] {
  checkRows(dataset, splits);
  const patient = patientOfRow(dataset);
  const leaked = splits.map(({ train, test }) => {
    const known = new Set(train.map((row) => patient[row]));
    return test.filter((row) => known.has(patient[row]));
  });
  const count = leaked.reduce((sum, rows) => sum + rows.length, 0);
  if (count === 0) return [];
  const tested = splits.reduce((sum, { test }) => sum + test.length, 0);
  const splitsConcerned = leaked.filter((rows) => rows.length > 0).length;
  return [{
    severity: "error",
    title: `${describeShare(count, tested)} tested were trained on too, in ${splitsConcerned} of ` +
      `${splits.length} splits`,
    rows: [...new Set(leaked.flat())].sort((a, b) => a - b),
    advice: "Keep one row per patient before splitting, or split by patient.",
  }];
}
