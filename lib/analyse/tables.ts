/** Tables of an analysis, ready to be shown. */
import type { Doubt } from "../data/draft/doubt.ts";
import { delongInterval } from "../measure/delong.ts";
import { metrics } from "../measure/metrics.ts";
import type { Bundle } from "../show/bundle.ts";
import { table } from "../show/table.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { writeInterval } from "../text.ts";
import type { Interval } from "../types.ts";
import type { Comparison } from "./compare.ts";

/** What was assumed, a row each. */
export function doubtsTable(doubts: readonly Doubt[]): Bundle {
  const records = doubts.map(({ column, seen, assumed, otherwise }) => ({
    column: column ?? "the file",
    seen,
    assumed,
    "to have it otherwise": otherwise,
  }));
  const caption = doubts.length === 0 ? "Nothing had to be assumed" : "What had to be assumed";
  return table(records, {
    caption,
    columns: ["column", "seen", "assumed", "to have it otherwise"],
  });
}

/** The AUC of each compared model with DeLong's interval, the highest first. */
export function aucIntervals({ models }: Comparison): Record<string, Interval> {
  const entries = Object.entries(models).map(([name, { predictions }]) =>
    [name, delongInterval(predictions)] as const
  );
  return Object.fromEntries(entries.sort(([, a], [, b]) => b.estimate - a.estimate));
}

/** AUC, Brier score and log loss of each model and of the overall share. */
export function comparisonTable(comparison: Comparison): Bundle {
  const models = {
    ...Object.fromEntries(
      Object.entries(comparison.models).map(([name, { predictions }]) => [name, predictions]),
    ),
    "overall share": comparison.baseline,
  };
  return table(
    Object.entries(models).map(([model, predictions]) => ({
      model,
      // One share for everybody ranks nobody.
      AUC: writeInterval(predictions === comparison.baseline ? null : delongInterval(predictions)),
      "Brier score": metrics.brier.score(predictions),
    })),
  );
}

/** The figures of the card, a column a group. */
export function cardTable({ card: { groups } }: ModelFile): Bundle {
  return table(groups[0].figures.map(({ name }) => ({
    figure: name,
    ...Object.fromEntries(groups.map((group) => [
      `${group.name} (${group.diseased} of ${group.patients})`,
      writeInterval(group.figures.find((figure) => figure.name === name)?.interval ?? null),
    ])),
  })));
}
