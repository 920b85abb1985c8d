/** Odds ratios of many features as a forest plot. */
import { demandOptions } from "../../demand.ts";
import type { FeatureOdds } from "../../describe/univariable-odds.ts";
import type { FeatureSchema } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import type { Titled } from "../chart.ts";
import { type IntervalRow, intervalsChart } from "./intervals.ts";

/** What is needed beside the ratios. */
export interface OddsOptions extends Titled {
  /** Where the features' names come from. */
  readonly schema: FeatureSchema;
  /** What stands under the axis; "Odds ratio of disease" by default. */
  readonly label?: string;
  /** The ends of the axis; 0.1 to 30 by default. */
  readonly domain?: readonly [number, number];
}

type Series = Readonly<Record<string, readonly FeatureOdds[]>>;

function strength(odds: readonly FeatureOdds[]): number {
  return Math.max(...odds.map(({ ratio }) => Math.abs(Math.log(ratio.estimate))));
}

/** A line per number, and for a category a heading with a line per level; the strongest first. */
function toRows(series: Series, { schema }: OddsOptions): IntervalRow[] {
  const [[, first]] = Object.entries(series);
  const groups = [...Map.groupBy(first, ({ feature }) => feature)]
    .sort(([, a], [, b]) => strength(b) - strength(a));
  const intervalsOf = (wanted: FeatureOdds): IntervalRow["intervals"] =>
    Object.fromEntries(
      Object.entries(series).flatMap(([name, odds]) =>
        odds.filter((each) => each.feature === wanted.feature && each.contrast === wanted.contrast)
          .map(({ ratio }) => [name, ratio])
      ),
    );
  return groups.flatMap(([name, odds]) => {
    const feature = schema.features.find((each) => each.name === name)!;
    if (feature.kind === "number") {
      return odds.map((each) => ({
        text: `${feature.label}, ${each.contrast}`,
        heading: true,
        intervals: intervalsOf(each),
      }));
    }
    const rows = odds.map((each) => ({ text: each.contrast, intervals: intervalsOf(each) }));
    return [{ text: feature.label, heading: true }, ...rows];
  });
}

/**
 * One or more series of odds ratios on a logarithmic axis, the strongest feature first; those of
 * the last series are written out.
 *
 * @param series From `univariableOdds`, by name; features and contrasts of the first.
 * @throws `RangeError` for no series, or more than there are colours.
 */
export function oddsChart(series: Series, options: OddsOptions): Bundle {
  demandOptions("oddsChart", options, ["title", "schema", "label", "domain"]);
  const { title, label = "Odds ratio of disease", domain = [0.1, 30] } = options;
  if (Object.keys(series).length === 0) throw new RangeError("oddsChart: expected a series");
  return intervalsChart(toRows(series, options), {
    title,
    label,
    reference: 1,
    logarithmic: true,
    domain,
  });
}
