/** What a model does for one group and for another. */
import { demandOptions } from "../../demand.ts";
import type { GroupFigures } from "../../measure/groups.ts";
import type { Bundle } from "../bundle.ts";
import type { Titled } from "../chart.ts";
import { type IntervalRow, intervalsChart } from "./intervals.ts";

/**
 * AUC, recall and specificity with their intervals, a colour per group; several ways of deciding
 * stand under headings of their own.
 *
 * @param ways From `figuresByGroup`, by what the way is called.
 */
export function groupsChart(
  ways: Readonly<Record<string, readonly GroupFigures[]>>,
  options: Titled,
): Bundle {
  demandOptions("groupsChart", options, ["title"]);
  const { title } = options;
  const rows = Object.entries(ways).flatMap(([way, figures]): IntervalRow[] => [
    { text: way, heading: true },
    ...(["auc", "recall", "specificity"] as const).map((key) => ({
      text: key === "auc" ? "AUC" : key,
      intervals: Object.fromEntries(figures.map((each) => [each.group, each[key]])),
    })),
  ]);
  return intervalsChart(rows, { title, label: "Figure with its interval", domain: [0.3, 1] });
}
