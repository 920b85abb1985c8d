/** Four questions that clinics ask, each as a criterion for the shortlist. */

import { rocAuc } from "../measure/auc.ts";
import { accuracy, precision, specificity } from "../measure/confusion.ts";
import { metrics } from "../measure/metrics.ts";
import type { Criterion } from "./candidate.ts";
import { atRecallFloor } from "./floor.ts";

import { describeThreshold, type Figure, type ThresholdRule } from "./threshold.ts";

/** A criterion whose figure is read at a threshold that is chosen on the same patients. */
function atThreshold(
  words: Pick<Criterion, "name" | "question" | "wanted">,
  choose: ThresholdRule,
  figure: Figure,
): Criterion {
  return { ...words, choose, score: (scored) => figure(choose(scored).confusion) };
}

/**
 * Fear of missing a patient: a recall floor, never recall alone, which flagging everybody would
 * win; and among the models that keep it, the fewest healthy people alarmed.
 *
 * The criterion throws as `atRecallFloor` does.
 *
 * @example
 * ```ts
 * import { fearOfMissing } from "heartbook/choose/criteria.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { wanted, score } = fearOfMissing({ recall: 1 });
 * assertEquals(wanted, "specificity at a recall of at least 1");
 * assertEquals(score({ label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] }), 0.5);
 * ```
 */
export function fearOfMissing({ recall = 0.95 }: { readonly recall?: number } = {}): Criterion {
  return atThreshold(
    {
      name: "fear of missing a patient",
      question:
        `Which model alarms the fewest healthy people while finding ${recall} of the diseased?`,
      wanted: `specificity at a recall of at least ${recall}`,
    },
    (scored) => atRecallFloor(scored, recall),
    specificity,
  );
}

/**
 * A full hospital: a bed for nobody who does not need it, as far as enough of the diseased are
 * still found. Precision alone would be won by admitting one sure patient.
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
      question:
        `Which model fills the fewest beds in vain while finding ${recall} of the diseased?`,
      wanted: `precision at a recall of at least ${recall}`,
    },
    (scored) => atRecallFloor(scored, recall, { maximise: precision }),
    precision,
  );
}

/**
 * Root causes: only models whose reasons can be read, ranked by how well they tell the sick from
 * the well, at no threshold in particular.
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
    question: "Which model that a doctor can read tells the sick from the well best?",
    wanted: `${metrics.rocAuc.name} among readable models`,
    score: rocAuc,
    readableOnly: true,
  };
}

/**
 * Comparing new doctors with the model: who is right more often. As a doctor's calls would be, the
 * model's are judged as they fall, at a probability of one half.
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
      question: "Against which model should the calls of new doctors be held?",
      wanted: "accuracy at 0.5",
    },
    (scored) =>
      describeThreshold(scored, {
        value: 0.5,
        method: "default",
        promise: "calls what is more likely than not, if the probabilities are calibrated",
      }),
    accuracy,
  );
}
