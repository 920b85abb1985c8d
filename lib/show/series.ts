/** Names and colours for the models of one chart. */
import type * as Plot from "@observablehq/plot";
import { coloursOf, seriesColours } from "./palette.ts";

/**
 * A legend entry per model, its name with its figure if it has one, and the colour scale that goes with them.
 *
 * @throws `RangeError` for no model, or more than there are colours.
 *
 * @example
 * ```ts
 * import { labelSeries } from "heartbook/show/series.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(labelSeries({ tree: 0.81 }, (auc) => `AUC ${auc}`).labels, ["tree, AUC 0.81"]);
 * ```
 */
export function labelSeries<Value>(
  series: Readonly<Record<string, Value>>,
  figure?: (value: Value) => string,
): { readonly labels: readonly string[]; readonly color: Plot.ScaleOptions } {
  const entries = Object.entries(series);
  if (entries.length === 0 || entries.length > seriesColours.length) {
    throw new RangeError(
      `chart: expected 1 to ${seriesColours.length} series, got ${entries.length}`,
    );
  }
  const labels = entries.map(([name, value]) => figure ? `${name}, ${figure(value)}` : name);
  const range = coloursOf(entries.map(([name]) => name));
  return { labels, color: { domain: labels, range, legend: true } };
}
