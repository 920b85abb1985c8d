/** Logistic regression with an elastic-net penalty. */
import {
  elasticNetAllowed,
  type ElasticNetSettings,
  fitElasticNets,
} from "../models/logistic/elastic-net.ts";
import type { LogisticModel } from "../models/logistic/logistic.ts";
import type { Learner } from "../pipeline.ts";
import { learn, type ModelRecord, type Preparing, standardised } from "./record.ts";
import { comesFrom } from "../workers/origin.ts";

/** The record of this model. */
export const elasticNetRecord: ModelRecord<ElasticNetSettings, LogisticModel> = {
  name: "elastic net",
  kind: "logistic",
  traits: { complexity: 2, readable: true },
  preparation: standardised,
  allowed: elasticNetAllowed,
  grid: () =>
    [100, 30, 10, 3, 1].flatMap((penalty) =>
      [0.1, 0.5, 0.9].map((l1Ratio) => ({ penalty, l1Ratio }))
    ),
  fit: fitElasticNets,
};
comesFrom(elasticNetRecord, { module: import.meta.url, name: "elasticNetRecord" });

/** Logistic regression with an elastic-net penalty, on standardised numbers and the levels. */
export function elasticNet(settings: ElasticNetSettings, preparation: Preparing = {}): Learner {
  return learn(elasticNetRecord, settings, preparation);
}
