/** Drift column by column: how large it is, and how large chance alone makes it. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { DriftReport } from "../../watch/report.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { guideColour, outcomeColours } from "../palette.ts";

/** What is a drift and what is not, in the legend. */
const WORDS = { drifted: "has drifted", steady: "as before" } as const;

const AXIS = "Population stability index (bar: what chance allows; dashed: 0.10 rule)";

function describe({ drifted, columns, patients, referencePatients, alpha }: DriftReport): string {
  const found = drifted.length === 0 ? "none has drifted" : `drifted: ${drifted.join(", ")}`;
  return `Population stability index of ${columns.length} columns, ${patients} recent patients ` +
    `against ${referencePatients}, each with a bar up to what chance exceeds in any of them ` +
    `in ${(100 * alpha).toFixed(0)} of 100 reports; ${found}.`;
}

/**
 * A dot per column at its population stability index, on a bar as long as chance alone makes it in
 * all but a share `alpha` of reports. The dashed line is the customary rule of 0.10, which knows
 * nothing of how many patients there are. The corrected tests decide what has drifted.
 *
 * @param report From `reportDrift`, or a watch's `drift`.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { driftChart } from "heartbook/show/charts/drift.ts";
 * import { reportDrift } from "heartbook/watch/report.ts";
 * import { toSample } from "heartbook/watch/sample.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const { schema, rows } = readHeart();
 * const p = 0.4, at = 0, label = null;
 * const reference = toSample(schema, { rows, p: rows.map(() => p) });
 * const logged = rows.slice(0, 100).map((row, i) => ({ id: String(i), row, p, at, label }));
 * const report = reportDrift({ model: "first", schema, reference, threshold: 0.5 }, logged);
 * const { "text/plain": text } = driftChart(report, { title: "Nothing has changed" });
 * assertStringIncludes(text, "14 columns, 100 recent patients against 303");
 * ```
 */
export function driftChart(report: DriftReport, options: Titled): Bundle {
  demandOptions("driftChart", options, ["title"]);
  const { title } = options;
  const columns = report.columns.map(({ label, drifted, stability, tests }) => ({
    label,
    index: stability?.index,
    limit: stability?.limit,
    state: drifted ? WORDS.drifted : WORDS.steady,
    tests: tests.map((test) => `${test.name} of ${test.of}: ${test.corrected.toPrecision(2)}`)
      .join("; "),
  }));
  const measured = columns.filter(({ index }) => index !== undefined);
  return chart({
    height: 80 + 26 * columns.length,
    marginLeft: 220,
    x: { label: AXIS, domain: [0, widest(report)], nice: true },
    y: { label: null, domain: columns.map(({ label }) => label) },
    color: {
      domain: [WORDS.drifted, WORDS.steady],
      range: [outcomeColours.diseased, outcomeColours.healthy],
      legend: true,
    },
    marks: [
      Plot.barX(measured, {
        y: "label",
        x1: 0,
        x2: "limit",
        fill: "#ddd",
        insetTop: 5,
        insetBottom: 5,
      }),
      Plot.ruleX([0.1], { stroke: guideColour, strokeDasharray: "4 4" }),
      Plot.ruleX([0]),
      Plot.dot(measured, { y: "label", x: "index", fill: "state", r: 5, title: "tests" }),
      Plot.text(columns.filter(({ index }) => index === undefined), {
        y: "label",
        x: 0,
        text: () => "one value only",
        fill: "state",
        textAnchor: "start",
        dx: 6,
      }),
    ],
  }, { title, about: describe(report) });
}

/** The rule must be in sight, and so must everything else. */
function widest({ columns }: DriftReport): number {
  const ends = columns.flatMap(({ stability }) =>
    stability === null ? [] : [stability.index, stability.limit]
  );
  return Math.max(0.12, ...ends);
}
