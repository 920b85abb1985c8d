/** The one place that checks labels and probabilities before any measurement. */

import { risingPlaces } from "../data/cell-columns.ts";
import type { Scored } from "../types.ts";

/** The probabilities of each class, rising. */
export interface ScoresByClass {
  readonly diseased: Float64Array;
  readonly healthy: Float64Array;
}

/** A checked table's rows from the lowest to the highest probability. */
export interface Rising {
  readonly p: Float64Array;
  /** 1 where a row has a higher one than the row before, else 0. */
  readonly apart: Uint8Array;
  readonly hasTies: boolean;
  readonly label: Uint8Array;
  /** Whose each row is. */
  readonly patient: Int32Array;
}

/** A sample of a table's rows, each as often as its patient was drawn. */
export interface Drawn {
  readonly table: Scored;
  /** Whose each row of the table is. */
  readonly patient: Int32Array;
  /** How often, by patient. */
  readonly counts: () => Int32Array;
  /** The rows of the table. */
  readonly rising: () => Rising;
  /** The log odds of the table's rows, infinite at 0 and 1. */
  readonly logOdds: () => Float64Array;
}

/**
 * Returns its argument, or throws if it cannot be measured.
 *
 * Throws `TypeError` when the columns differ in length, `RangeError` when there is no row, a label
 * is neither 0 nor 1, or a probability is `NaN` or outside [0, 1]. Rows are counted from 0.
 *
 * @example
 * ```ts
 * import { checkScored } from "heartbook/measure/scored.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkScored({ label: [0, 1], p: [0.2, 1.3] }), RangeError, "p[1]");
 * ```
 */
export function checkScored(scored: Scored): Scored {
  const { label, p } = scored;
  if (label.length !== p.length) {
    throw new TypeError(
      `expected as many labels as probabilities, got ${label.length} labels and ${p.length} probabilities`,
    );
  }
  if (p.length === 0) throw new RangeError("expected at least one scored patient, got none");
  for (let i = 0; i < p.length; i++) {
    if (label[i] !== 0 && label[i] !== 1) {
      throw new RangeError(`label[${i}]: expected 0 or 1, got ${label[i]}`);
    }
    // The negation also rejects NaN.
    if (!(p[i] >= 0 && p[i] <= 1)) {
      throw new RangeError(`p[${i}]: expected a probability in [0, 1], got ${p[i]}`);
    }
  }
  return scored;
}

/**
 * The probabilities of the diseased and of the healthy, each in ascending order: these two columns
 * determine every count at every threshold.
 *
 * Throws as {@link checkScored} does, and `RangeError` when either class is absent.
 *
 * @example
 * ```ts
 * import { scoresByClass } from "heartbook/measure/scored.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { diseased, healthy } = scoresByClass({ label: [1, 0, 1], p: [0.9, 0.4, 0.2] });
 * assertEquals([...diseased], [0.2, 0.9]);
 * assertEquals([...healthy], [0.4]);
 * ```
 */
export function scoresByClass(scored: Scored): ScoresByClass {
  const drawn = drawnOf(scored);
  const { diseased, healthy } = drawn === undefined ? sortByClass(scored) : drawByClass(drawn);
  if (diseased.length === 0) {
    throw new RangeError("expected patients of both classes, got no diseased");
  }
  if (healthy.length === 0) {
    throw new RangeError("expected patients of both classes, got only diseased");
  }
  return { diseased, healthy };
}

const DRAWN = Symbol("drawn");

/**
 * A sample, of which figures may know what it was `drawn` from: they need not sort it, and its rows
 * are written down only for those that ask for them.
 */
export function sampleOf(drawn: Drawn | undefined, write: () => Scored): Scored {
  let rows: Scored | undefined;
  // Accessors of its own, or a place in a map, would take longer than many a figure.
  return new Proxy<Scored>({ label: [], p: [] }, {
    get: (_, key) => key === DRAWN ? drawn : (rows ??= write())[key as keyof Scored],
  });
}

/** What a sample was drawn from, if it was; then it needs no check. */
export function drawnOf(scored: Scored & { readonly [DRAWN]?: Drawn }): Drawn | undefined {
  return scored[DRAWN];
}

/** The rows of a table by probability, for samples drawn from it again and again. */
export function risingRows(scored: Scored, patient: Int32Array): Rising {
  const { label, p } = checkScored(scored);
  const order = risingPlaces(Float64Array.from(p)), { length } = order;
  const rising = new Float64Array(length), apart = new Uint8Array(length);
  const outcomes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    rising[i] = p[order[i]];
    outcomes[i] = label[order[i]];
    apart[i] = i > 0 && rising[i] === rising[i - 1] ? 0 : 1;
  }
  return {
    p: rising,
    apart,
    hasTies: apart.includes(0),
    label: outcomes,
    patient: order.map((row) => patient[row]),
  };
}

/**
 * The rows of both classes from the lowest to the highest probability.
 *
 * Throws as {@link scoresByClass} does.
 */
export function risingScores(scored: Scored): Pick<Rising, "p" | "label"> {
  const drawn = drawnOf(scored);
  const rows = drawn ? drawRising(drawn) : risingRows(scored, new Int32Array(scored.p.length));
  if (!rows.label.includes(0) || !rows.label.includes(1)) scoresByClass(scored);
  return rows;
}

function drawRising(drawn: Drawn): Pick<Rising, "p" | "label"> {
  const rising = drawn.rising(), counts = drawn.counts();
  let size = 0;
  for (let i = 0; i < rising.p.length; i++) size += counts[rising.patient[i]];
  const p = new Float64Array(size), label = new Uint8Array(size);
  for (let i = 0, next = 0; i < rising.p.length; i++) {
    for (let copy = counts[rising.patient[i]]; copy > 0; copy--) {
      p[next] = rising.p[i];
      label[next++] = rising.label[i];
    }
  }
  return { p, label };
}

function drawByClass(drawn: Drawn): ScoresByClass {
  const { p, label, patient } = drawn.rising(), counts = drawn.counts();
  let size = 0, sick = 0;
  for (let i = 0; i < p.length; i++) {
    size += counts[patient[i]];
    sick += counts[patient[i]] * label[i];
  }
  const diseased = new Float64Array(sick), healthy = new Float64Array(size - sick);
  let d = 0, h = 0;
  for (let i = 0; i < p.length; i++) {
    for (let copy = counts[patient[i]]; copy > 0; copy--) {
      if (label[i] === 1) diseased[d++] = p[i];
      else healthy[h++] = p[i];
    }
  }
  return { diseased, healthy };
}

function sortByClass(scored: Scored): ScoresByClass {
  const { label, p } = checkScored(scored);
  let count = 0;
  for (let i = 0; i < label.length; i++) count += label[i];
  const diseased = new Float64Array(count);
  const healthy = new Float64Array(label.length - count);
  let d = 0, h = 0;
  for (let i = 0; i < p.length; i++) {
    if (label[i] === 1) diseased[d++] = p[i];
    else healthy[h++] = p[i];
  }
  return { diseased: diseased.sort(), healthy: healthy.sort() };
}
