/** Missing cells, and whether they are associated with the outcome. */
import { percent } from "../../text.ts";
import type { Dataset, Feature } from "../../types.ts";
import { describeShare, type Finding } from "./finding.ts";
import { separateOutcomes } from "./separation.ts";

/** From this share on, the way of filling determines the column. */
const MANY = 0.2;
/** Standard errors beyond which a difference between the outcomes is not attributed to chance. */
const SURPRISING = 3;

function findMissing(dataset: Dataset, feature: Feature): Finding[] {
  const { name } = feature;
  const rows = dataset.rows.flatMap((row, i) => row[name] === null ? [i] : []);
  const total = dataset.rows.length;
  if (rows.length === 0) return [];
  if (rows.length === total) {
    return [{
      severity: "error",
      column: name,
      title: `${name} is recorded for nobody`,
      rows: [],
      advice: "Leave the column out.",
    }];
  }
  return [{
    severity: rows.length / total > MANY ? "warning" : "note",
    column: name,
    title: `${name} is missing in ${describeShare(rows.length, total)}`,
    rows,
    advice: "Fill the cells inside the training part only, never before the split.",
  }, ...findInformative(dataset, name, rows)];
}

function findInformative(dataset: Dataset, name: string, rows: readonly number[]): Finding[] {
  if (rows.length < 5 || new Set(dataset.labels).size < 2) return [];
  const missing = dataset.rows.map((row) => Number(row[name] === null));
  if (Math.abs(separateOutcomes(missing, dataset.labels).z) <= SURPRISING) return [];
  const shares = [1, 0].map((label) => {
    const those = missing.filter((_, i) => dataset.labels[i] === label);
    const share = those.reduce((sum, each) => sum + each, 0) / those.length;
    return percent(share, { digits: 1 });
  });
  return [{
    severity: "warning",
    column: name,
    title: `${name} is missing in ${shares[0]} of label 1 and ${shares[1]} of label 0`,
    rows,
    advice: "Ask why: a model can learn who was measured. If the reason holds for " +
      "new patients too, keep an indicator; otherwise leave the column out.",
  }];
}

/**
 * Missing cells by column, and columns that are missing more often with one outcome than with the
 * other.
 */
export function findMissingCells(dataset: Dataset): Finding[] {
  return dataset.schema.features.flatMap((feature) => findMissing(dataset, feature));
}
