/** Which of several models to choose, and why, in a sentence. */

import { intervalsOf } from "../measure/bootstrap.ts";
import {
  replicateFigures,
  type Replicates,
  type ResamplingOptions,
} from "../measure/replicates.ts";
import type { Candidate, Criterion, Ranked } from "./candidate.ts";
import { reasonFor } from "./reason.ts";

/** The ranking, the choice and the reason. */
export interface Shortlist {
  readonly question: string;
  readonly ranked: readonly Ranked[];
  readonly choice: string;
  /** A sentence without the full stop. */
  readonly reason: string;
}

/** The leader's replicates minus each candidate's. */
function behindLeader({ estimates, replicates }: Replicates, leader: number): Replicates {
  return {
    estimates: estimates.map((estimate) => estimates[leader] - estimate),
    replicates: replicates.map((values) => values.map((value, b) => replicates[leader][b] - value)),
    jackknife: () => [],
  };
}

/**
 * Ranks candidates by the lower end of the wanted figure's interval and chooses the simplest of
 * those that cannot be told apart from the first.
 *
 * The intervals are percentile bootstraps over patients in which the threshold is chosen again each
 * time; all candidates are scored on the same draws. Two candidates tie if the interval of their
 * difference contains 0. Among tied candidates of the same complexity, the higher ranked is chosen.
 * The intervals do not cover the learning itself: models are not refitted.
 *
 * @throws `RangeError` for no candidate, two of the same name, a complexity that is not finite, or
 * no readable candidate if the criterion requires one; otherwise as `replicateFigures` does.
 *
 * @example
 * ```ts
 * import { fearOfMissing } from "heartbook/choose/criteria.ts";
 * import { shortlist } from "heartbook/choose/shortlist.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = [1, 1, 1, 0, 0, 0];
 * const candidates = [
 *   { name: "forest", complexity: 9, p: [0.9, 0.8, 0.6, 0.5, 0.2, 0.1] },
 *   { name: "logistic", complexity: 1, p: [0.9, 0.8, 0.5, 0.6, 0.2, 0.1] },
 * ].map(({ p, ...rest }) => ({ ...rest, readable: true, predictions: { label, p } }));
 * const { choice, reason } = await shortlist(candidates, fearOfMissing({ recall: 0.9 }), {
 *   seed: 1,
 *   replicates: 200,
 *   stratified: true,
 * });
 * assertEquals(choice, "logistic");
 * assertEquals(reason.includes("cannot be told apart"), true);
 * ```
 */
export async function shortlist(
  candidates: readonly Candidate[],
  criterion: Criterion,
  options: ResamplingOptions & { readonly level?: number },
): Promise<Shortlist> {
  const admitted = admit(candidates, criterion);
  const figures = await replicateFigures(
    admitted.map((candidate) => candidate.predictions),
    (samples) => samples.map(criterion.score),
    options,
  );
  const { level } = options;
  const intervals = intervalsOf(figures, { level });
  const order = admitted.map((_, i) => i).sort((i, j) => intervals[j].low - intervals[i].low);
  const behind = intervalsOf(behindLeader(figures, order[0]), { level });
  const tiedWithLeader = (i: number): boolean => behind[i].low <= 0;

  const ranked = order.map((i, place): Ranked => ({
    name: admitted[i].name,
    rank: tiedWithLeader(i) ? 1 : place + 1,
    tied: i !== order[0] && tiedWithLeader(i),
    figure: intervals[i],
    behind: behind[i],
    threshold: criterion.choose?.(admitted[i].predictions),
  }));
  // Sorting is stable, so among equally simple ones the higher ranked comes first.
  const [choice] = order.filter(tiedWithLeader)
    .sort((i, j) => admitted[i].complexity - admitted[j].complexity);
  return {
    question: criterion.question,
    ranked,
    choice: admitted[choice].name,
    reason: reasonFor(admitted[choice].name, ranked, criterion),
  };
}

function admit(candidates: readonly Candidate[], criterion: Criterion): readonly Candidate[] {
  if (candidates.length === 0) throw new RangeError("candidates: expected at least one, got none");
  const names = candidates.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new RangeError(`candidates: two are called "${twice}"`);
  for (const { name, complexity } of candidates) {
    if (!Number.isFinite(complexity)) {
      throw new RangeError(`${name}: expected a finite complexity, got ${complexity}`);
    }
  }
  const admitted = candidates.filter(({ readable }) => readable || !criterion.readableOnly);
  if (admitted.length === 0) {
    throw new RangeError(`${criterion.name}: none of ${names.join(", ")} is readable`);
  }
  return admitted;
}
