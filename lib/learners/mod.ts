/** The models as learners: raw patients in, a fitted pipeline out. */
export { boosting, boostingRecord } from "./boosting.ts";
export { elasticNet, elasticNetRecord } from "./elastic-net.ts";
export { forest, forestRecord } from "./forest.ts";
export { logistic, logisticRecord } from "./logistic.ts";
export { mlForest, mlLogistic } from "./mljs.ts";
export { naiveBayes, naiveBayesRecord } from "./naive-bayes.ts";
export { neighbours, neighboursRecord } from "./neighbours.ts";
export { prevalence, prevalenceRecord } from "./prevalence.ts";
export { learn, type ModelRecord, type Traits } from "./record.ts";
export { records } from "./records.ts";
export { svm, svmRecord } from "./svm.ts";
export { tree, treeRecord } from "./tree.ts";
