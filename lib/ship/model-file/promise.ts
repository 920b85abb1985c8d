/** What the threshold promises, and whether it may be promised to a group of patients. */
import type { PromisedFloor } from "../../choose/threshold.ts";
import { outcomeWords, rowWords } from "../../outcome-words.ts";
import { percent } from "../../text.ts";
import type { Interval, Row } from "../../types.ts";
import type { CardGroup, ModelContent } from "./model-file.ts";

/**
 * Whether a promise holds for a group, by the group's own figure: `no` where the estimate is below
 * what is promised, `yes` where the whole interval is at or above it, and `unsure` in between, where
 * the group is too small to tell.
 */
export type Holds = "yes" | "no" | "unsure";

/** A promised figure as it came out in one group of the training patients. */
export interface GroupPromise {
  /** The category that tells the groups apart, and the level of this one. */
  readonly feature: string;
  readonly level: string;
  readonly patients: number;
  readonly diseased: number;
  /** Such as "recall". */
  readonly figure: string;
  /** What is promised for all patients together. */
  readonly least: number;
  readonly interval: Interval;
  readonly holds: Holds;
  /** All of it in one sentence. */
  readonly message: string;
}

/** By the group's interval of a figure and what is promised of it. See {@link Holds}. */
export function promiseHolds({ estimate, low }: Interval, least: number): Holds {
  if (estimate < least) return "no";
  return low >= least ? "yes" : "unsure";
}

const VERDICTS: Readonly<Record<Holds, string>> = {
  yes: "The promise holds for",
  no: "The promise does not hold for",
  unsure: "It is not sure that the promise holds for",
};

function judge(
  { schema }: Pick<ModelContent, "schema">,
  { name: level, feature, patients, diseased, figures }: CardGroup,
  { figure, least }: PromisedFloor,
): GroupPromise[] {
  const interval = figures.find(({ name }) => name === figure)?.interval;
  if (feature === undefined || interval === undefined) return [];
  const { many } = rowWords(schema);
  const holds = promiseHolds(interval, least);
  const label = schema.features.find(({ name }) => name === feature)?.label ?? feature;
  const [estimate, low, high, promised] = [interval.estimate, interval.low, interval.high, least]
    .map((share) => percent(share));
  const message = `${VERDICTS[holds]} ${many} with ${label} "${level}": among the ${patients} of ` +
    `them, ${diseased} ${
      outcomeWords(schema.outcome).positive
    }, ${figure} was ${estimate} (${low} to ${high}), where ` +
    `${promised} is promised for all ${many} together`;
  return [{ feature, level, patients, diseased, figure, least, interval, holds, message }];
}

/** What is promised, group by group, in the order of the card. */
export function promisesByGroup(
  file: Pick<ModelContent, "schema" | "threshold" | "card">,
): GroupPromise[] {
  const { threshold: { floors = [] }, card: { groups } } = file;
  return floors.flatMap((floor) => groups.flatMap((group) => judge(file, group, floor)));
}

/**
 * What is promised to each patient: the figures of their own group, or of all groups where it is not
 * known which they belong to. Empty where nothing is promised, or no groups were told apart.
 */
export function promisesTo(
  file: Pick<ModelContent, "schema" | "threshold" | "card">,
): (row: Row) => GroupPromise[] {
  const promises = promisesByGroup(file);
  return (row) =>
    promises.filter(({ feature, level }) => row[feature] === null || row[feature] === level);
}

/** Whether the promise may be made to whom these are about: it is false for none of them. */
export function mayPromise(promises: readonly GroupPromise[]): boolean {
  return promises.every(({ holds }) => holds !== "no");
}
