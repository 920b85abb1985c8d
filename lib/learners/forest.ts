/** A random forest. */
import { fitForestOnAllCores } from "../models/forest/all-cores.ts";
import { forestAllowed, type ForestModel, type ForestSettings } from "../models/forest/forest.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, raw } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const forestRecord: ModelRecord<ForestSettings, ForestModel> = {
  name: "forest",
  kind: "forest",
  traits: { complexity: 6, readable: false },
  preparation: raw,
  allowed: forestAllowed,
  grid: (seed) => [1, 3, 5].map((minLeaf) => ({ trees: 200, minLeaf, seed })),
  fit: async (training, settings, work) => {
    const models: ForestModel[] = [];
    for (const each of settings) models.push(await fitForestOnAllCores(training, each, work));
    return models;
  },
};
comesFrom(forestRecord, { module: import.meta.url, name: "forestRecord" });

/** A random forest on the numbers as they are. */
export function forest(settings: ForestSettings = {}, preparation: Preparing = {}): Learner {
  return learn(forestRecord, settings, preparation);
}
