/** A learner for each way of writing SQL. */
import { heartDerived } from "heartbook/heart/derived.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { elasticNet } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import type { Learner } from "heartbook/pipeline.ts";

/** Those whose SQL a database works through in no time. */
export const quickLearners: Readonly<Record<string, Learner>> = {
  prevalence: prevalence(),
  "unpenalised logistic": logistic(),
  "ridge logistic": logistic({ l2: 1 }),
  "elastic net": elasticNet({ penalty: 10, l1Ratio: 0.9 }),
  "shallow tree": tree({ maxDepth: 3 }),
  "full tree": tree(),
  "tree of standardised numbers": tree({}, { numbers: "standardised" }),
  boosting: boosting(),
  "naive Bayes": naiveBayes(),
  "linear SVM": svm({ C: 1, kernel: "linear" }),
  "derived features": logistic({ l2: 1 }, {
    steps: [{ kind: "derive", features: heartDerived }, { kind: "indicate-missing" }],
  }),
  "clipped, with indicators": logistic({ l2: 1 }, {
    steps: [
      { kind: "clip", rule: "interquartile" },
      { kind: "indicate-missing", features: ["ca", "thal"] },
      { kind: "select" },
    ],
  }),
};

/** Those whose SQL looks through many patients or trees for each row. */
export const slowLearners: Readonly<Record<string, Learner>> = {
  "forest of 50 full trees": forest({ trees: 50 }),
  neighbours: neighbours({ k: 5 }),
  "neighbours by distance": neighbours({ k: 10, weights: "distance" }),
  "RBF SVM": svm({ C: 1 }),
  "iterative imputation": logistic({ l2: 1 }, {
    steps: [
      { kind: "derive", features: heartDerived },
      { kind: "impute-iterative" },
      { kind: "select" },
    ],
  }),
};
