/** The baseline: the share of the diseased, for everybody. */
import { fitPrevalence, type PrevalenceModel } from "../models/prevalence.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, raw } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const prevalenceRecord: ModelRecord<Record<never, never>, PrevalenceModel> = {
  name: "prevalence",
  kind: "prevalence",
  traits: { complexity: 0, readable: true },
  preparation: raw,
  allowed: {},
  grid: () => [{}],
  fit: (training, settings) => settings.map(() => fitPrevalence(training)),
};
comesFrom(prevalenceRecord, { module: import.meta.url, name: "prevalenceRecord" });

/** The share of the diseased for everybody: the baseline. */
export function prevalence(): Learner {
  return learn(prevalenceRecord, {});
}
