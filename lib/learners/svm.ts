/** Support vector machines. */
import { svmAllowed, type SvmSettings } from "../models/svm/settings.ts";
import { fitSvms, type SvmModel } from "../models/svm/svm.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, standardised } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const svmRecord: ModelRecord<SvmSettings, SvmModel> = {
  name: "SVM",
  kind: "svm",
  traits: { complexity: 7, readable: false },
  preparation: standardised,
  allowed: svmAllowed,
  grid: () =>
    [0.1, 1, 10].flatMap((C) => [0.01, 0.1].map((gamma) => ({ C, gamma, tolerance: 1e-3 }))),
  fit: fitSvms,
};
comesFrom(svmRecord, { module: import.meta.url, name: "svmRecord" });

/** A support vector machine on standardised numbers and the levels. */
export function svm(settings: SvmSettings, preparation: Preparing = {}): Learner {
  return learn(svmRecord, settings, preparation);
}
