/** The columns of the matrix: what each learns from the training rows. */
import { type CellTable, tableOf } from "../data/cell-columns.ts";
import type { CategoryFeature, Dataset, Feature, PreparedColumn } from "../types.ts";
import { learnByColumn, learnByRow, type Learned } from "./learn-column.ts";

/** How a model needs its numbers. */
export interface ColumnSettings {
  /** Standardised: minus the mean, divided by the population standard deviation. */
  readonly numbers: "standardised" | "raw";
  /** One column per level, or without the first level as the reference. */
  readonly levels: "all" | "reference";
}

/** Training rows, and the same as a table. */
interface Training {
  readonly train: Dataset;
  readonly table: CellTable;
}

function fitColumn(
  { train, table }: Training,
  feature: Feature,
  settings: ColumnSettings,
): PreparedColumn[] {
  const { numbers } = settings, { name } = feature;
  const learned = learnByColumn(table, feature, numbers) ?? learnByRow(train, feature, numbers);
  if (feature.kind === "number") {
    return [{ kind: "number", feature: name, ...learned as Learned<number> }];
  }
  return levelColumns(feature, (learned as Learned<string>).fill, settings);
}

/** The columns of a category, whose missing cells count as the level `fill`. */
export function levelColumns(
  { name, levels }: CategoryFeature,
  fill: string,
  settings: Pick<ColumnSettings, "levels">,
): PreparedColumn[] {
  return levels.slice(settings.levels === "all" ? 0 : 1).map((level) => ({
    kind: "level",
    feature: name,
    level,
    fill,
    mean: 0,
    scale: 1,
  }));
}

/** One column per number and one per level of a category, in the schema's order. */
export function fitColumns(
  train: Dataset,
  { table = tableOf(train.rows), ...settings }: ColumnSettings & { readonly table?: CellTable },
): PreparedColumn[] {
  const rows = { train, table };
  return train.schema.features.flatMap((feature) => fitColumn(rows, feature, settings));
}
