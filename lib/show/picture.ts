/** Charts as files, for pages that are no notebook. */
import type { Bundle } from "./bundle.ts";

/**
 * The chart's SVG alone, as the content of a file.
 *
 * @throws `TypeError` for a bundle without exactly one SVG, such as a chart with a legend.
 *
 * @example
 * ```ts
 * import { confusionChart } from "heartbook/show/charts/confusion.ts";
 * import { takeSvg } from "heartbook/show/picture.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const counts = { truePositive: 9, falseNegative: 1, falsePositive: 4, trueNegative: 6 };
 * assertStringIncludes(takeSvg(confusionChart(counts, { title: "One is missed" })), "</svg>");
 * ```
 */
export function takeSvg(bundle: Bundle): string {
  const found = [...(bundle["text/html"] ?? "").matchAll(/<svg[\s\S]*?<\/svg>/g)];
  if (found.length !== 1) throw new TypeError(`expected one SVG in the chart, got ${found.length}`);
  return `${found[0][0]}\n`;
}
