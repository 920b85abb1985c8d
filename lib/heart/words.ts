/** What the card of the default model says, its numbers computed from what was trained. */
import { evaluateThreshold } from "../choose/evaluate-threshold.ts";
import { atRecallFloor } from "../choose/floor.ts";
import { neymanPearson } from "../choose/neyman-pearson.ts";
import type { LogisticModel } from "../models/logistic/logistic.ts";
import { percent, writeInterval } from "../text.ts";
import type { Interval } from "../types.ts";
import type { CardGroup } from "../ship/model-file/model-file.ts";
import type { CardWords, Trained } from "../ship/train/train.ts";
import type { DecidingFloors } from "../ship/train/decision.ts";
import { countParameters, coxSnell, patientsNeeded } from "../measure/sample-size.ts";

function figure({ figures }: CardGroup, name: string): Interval {
  const found = figures.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`expected a figure ${name}, got none`);
  return found.interval;
}

function holds({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

function whyThisModel({ model }: Trained): string {
  const { weights } = model as LogisticModel;
  const used = weights.filter((weight) => weight !== 0).length;
  return "A penalised logistic regression: the log odds are a sum of parts, so that what moved " +
    "them can be told exactly. How strong the penalty is was chosen by the Brier score in an " +
    `inner cross-validation; ${used} of ${weights.length} weights are not zero.`;
}

function whyThisThreshold({ threshold, folds }: Trained, { guarantee }: DecidingFloors): string {
  const floor = guarantee.recall;
  const short = (choose: Parameters<typeof evaluateThreshold>[1]["choose"]): string => {
    const { shortShare } = evaluateThreshold(folds, { choose, floor });
    return `${Math.round(shortShare * folds.length)} of ${folds.length}`;
  };
  return `A missed patient is the costlier mistake. The threshold ${threshold.value.toFixed(3)} ` +
    `(${threshold.method}) ${threshold.promise}. Chosen so inside each training part, it fell ` +
    `short of ${percent(floor)} in ${short((scored) => neymanPearson(scored, guarantee))} test ` +
    `folds; a plain floor of ${percent(floor)}, which promises nothing for new patients, in ` +
    `${short((scored) => atRecallFloor(scored, floor))}.`;
}

function whyThisZone({ refer, groups: [everybody] }: Trained, floors: DecidingFloors): string {
  return `At ${refer!.high.toFixed(3)} or above, a patient is called diseased: at least ` +
    `${
      percent(floors.specificity)
    } of the healthy patients it was chosen on lie below. In between ` +
    `the model refers ${percent(figure(everybody, "referred").estimate)} of patients to a doctor.`;
}

function whyThisCalibration({ groups: [everybody] }: Trained): string {
  const slope = figure(everybody, "calibration slope");
  const shift = figure(everybody, "calibration in the large");
  const verdict = holds(slope, 1) && holds(shift, 0)
    ? "as both intervals hold the ideal, 1 and 0, there is nothing to put right"
    : "they miss the ideal of 1 and 0, so recalibrate them before relying on them";
  return `Probabilities are the model's own: calibration slope ${
    writeInterval(slope, { digits: 2 })
  }, in the large ` +
    `${writeInterval(shift, { digits: 2 })}; ${verdict}.`;
}

function sampleSizeLimit({ schema, outOfFold, groups: [everybody] }: Trained): string {
  const { patients, diseased } = everybody;
  const parameters = countParameters(schema);
  const prevalence = diseased / patients;
  const { needed } = patientsNeeded({ parameters, prevalence, rSquared: coxSnell(outOfFold) });
  const enough = patients >= needed ? "and had" : "but had";
  return `For ${parameters} parameters it should have learned from at least ${needed} patients ` +
    `(Riley et al. 2020), ${enough} ${patients}.`;
}

function groupLimit(group: CardGroup, { guarantee }: DecidingFloors): string {
  const recall = figure(group, "recall");
  const short = recall.estimate < guarantee.recall
    ? `, short of the ${percent(guarantee.recall)} that are promised for all patients together`
    : "";
  return `Of the ${group.patients} ${group.name} patients ${group.diseased} were diseased: ` +
    `recall among them is ${writeInterval(recall, { percent: true })}${short}.`;
}

/** The sentences of the default model's card. */
export function describeHeart(trained: Trained, floors: DecidingFloors): CardWords {
  const [everybody, ...groups] = trained.groups;
  const { patients, diseased } = everybody;
  return {
    title: "Coronary disease from 13 predictors",
    use: [
      "Teaching and research: how a prediction model is made, judged and handed over.",
      "It estimates, for adults referred for coronary angiography, the probability that a major " +
      "coronary vessel is narrowed by half or more.",
    ],
    misuse: [
      "It is not a medical device, and no decision about a patient may rest on it.",
      `Not for screening: all it learned from were referred for suspected disease, and ${diseased} ` +
      `of ${patients} had it. Among people without symptoms its probabilities are far too high.`,
      "Not for another hospital, or for patients of today, before it was tried and recalibrated " +
      "on theirs.",
      "Not for causes: what moved a prediction is not what made the patient ill, and changing it " +
      "need not make anybody better.",
    ],
    reasons: [
      whyThisModel(trained),
      whyThisThreshold(trained, floors),
      whyThisZone(trained, floors),
      whyThisCalibration(trained),
    ],
    limits: [
      `${patients} patients of one clinic, seen in 1981 to 1984.`,
      sampleSizeLimit(trained),
      ...groups.map((group) => groupLimit(group, floors)),
      "The promise of the threshold is about patients like these, and about the models of the " +
      "cross-validation, which the one in this file resembles but is not.",
      "A missing value is replaced by the median or the most frequent level: the more are missing, " +
      "the less the answer is about this patient.",
      "Fluoroscopy and thallium scan are examinations that many patients do not get before they " +
      "are referred.",
    ],
    patients: "Adults referred for coronary angiography at the Cleveland Clinic, 1981 to 1984; " +
      "diseased: at least 50 % narrowing of a major coronary vessel.",
  };
}
