/** Four clinical questions, each as a criterion for the shortlist. */

import { rocAuc } from "../measure/auc.ts";
import { accuracy, precision, specificity } from "../measure/confusion.ts";
import { metrics } from "../measure/metrics.ts";
import type { Criterion } from "./candidate.ts";
import { atRecallFloor } from "./floor.ts";

import { percent } from "../text.ts";
import { describeThreshold, type Figure, type ThresholdRule } from "./threshold.ts";

/** A criterion whose figure is a share at a threshold chosen on the same patients. */
function atThreshold(
  words: Pick<Criterion, "name" | "question" | "wanted">,
  choose: ThresholdRule,
  figure: Figure,
): Criterion {
  return { ...words, percent: true, choose, score: (scored) => figure(choose(scored).confusion) };
}

/**
 * Fear of missing a patient: among models that meet a recall floor, the fewest false alarms. Recall
 * alone will not do, because flagging everybody would win.
 *
 * The criterion throws as `atRecallFloor` does.
 *
 * @example
 * ```ts
 * import { fearOfMissing } from "heartbook/choose/criteria.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { wanted, score } = fearOfMissing({ recall: 1 });
 * assertEquals(wanted, "specificity at a recall of at least 100 %");
 * assertEquals(score({ label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] }), 0.5);
 * ```
 */
export function fearOfMissing({ recall = 0.95 }: { readonly recall?: number } = {}): Criterion {
  return atThreshold(
    {
      name: "fear of missing a patient",
      question: `Which model raises the fewest false alarms while it finds ${
        percent(recall)
      } of the diseased?`,
      wanted: `specificity at a recall of at least ${percent(recall)}`,
    },
    (scored) => atRecallFloor(scored, recall),
    specificity,
  );
}

/**
 * A full hospital: no bed for anybody who does not need it, while enough of the diseased are still
 * found. Precision alone would be won by admitting one certain patient.
 *
 * The criterion throws as `atRecallFloor` does.
 *
 * @example
 * ```ts
 * import { fullHospital } from "heartbook/choose/criteria.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { score } = fullHospital({ recall: 1 });
 * assertEquals(score({ label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] }), 2 / 3);
 * ```
 */
export function fullHospital({ recall = 0.8 }: { readonly recall?: number } = {}): Criterion {
  return atThreshold(
    {
      name: "a full hospital",
      question: `Which model admits the fewest people without need while it finds ${
        percent(recall)
      } of the diseased?`,
      wanted: `precision at a recall of at least ${percent(recall)}`,
    },
    (scored) => atRecallFloor(scored, recall, { maximise: precision }),
    precision,
  );
}

/**
 * Root causes: only readable models, ranked by how well they separate the diseased from the
 * healthy, regardless of the threshold.
 *
 * @example
 * ```ts
 * import { rootCauses } from "heartbook/choose/criteria.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { readableOnly, wanted } = rootCauses();
 * assertEquals([readableOnly, wanted], [true, "ROC AUC among readable models"]);
 * ```
 */
export function rootCauses(): Criterion {
  return {
    name: "root causes",
    question:
      "Which of the models that a doctor can read separates the diseased from the healthy best?",
    wanted: `${metrics.rocAuc.name} among readable models`,
    score: rocAuc,
    readableOnly: true,
  };
}

/**
 * Comparing new doctors with the model: who is right more often. The model's calls are judged as a
 * doctor's would be, at a probability of one half.
 *
 * @example
 * ```ts
 * import { newDoctors } from "heartbook/choose/criteria.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(newDoctors().score({ label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] }), 0.5);
 * ```
 */
export function newDoctors(): Criterion {
  return atThreshold(
    {
      name: "comparing new doctors",
      question: "Which model should new doctors be compared with?",
      wanted: "accuracy at 0.5",
    },
    (scored) =>
      describeThreshold(scored, {
        value: 0.5,
        method: "default",
        promise: "calls whichever outcome is more likely, if the probabilities are calibrated",
      }),
    accuracy,
  );
}
