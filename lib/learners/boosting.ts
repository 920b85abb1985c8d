/** Gradient-boosted trees. */
import {
  boostingAllowed,
  type BoostingModel,
  type BoostingSettings,
  fitBoostings,
} from "../models/boosting/boosting.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, raw } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const boostingRecord: ModelRecord<BoostingSettings, BoostingModel> = {
  name: "boosting",
  kind: "boosting",
  traits: { complexity: 5, readable: false },
  preparation: raw,
  allowed: boostingAllowed,
  grid: (seed) =>
    [25, 50, 100].flatMap((trees) => [1, 2].map((maxDepth) => ({ trees, maxDepth, seed }))),
  fit: fitBoostings,
};
comesFrom(boostingRecord, { module: import.meta.url, name: "boostingRecord" });

/** Gradient-boosted trees on the numbers as they are. */
export function boosting(settings: BoostingSettings = {}, preparation: Preparing = {}): Learner {
  return learn(boostingRecord, settings, preparation);
}
