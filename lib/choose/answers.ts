/** Several questions put to the same candidates. */
import { demandOptions } from "../demand.ts";
import type { ResamplingOptions } from "../measure/replicates.ts";
import type { Candidate, Criterion } from "./candidate.ts";
import { type Shortlist, shortlist } from "./shortlist.ts";

/**
 * One shortlist per criterion, in order, on the same draws of the same patients.
 *
 * @throws as `shortlist` does.
 */
export async function answerQuestions(
  candidates: readonly Candidate[],
  criteria: readonly Criterion[],
  options: ResamplingOptions & { readonly level?: number },
): Promise<Shortlist[]> {
  demandOptions("answerQuestions", options, [
    "seed",
    "replicates",
    "stratified",
    "progress",
    "signal",
    "level",
  ]);
  const answers: Shortlist[] = [];
  for (const [i, criterion] of criteria.entries()) {
    answers.push(
      await shortlist(candidates, criterion, {
        ...options,
        progress: (done, total) => options.progress?.(i * total + done, criteria.length * total),
      }),
    );
  }
  return answers;
}
