/** k nearest neighbours. */
import {
  fitNeighboursForAll,
  neighboursAllowed,
  type NeighbourSettings,
  type NeighboursModel,
  predictNeighboursForAll,
} from "../models/neighbours/neighbours.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, standardised } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const neighboursRecord: ModelRecord<NeighbourSettings, NeighboursModel> = {
  name: "neighbours",
  kind: "neighbours",
  traits: { complexity: 4, readable: false },
  preparation: standardised,
  allowed: neighboursAllowed,
  grid: () => [5, 10, 20, 30, 50, 70].map((k) => ({ k })),
  fits: ({ k }, rows) => k <= rows,
  fit: fitNeighboursForAll,
  predict: predictNeighboursForAll,
};
comesFrom(neighboursRecord, { module: import.meta.url, name: "neighboursRecord" });

/** The `k` nearest patients, on standardised numbers and the levels. */
export function neighbours(settings: NeighbourSettings, preparation: Preparing = {}): Learner {
  return learn(neighboursRecord, settings, preparation);
}
