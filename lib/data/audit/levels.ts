/** Rare levels and constant columns. */
import type { Cell, Dataset, Feature } from "../../types.ts";
import { countOf } from "../../text.ts";
import type { Finding } from "./finding.ts";

/** Levels in fewer rows than this are absent from some folds and decided by chance in others. */
const RARE = 10;

/** Small counts such as 0 to 3 vessels are treated as levels; a length or a weight is not. */
function hasLevels(feature: Feature): boolean {
  return feature.kind === "category" ||
    (feature.whole === true && feature.range[1] - feature.range[0] < 20);
}

function findLevels(dataset: Dataset, feature: Feature): Finding[] {
  const { name } = feature;
  const rowsByLevel = new Map<Cell, number[]>();
  dataset.rows.forEach((row, i) => {
    if (row[name] === null) return;
    if (!rowsByLevel.has(row[name])) rowsByLevel.set(row[name], []);
    rowsByLevel.get(row[name])!.push(i);
  });
  if (rowsByLevel.size === 1) {
    const [[level, rows]] = rowsByLevel;
    return [{
      severity: "warning",
      column: name,
      title: `${name} is ${level} in every row that records it`,
      rows,
      advice: "Leave the column out: it cannot tell two patients apart.",
    }];
  }
  if (!hasLevels(feature)) return [];
  return [...rowsByLevel].filter(([, rows]) => rows.length < RARE).map(([level, rows]) => ({
    severity: "note",
    column: name,
    title: `${name} is ${level} in ${countOf(rows.length, "row")} only`,
    rows,
    advice:
      "Ask whether it is a real value. Name all levels in the schema, so that folds without " +
      "it agree on the columns, and read nothing into its effect.",
  }));
}

/** Rare levels of categories and of small counts, and constant columns of any kind. */
export function findRareAndConstant(dataset: Dataset): Finding[] {
  return dataset.schema.features.flatMap((feature) => findLevels(dataset, feature));
}
