/**
 * Cardiotocograms: 2,126 stretches of fetal heart rate and uterine contractions, as 21 features
 * that the SisPorto program took from the signals, with the consensus of three obstetricians.
 * Provenance and codebook: `data/README.md`.
 */
import type { Dataset, FeatureSchema, NumberFeature } from "../types.ts";
import { toDataset } from "../data/dataset.ts";
import { readTable, type TextTable } from "../data/table.ts";

/** The state that the three obstetricians agreed on. */
export type FetalState = "normal" | "suspect" | "pathologic";

const STATES: readonly FetalState[] = ["normal", "suspect", "pathologic"];

/** Which of the states count as 1. */
export interface FetalOutcome {
  /**
   * Default only `pathologic`: that state calls for action now, whereas `suspect`
   * calls for monitoring, which the recording already is.
   */
  readonly diseased?: readonly FetalState[];
}

type Words = Omit<NumberFeature, "kind">;
const rate = { unit: "per second", range: [0, 1] } as const;
const bpm = { unit: "bpm", range: [30, 260], whole: true } as const;
const percent = { unit: "%", range: [0, 100], whole: true } as const;
const count = { unit: "", range: [0, 50], whole: true } as const;

const features: readonly Words[] = [
  { name: "LB", label: "Baseline", ...bpm, about: "Baseline of the fetal heart rate." },
  { name: "AC", label: "Accelerations", ...rate, about: "Accelerations per second." },
  { name: "FM", label: "Movements", ...rate, about: "Fetal movements per second." },
  { name: "UC", label: "Contractions", ...rate, about: "Uterine contractions per second." },
  { name: "DL", label: "Light decelerations", ...rate, about: "Light decelerations per second." },
  { name: "DS", label: "Severe decelerations", ...rate, about: "Severe decelerations per second." },
  {
    name: "DP",
    label: "Prolonged decelerations",
    ...rate,
    about: "Prolonged decelerations per second.",
  },
  {
    name: "ASTV",
    label: "Time with abnormal short-term variability",
    ...percent,
    about: "Share of the time in which the rate hardly changes from beat to beat.",
  },
  {
    name: "MSTV",
    label: "Short-term variability",
    unit: "bpm",
    range: [0, 20],
    about: "Mean of the short-term variability.",
  },
  {
    name: "ALTV",
    label: "Time with abnormal long-term variability",
    ...percent,
    about: "Share of the time in which the rate hardly changes within a minute.",
  },
  {
    name: "MLTV",
    label: "Long-term variability",
    unit: "bpm",
    range: [0, 100],
    about: "Mean of the long-term variability.",
  },
  {
    name: "Width",
    label: "Histogram width",
    ...bpm,
    range: [0, 230],
    about: "Width of the histogram of the rate: always Max minus Min.",
  },
  { name: "Min", label: "Histogram minimum", ...bpm, about: "Lowest rate in the histogram." },
  { name: "Max", label: "Histogram maximum", ...bpm, about: "Highest rate in the histogram." },
  { name: "Nmax", label: "Histogram peaks", ...count, about: "Number of peaks of the histogram." },
  {
    name: "Nzeros",
    label: "Histogram zeros",
    ...count,
    about: "Number of empty places in the histogram.",
  },
  { name: "Mode", label: "Histogram mode", ...bpm, about: "Most frequent rate." },
  { name: "Mean", label: "Histogram mean", ...bpm, about: "Mean rate." },
  { name: "Median", label: "Histogram median", ...bpm, about: "Median rate." },
  {
    name: "Variance",
    label: "Histogram variance",
    unit: "",
    range: [0, 1000],
    whole: true,
    about: "Variance of the rate, on SisPorto's scale.",
  },
  {
    name: "Tendency",
    label: "Histogram tendency",
    unit: "",
    range: [-1, 1],
    whole: true,
    about: "Which side the histogram leans to: -1 left, 0 neither, 1 right.",
  },
];

/** The 21 features under UCI's names, and whether the state is one that counts as 1. */
const cardiotocographySchema: FeatureSchema = {
  name: "cardiotocography",
  id: "id",
  missing: ["NA"],
  outcome: {
    name: "alarm",
    label: "Alarm",
    positive: "yes",
    negative: "no",
    about: "Whether the obstetricians' consensus is a state that counts: by default, pathologic.",
  },
  features: features.map((words) => ({ kind: "number", ...words })),
};

function readRecordings(): TextTable {
  return readTable(new URL("../../data/cardiotocography.csv", import.meta.url));
}

/** The obstetricians' consensus on each recording, in the order of {@link readCardiotocography}. */
export function readFetalStates(): FetalState[] {
  return readRecordings().rows.map((row) => row.state as FetalState);
}

/** Number of recordings per state. */
export function countStates(): { state: FetalState; recordings: number; share: number }[] {
  const states = readFetalStates();
  return STATES.map((state) => {
    const recordings = states.filter((each) => each === state).length;
    return { state, recordings, share: recordings / states.length };
  });
}

/**
 * The 2,126 recordings as they ship in `data/cardiotocography.csv`, 1 where the state is among
 * `diseased`. The experts' `pattern` is left out: it is a finer version of the outcome, not a
 * feature.
 *
 * @throws `RangeError` for no state, all of them, or an unknown one.
 *
 * @example
 * ```ts
 * import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pathologic = readCardiotocography();
 * assertEquals(pathologic.labels.filter((label) => label === 1).length, 176);
 * const both = readCardiotocography({ diseased: ["suspect", "pathologic"] });
 * assertEquals(both.labels.filter((label) => label === 1).length, 471);
 * ```
 */
export function readCardiotocography({ diseased = ["pathologic"] }: FetalOutcome = {}): Dataset {
  const counting = new Set<string>(diseased);
  if (![1, 2].includes(counting.size) || !diseased.every((state) => STATES.includes(state))) {
    throw new RangeError(
      `diseased: expected one or two of ${STATES.join(", ")}, got [${diseased.join(", ")}]`,
    );
  }
  const { source, columns, rows } = readRecordings();
  const table = {
    source,
    columns: [...columns, "alarm"],
    rows: rows.map((row) => ({ ...row, alarm: counting.has(row.state!) ? "yes" : "no" })),
  };
  return toDataset(table, cardiotocographySchema, { ignore: ["pattern", "state"] });
}
