/** How the default model decides: who is ruled out, who is called diseased, who needs a closer look. */
import { atSpecificityFloor } from "../../choose/floor.ts";
import { type Guarantee, neymanPearson } from "../../choose/neyman-pearson.ts";
import type { NestedFold } from "../../resample/nested.ts";
import type { Label, Scored, Split } from "../../types.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import { decide, type Decision } from "../model-file/predict.ts";

/** What a rule settles. */
export type Deciding = Pick<ModelContent, "threshold" | "refer">;

/** How to settle it on scored patients. */
export type DecidingRule = (scored: Scored) => Deciding;

/** What the two ends of the zone owe to whom. */
export interface DecidingFloors {
  /** Nobody is ruled out above a threshold that finds this share of all diseased, so surely. */
  readonly guarantee: Guarantee;
  /** Of the healthy it is chosen on, this share at least is not called diseased. */
  readonly specificity: number;
}

/**
 * Rules out below the Neyman-Pearson threshold, calls diseased from the threshold of the specificity
 * floor on; in between a patient needs a closer look.
 *
 * The rule throws as `neymanPearson` and `atSpecificityFloor` do.
 */
export function decideByFloors({ guarantee, specificity }: DecidingFloors): DecidingRule {
  return (scored) => {
    const threshold = neymanPearson(scored, guarantee);
    const { value } = atSpecificityFloor(scored, specificity);
    const high = Math.max(threshold.value, value);
    return { threshold, refer: { low: threshold.value, high } };
  };
}

/** A patient with what was said of them by a model and a rule made without them. */
export interface Judged {
  readonly label: Label;
  readonly p: number;
  readonly decision: Decision;
}

/**
 * All patients of a cross-validation, in their order: the rule is settled on the inner predictions
 * of each training part, and decides in its test part.
 */
export function judge(
  folds: readonly NestedFold[],
  splits: readonly Split[],
  rule: DecidingRule,
): Judged[] {
  const judged: Judged[] = [];
  folds.forEach(({ inner, outer }, i) => {
    const settled = rule(inner);
    splits[i].test.forEach((row, place) => {
      const p = outer.p[place];
      judged[row] = { label: outer.label[place] as Label, p, decision: decide(settled, p) };
    });
  });
  return judged;
}
