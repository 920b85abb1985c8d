/** The figures of a model card, each with its interval. */
import { bootstrap } from "../../measure/bootstrap.ts";
import { calibration } from "../../measure/calibration.ts";
import { delongInterval } from "../../measure/delong.ts";
import { wilson } from "../../stats/intervals.ts";
import { metrics } from "../../measure/metrics.ts";
import type { ResamplingOptions } from "../../measure/replicates.ts";
import type { Interval } from "../../types.ts";
import type { CardFigure, CardGroup } from "../model-file/model-file.ts";
import { diseaseWords, type OutcomeWords } from "../../outcome-words.ts";
import type { Decision } from "../model-file/predict.ts";
import type { Judged } from "./decision.ts";

/** Judged patients as columns. */
export function toScored(judged: readonly Judged[]): { label: number[]; p: number[] } {
  return { label: judged.map(({ label }) => label), p: judged.map(({ p }) => p) };
}

/** Of these patients, the share of whom one of `said` was said. */
function shareSaid(judged: readonly Judged[], ...said: readonly Decision[]): Interval {
  const count = judged.filter(({ decision }) => said.includes(decision)).length;
  return wilson(count, judged.length);
}

function falseAlarmName({ positive, negative }: OutcomeWords): string {
  return positive === diseaseWords.positive
    ? "healthy called diseased"
    : `${negative} called ${positive}`;
}

/**
 * How well some patients are told apart, and what was decided about them: DeLong's interval for
 * the AUC, Wilson's for the shares. A diseased patient is found who is not ruled out.
 *
 * The negative predictive value is left out where nobody is ruled out.
 *
 * @throws `RangeError` naming the group where it lacks either class.
 */
export function describeGroup(
  name: string,
  judged: readonly Judged[],
  words: OutcomeWords = diseaseWords,
): CardGroup {
  const diseased = judged.filter(({ label }) => label === 1);
  const healthy = judged.filter(({ label }) => label === 0);
  const ruledOut = judged.filter(({ decision }) => decision === "healthy");
  const healthyRuledOut = ruledOut.filter(({ label }) => label === 0);
  try {
    const figures: CardFigure[] = [
      { name: "ROC AUC", interval: delongInterval(toScored(judged)) },
      { name: "recall", interval: shareSaid(diseased, "refer", "diseased") },
      { name: "specificity", interval: shareSaid(healthy, "healthy") },
      ...ruledOut.length === 0 ? [] : [{
        name: "negative predictive value",
        interval: wilson(healthyRuledOut.length, ruledOut.length),
      }],
      { name: falseAlarmName(words), interval: shareSaid(healthy, "diseased") },
      { name: "referred", interval: shareSaid(judged, "refer") },
    ];
    return { name, patients: judged.length, diseased: diseased.length, figures };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`group ${name}: ${error.message}`, { cause: error });
  }
}

/** Whether log odds are defined for all: nobody is predicted with certainty. */
export function hasLogOdds(judged: readonly Judged[]): boolean {
  return judged.every(({ p }) => p > 0 && p < 1);
}

/**
 * What the probabilities are worth, with bootstrap intervals over patients; calibration in the
 * large and its slope only where {@link hasLogOdds}, and the slope only where no sample of these
 * patients is told apart without a mistake, as no finite slope is then best.
 */
export async function describeProbabilities(
  judged: readonly Judged[],
  options: ResamplingOptions,
): Promise<CardFigure[]> {
  const { inTheLarge, slope, scaledBrier, observedToExpected } = calibration;
  const wanted = [metrics.brier, scaledBrier, observedToExpected];
  const scored = toScored(judged);
  const describe = async (some: typeof wanted): Promise<CardFigure[]> => {
    const byName = Object.fromEntries(some.map((each) => [each.name, each]));
    const intervals = await bootstrap(scored, byName, options);
    return Object.entries(intervals).map(([name, interval]) => ({ name, interval }));
  };
  if (!hasLogOdds(judged)) return await describe(wanted);
  try {
    return await describe([...wanted, inTheLarge, slope]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return await describe([...wanted, inTheLarge]);
  }
}
