import { seeded } from "heartbook/random.ts";
import type { Cell, Dataset, FeatureSchema, Label, Row } from "heartbook/types.ts";

const described = { label: "", about: "" };

/** A made-up table: two numbers, a count, two categories, and an outcome. */
export const plantSchema: FeatureSchema = {
  name: "plants",
  missing: ["?"],
  id: "plot",
  outcome: { name: "ill", positive: "yes", negative: "no", ...described },
  features: [
    { kind: "number", name: "height", unit: "cm", range: [-500, 2000], ...described },
    { kind: "number", name: "weight", unit: "g", range: [0, 5000], ...described },
    { kind: "number", name: "leaves", unit: "", range: [0, 4], whole: true, ...described },
    { kind: "category", name: "soil", levels: ["sand", "clay", "peat"], ...described },
    { kind: "category", name: "shade", levels: ["no", "yes"], ...described },
  ],
};

/** Plants without a fault; illness goes with height, moderately. */
export function cleanPlants(seed: number, n = 240): Dataset {
  const random = seeded(seed);
  const labels = Array.from({ length: n }, () => random.integer(2) as Label);
  const rows: Row[] = labels.map((label) => ({
    height: 100 + 15 * random.normal() + 10 * label,
    weight: 40 + 60 * random.uniform(),
    leaves: random.integer(5),
    soil: ["sand", "clay", "peat"][random.integer(3)],
    shade: ["no", "yes"][random.integer(2)],
  }));
  return { schema: plantSchema, rows, labels, ids: labels.map((_, i) => `plot ${i}`) };
}

/** The same data set with some cells of one column changed. */
export function withCells(
  dataset: Dataset,
  column: string,
  change: (cell: Cell, row: number) => Cell,
): Dataset {
  const rows = dataset.rows.map((row, i) => ({ ...row, [column]: change(row[column], i) }));
  return { ...dataset, rows };
}
