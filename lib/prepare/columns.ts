/** The columns of the matrix: what each learns from the training rows. */
import type { CategoryFeature, Dataset, Feature, PreparedColumn } from "../types.ts";
import { learnByColumn, learnByRow, type Learned } from "./learn-column.ts";

/** How a model needs its numbers. */
export interface ColumnSettings {
  /** Standardised: minus the mean, divided by the population standard deviation. */
  readonly numbers: "standardised" | "raw";
  /** One column per level, or without the first level as the reference. */
  readonly levels: "all" | "reference";
}

function fitColumn(train: Dataset, feature: Feature, settings: ColumnSettings): PreparedColumn[] {
  const { numbers } = settings, { name } = feature;
  const learned = learnByColumn(train, feature, numbers) ?? learnByRow(train, feature, numbers);
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
export function fitColumns(train: Dataset, settings: ColumnSettings): PreparedColumn[] {
  return train.schema.features.flatMap((feature) => fitColumn(train, feature, settings));
}
