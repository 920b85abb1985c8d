/** Patients who appear in a table more than once. */
import type { Dataset } from "../../types.ts";
import { countOf } from "../../text.ts";
import { describeShare, type Finding } from "./finding.ts";
import { groupIdentical } from "../identical.ts";

/** The expected number of equal pairs of rows if the columns were independent. */
function expectedPairs(dataset: Dataset): number {
  const n = dataset.rows.length;
  const columns = [
    ...dataset.schema.features.map(({ name }) => dataset.rows.map((row) => row[name])),
    dataset.labels,
  ];
  return columns.reduce((pairs: number, column) => {
    const counts = new Map<unknown, number>();
    for (const cell of column) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const equal = [...counts.values()].reduce((sum, count) => sum + (count / n) ** 2, 0);
    return pairs * equal;
  }, n * (n - 1) / 2);
}

function countPairs(groups: readonly number[][]): number {
  return groups.reduce((sum, { length }) => sum + length * (length - 1) / 2, 0);
}

/**
 * Rows that are copies of each other, and rows that agree in everything except the outcome. Reports
 * nothing if ten times as many would be expected from independent columns.
 */
export function findDuplicates(dataset: Dataset): Finding[] {
  // A table with a few yes-or-no columns repeats rows without any copying.
  const unsurprising = 10 * expectedPairs(dataset);
  const copied = groupIdentical(dataset).filter((group) => group.length > 1);
  const contradictory = groupIdentical(dataset, { outcome: false })
    .filter((group) => group.some((row) => dataset.labels[row] !== dataset.labels[group[0]]));
  const findings: Finding[] = [];
  if (countPairs(copied) > unsurprising) {
    const copies = copied.flatMap((group) => group.slice(1)).length;
    findings.push({
      severity: "error",
      title: `${describeShare(copies, dataset.rows.length)} repeat an earlier row exactly`,
      rows: copied.flat(),
      advice:
        "Keep one row per patient: a patient in training and test at once is recognised, not " +
        "predicted.",
    });
  }
  if (countPairs(contradictory) > unsurprising) {
    findings.push({
      severity: "warning",
      title: `${
        countOf(contradictory.flat().length, "row")
      } agree in all features but not in the outcome`,
      rows: contradictory.flat(),
      advice: "Look up which outcome is correct.",
    });
  }
  return findings;
}
