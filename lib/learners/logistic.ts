/** Logistic regression, unpenalised or ridge. */
import {
  fitLogistics,
  logisticAllowed,
  type LogisticModel,
  type LogisticSettings,
} from "../models/logistic/logistic.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, standardised } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const logisticRecord: ModelRecord<LogisticSettings, LogisticModel> = {
  name: "logistic",
  kind: "logistic",
  traits: { complexity: 2, readable: true },
  preparation: standardised,
  allowed: logisticAllowed,
  grid: () => [100, 10, 1, 0.1].map((l2) => ({ l2 })),
  fit: fitLogistics,
};
comesFrom(logisticRecord, { module: import.meta.url, name: "logisticRecord" });

/**
 * Logistic regression, unpenalised or with a ridge penalty `l2` on the standardised numbers and
 * the levels. Without a penalty, the reference level is left out because the levels would be
 * collinear.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fitted = await logistic({ l2: 1 })(readHeart());
 * assertEquals(fitted.model.kind, "logistic");
 * ```
 */
export function logistic(settings: LogisticSettings = {}, preparation: Preparing = {}): Learner {
  const levels = (settings.l2 ?? 0) > 0 ? "all" : "reference";
  return learn(logisticRecord, settings, { levels, ...preparation });
}
