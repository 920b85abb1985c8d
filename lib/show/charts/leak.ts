/** What a leak promises, beside what is true. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import { confusionAt } from "../../measure/confusion.ts";
import { delongInterval } from "../../measure/delong.ts";
import { wilson } from "../../stats/intervals.ts";
import { metrics } from "../../measure/metrics.ts";
import { checkOncePerPatient, type MaybeRepeated } from "../../measure/patients.ts";
import { percent as inPercent } from "../../text.ts";
import type { Interval, Scored } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { seriesColours } from "../palette.ts";

/** One model measured twice. */
export interface Leak {
  /** Measured rightly, with its interval. */
  readonly honest: Interval;
  /** Measured with the leak: a bare figure, since an interval of it would mean nothing. */
  readonly leaking: number;
}

/** Predictions by model, measured rightly and with the leak. */
interface BothWays<Name extends string> {
  readonly honest: Readonly<Record<Name, MaybeRepeated>>;
  readonly leaking: Readonly<Record<Name, Scored>>;
}

function pairUp<Name extends string>(
  { honest, leaking }: BothWays<Name>,
  measure: { honest: (scored: MaybeRepeated) => Interval; leaking: (scored: Scored) => number },
): Record<Name, Leak> {
  const names = Object.keys(honest) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, {
      honest: measure.honest(honest[name]),
      leaking: measure.leaking(leaking[name]),
    }]),
  ) as Record<Name, Leak>;
}

function accuracyInterval(scored: MaybeRepeated): Interval {
  const { truePositive, trueNegative } = confusionAt(checkOncePerPatient(scored), 0.5);
  return wilson(truePositive + trueNegative, scored.p.length);
}

/**
 * The accuracy at 0.5 of each model, the honest one with Wilson's interval.
 *
 * @throws `RangeError` for honest predictions in which a patient stands more than once.
 */
export function leaksInAccuracy<Name extends string>(both: BothWays<Name>): Record<Name, Leak> {
  return pairUp(both, { honest: accuracyInterval, leaking: metrics.accuracy.score });
}

/** The AUC of each model, the honest one with DeLong's interval; throws as that does. */
export function leaksInAuc<Name extends string>(both: BothWays<Name>): Record<Name, Leak> {
  return pairUp(both, { honest: delongInterval, leaking: metrics.rocAuc.score });
}

/** How to read it. */
export interface LeakOptions extends Titled {
  /** What is measured, such as "Accuracy, %". */
  readonly label: string;
  /** Whether figures are shown in percent; true by default. */
  readonly percent?: boolean;
  /** What each of the two dots stands for. */
  readonly names: { readonly honest: string; readonly leaking: string };
  /** The ends of the axis; 0.5 to 1 by default. */
  readonly domain?: readonly [number, number];
}

/** With two digits, or as many as keep a figure below one from being written as one. */
function writeFigure(value: number): string {
  const digits = [2, 3, 4].find((each) => value >= 1 || Number(value.toFixed(each)) < 1) ?? 4;
  return value.toFixed(digits);
}

/**
 * One line per model: the true figure with its interval, and an arrow to what the leak makes of it.
 *
 * @throws `RangeError` for no models.
 */
export function leakChart(models: Readonly<Record<string, Leak>>, options: LeakOptions): Bundle {
  demandOptions("leakChart", options, ["title", "label", "percent", "names", "domain"]);
  const { title, label, names, domain = [0.5, 1], percent = true } = options;
  const write = (value: number): string => percent ? inPercent(value) : writeFigure(value);
  const writeEnd = (value: number): string => percent ? (100 * value).toFixed(0) : write(value);
  const rows = Object.entries(models).map(([name, { honest, leaking }]) => ({
    name,
    ...honest,
    leaking,
  }));
  if (rows.length === 0) throw new RangeError("leakChart: expected models, got none");
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const written = { y: "name", dy: -14, stroke: "#fff", strokeWidth: 3 };
  return chart({
    height: 66 + 46 * rows.length,
    marginTop: 12,
    marginLeft: 24 + 7 * longest,
    marginRight: 46,
    x: { label, percent, domain: domain.map((end) => percent ? 100 * end : end), grid: true },
    y: { label: null, domain: rows.map(({ name }) => name) },
    color: {
      domain: [names.honest, names.leaking],
      range: [seriesColours[0], seriesColours[1]],
      legend: true,
    },
    marks: [
      Plot.ruleY(rows, {
        y: "name",
        x1: "low",
        x2: "high",
        stroke: () => names.honest,
        strokeWidth: 6,
        strokeOpacity: 0.3,
      }),
      Plot.arrow(rows, {
        y: "name",
        x1: "estimate",
        x2: "leaking",
        stroke: () => names.leaking,
        insetStart: 8,
        insetEnd: 7,
        headLength: 7,
      }),
      Plot.dot(rows, { y: "name", x: "estimate", r: 6, fill: () => names.honest }),
      Plot.dot(rows, { y: "name", x: "leaking", r: 6, fill: () => names.leaking }),
      Plot.text(rows, {
        ...written,
        x: "estimate",
        textAnchor: "end",
        dx: 4,
        text: ({ estimate }) => write(estimate),
        fill: () => names.honest,
      }),
      Plot.text(rows, {
        ...written,
        x: "leaking",
        textAnchor: "start",
        dx: -4,
        text: ({ leaking }) => write(leaking),
        fill: () => names.leaking,
      }),
    ],
  }, {
    title,
    about: rows.map(({ name, estimate, low, high, leaking }) =>
      `${name}: ${names.honest} ${write(estimate)} [${writeEnd(low)}, ${writeEnd(high)}], ` +
      `${names.leaking} ${write(leaking)}`
    ).join("; "),
  });
}
