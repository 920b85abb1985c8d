/** Figures per group of patients, such as women and men, and the gap between groups. */
import { demandOptions } from "../demand.ts";
import { seeded } from "../random.ts";
import { checkLevel, type LevelOptions, wilson } from "../stats/intervals.ts";
import { quantile } from "../stats/quantile.ts";
import type { Cell, Interval, Row, Scored } from "../types.ts";
import { type Confusion, confusionAt } from "./confusion.ts";
import { delongInterval } from "./delong.ts";
import { checkScored } from "./scored.ts";

/** The groups and the thresholds. */
export interface GroupOptions extends LevelOptions {
  /** The group of each row of the table. */
  readonly groups: readonly string[];
  /** One threshold for everybody, or one per group. */
  readonly threshold: number | Readonly<Record<string, number>>;
}

/** The figures of a model for one group. */
export interface GroupFigures {
  readonly group: string;
  readonly patients: number;
  readonly diseased: number;
  readonly threshold: number;
  readonly confusion: Confusion;
  /** DeLong's interval. */
  readonly auc: Interval;
  /** Wilson's interval, as for the rates below. */
  readonly recall: Interval;
  readonly specificity: Interval;
}

/**
 * The group of each scored row, from a category of the patients' rows.
 *
 * @throws `RangeError` for a patient for whom it is not recorded.
 */
export function groupsOf(
  rows: readonly Row[],
  feature: string,
  table: { readonly row: ArrayLike<number> },
): string[] {
  return Array.from(table.row, (row) => {
    const cell: Cell | undefined = rows[row]?.[feature];
    if (typeof cell === "string") return cell;
    throw new RangeError(`row ${row}: expected a level of ${feature}, got ${cell}`);
  });
}

/**
 * The scored rows of each group, in order of appearance.
 *
 * @throws `TypeError` for more or fewer groups than rows.
 */
export function splitScored(scored: Scored, groups: readonly string[]): Record<string, Scored> {
  const { label, p } = checkScored(scored);
  if (groups.length !== p.length) {
    throw new TypeError(`groups: expected ${p.length}, one per row, got ${groups.length}`);
  }
  const members = Map.groupBy(groups.keys(), (i) => groups[i]);
  return Object.fromEntries([...members].map(([group, rows]) => [group, {
    label: rows.map((i) => label[i]),
    p: rows.map((i) => p[i]),
  }]));
}

function thresholdOf(group: string, { threshold }: Pick<GroupOptions, "threshold">): number {
  const own = typeof threshold === "number" ? threshold : threshold[group];
  if (own === undefined) throw new RangeError(`threshold: expected one for ${group}, got none`);
  return own;
}

/**
 * AUC, recall and specificity per group, at one threshold, or one per group.
 *
 * @throws as `splitScored`, `delongInterval` and `wilson` do; `RangeError` for a group without a
 * threshold.
 *
 * @example
 * ```ts
 * import { figuresByGroup } from "heartbook/measure/groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 0, 0, 1, 1, 0, 0], p = [0.9, 0.8, 0.3, 0.1, 0.9, 0.4, 0.6, 0.2];
 * const groups = ["men", "men", "men", "men", "women", "women", "women", "women"];
 * const [men, women] = figuresByGroup({ label, p }, { groups, threshold: 0.5 });
 * assertEquals([men.recall.estimate, women.recall.estimate], [1, 0.5]);
 * ```
 */
export function figuresByGroup(scored: Scored, options: GroupOptions): GroupFigures[] {
  return Object.entries(splitScored(scored, options.groups)).map(([group, part]) => {
    const threshold = thresholdOf(group, options);
    const confusion = confusionAt(part, threshold);
    const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
    const diseased = truePositive + falseNegative, healthy = falsePositive + trueNegative;
    return {
      group,
      patients: part.p.length,
      diseased,
      threshold,
      confusion,
      auc: delongInterval(part, options),
      recall: wilson(truePositive, diseased, options),
      specificity: wilson(trueNegative, healthy, options),
    };
  });
}

/** The groups to compare, and the number of replicates. */
export interface OpportunityOptions extends GroupOptions {
  readonly first: string;
  readonly second: string;
  readonly seed: number;
  /** Default 2000. */
  readonly replicates?: number;
}

/**
 * The equal-opportunity difference: the recall of the first group minus that of the second, with a
 * percentile bootstrap over the diseased of each group. 0 is equal opportunity: a diseased patient
 * is as likely to be found whatever the group.
 *
 * @throws `RangeError` for a group without diseased; else as {@link figuresByGroup} does.
 *
 * Source: Hardt, Price & Srebro (2016), NeurIPS 29.
 *
 * @example
 * ```ts
 * import { opportunityDifference } from "heartbook/measure/groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 1, 1], p = [0.9, 0.8, 0.9, 0.2];
 * const options = { groups: ["a", "a", "b", "b"], first: "a", second: "b", threshold: 0.5, seed: 1 };
 * assertEquals(opportunityDifference({ label, p }, options).estimate, 0.5);
 * ```
 */
export function opportunityDifference(scored: Scored, options: OpportunityOptions): Interval {
  demandOptions("opportunityDifference", options, [
    "first",
    "second",
    "seed",
    "replicates",
    "groups",
    "threshold",
    "level",
  ]);
  const { groups, first, second, seed, replicates = 2000, level = 0.95 } = options;
  const tail = (1 - checkLevel(level)) / 2;
  const parts = splitScored(scored, groups);
  const [a, b] = [first, second].map((group) => {
    if (!Object.hasOwn(parts, group)) {
      throw new RangeError(`group "${group}": expected one of ${Object.keys(parts).join(", ")}`);
    }
    const { label, p } = parts[group], threshold = thresholdOf(group, options);
    const found = Array.from(p).filter((_, i) => label[i] === 1).map((each) => each >= threshold);
    if (found.length === 0) throw new RangeError(`group "${group}": there are no diseased`);
    return found;
  });
  const share = (found: readonly boolean[]): number =>
    found.filter((each) => each).length / found.length;
  const random = seeded(seed);
  const drawn = (found: readonly boolean[]): boolean[] =>
    found.map(() => found[random.integer(found.length)]);
  const gaps = Float64Array.from(
    { length: replicates },
    () => share(drawn(a)) - share(drawn(b)),
  ).sort();
  return {
    estimate: share(a) - share(b),
    low: quantile(gaps, tail),
    high: quantile(gaps, 1 - tail),
    level,
    method: "percentile bootstrap over the diseased of each group",
  };
}
