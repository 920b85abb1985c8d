/** Every kind of model with its record: a kind without one does not compile. */
import type { Model } from "../models/model.ts";
import { boostingRecord } from "./boosting.ts";
import { elasticNetRecord } from "./elastic-net.ts";
import { forestRecord } from "./forest.ts";
import { logisticRecord } from "./logistic.ts";
import { naiveBayesRecord } from "./naive-bayes.ts";
import { neighboursRecord } from "./neighbours.ts";
import { prevalenceRecord } from "./prevalence.ts";
import type { ModelRecord } from "./record.ts";
import { svmRecord } from "./svm.ts";
import { treeRecord } from "./tree.ts";

// deno-lint-ignore no-explicit-any -- each record has settings of its own
type AnyRecord<Kind extends Model["kind"]> = ModelRecord<any, Extract<Model, { kind: Kind }>>;

/** The records by the kind of model they fit; a logistic model comes from two learners. */
export const records = {
  prevalence: [prevalenceRecord],
  logistic: [logisticRecord, elasticNetRecord],
  neighbours: [neighboursRecord],
  "naive-bayes": [naiveBayesRecord],
  tree: [treeRecord],
  forest: [forestRecord],
  boosting: [boostingRecord],
  svm: [svmRecord],
} satisfies { readonly [Kind in Model["kind"]]: readonly AnyRecord<Kind>[] };
