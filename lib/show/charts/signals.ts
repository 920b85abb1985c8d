/** A stretch of a signal with its beats, and the beats as points. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Beat } from "../../signals/ecg-features.ts";
import type { Signal } from "../../signals/signal.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";

/** Beats of two kinds by what to call them, the usual ones first. */
export type BeatKinds = Readonly<Record<string, readonly Beat[]>>;

function colourKinds(
  kinds: BeatKinds,
): { beats: (Beat & { kind: string })[]; color: Plot.ScaleOptions } {
  const names = Object.keys(kinds);
  if (names.length !== 2) throw new RangeError(`beats: expected two kinds, got ${names.length}`);
  return {
    beats: names.flatMap((kind) => kinds[kind].map((beat) => ({ ...beat, kind }))),
    color: {
      domain: names,
      range: [outcomeColours.healthy, outcomeColours.diseased],
      legend: true,
    },
  };
}

/**
 * A stretch of an ECG in millivolts, with a mark above each beat.
 *
 * @param options `from` and `to` in seconds.
 * @throws `RangeError` for a stretch without values, or other than two kinds of beats.
 */
export function ecgChart(
  ecg: Signal,
  kinds: BeatKinds,
  options: Titled & { readonly from: number; readonly to: number },
): Bundle {
  demandOptions("ecgChart", options, ["title", "from", "to"]);
  const { from, to, title } = options;
  const { beats, color } = colourKinds(kinds);
  const shown = beats.filter(({ second }) => second >= from && second < to);
  const first = Math.ceil(from * ecg.perSecond), last = Math.floor(to * ecg.perSecond);
  const points = Array.from({ length: last - first }, (_, i) => ({
    second: (first + i) / ecg.perSecond,
    millivolt: ecg.values[first + i],
  })).filter(({ millivolt }) => millivolt !== undefined);
  if (points.length === 0) throw new RangeError(`ecgChart: no values from ${from} to ${to} s`);
  const told = Object.keys(kinds).map((kind) =>
    `${shown.filter((beat) => beat.kind === kind).length} ${kind}`
  );
  return chart({
    width: 680,
    height: 240,
    x: { label: "Seconds" },
    y: { label: "mV", grid: true },
    color,
    marks: [
      Plot.line(points, { x: "second", y: "millivolt", strokeWidth: 1, stroke: "#444" }),
      Plot.dot(shown, {
        x: "second",
        y: ({ second }) => ecg.values[Math.round(second * ecg.perSecond)],
        dy: -9,
        fill: "kind",
        r: 4,
        symbol: "triangle",
        rotate: 180,
      }),
    ],
  }, { title, about: `ECG from ${from} to ${to} seconds: ${told.join(", ")} beats.` });
}

/**
 * Beats by width and energy, a dot per beat, both axes logarithmic.
 *
 * @throws `RangeError` for other than two kinds of beats.
 */
export function beatsChart(kinds: BeatKinds, options: Titled): Bundle {
  demandOptions("beatsChart", options, ["title"]);
  const { title } = options;
  const { beats, color } = colourKinds(kinds);
  const told = Object.entries(kinds).map(([kind, { length }]) => `${length} ${kind}`);
  return chart({
    height: 360,
    x: { label: "Width: middle 80 % of the energy, ms", type: "log", grid: true, ticks: 6 },
    y: { label: "Energy, mV² ms", type: "log", grid: true, ticks: 6 },
    color,
    marks: [
      Plot.dot(beats, {
        x: "width",
        y: ({ energy }) => 1000 * energy,
        fill: "kind",
        r: 3,
        fillOpacity: 0.6,
      }),
    ],
  }, { title, about: `A dot per beat, by width and energy: ${told.join(", ")}.` });
}
