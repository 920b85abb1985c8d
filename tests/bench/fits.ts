/**
 * One model fitted to made-up numbers, timed: prints seconds, AUC and memory as JSON. Its argument
 * is a `Fit` as JSON; `fits.py` is the same with the other libraries.
 */
import { rocAuc } from "heartbook/measure/auc.ts";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { rankShares, scoreAnomalies } from "heartbook/models/detectors/detector.ts";
import { fitIsolationForest } from "heartbook/models/detectors/isolation-forest.ts";
import { fitLocalOutlier } from "heartbook/models/detectors/local-outlier.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import { type Model, predict } from "heartbook/models/model.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Matrix, Training } from "heartbook/types.ts";
import type { FitReport } from "./measured-fits.ts";
import type { Fit } from "./plan.ts";
import { readMadeUp } from "./made-up.ts";
import { timed } from "./timed.ts";

/** Returns what then answers for other rows. */
type Fitting = (training: Training, fit: Fit) => (X: Matrix) => Float64Array;

const asking = (model: Model) => (X: Matrix): Float64Array => predict(model, X);

const fits: Record<Fit["model"], Fitting> = {
  ridge: (training) => asking(fitLogistic(training, { l2: 1 })),
  "elastic net": (training) => asking(fitElasticNet(training, { penalty: 1, l1Ratio: 0.5 })),
  "naive Bayes": (training) => asking(fitNaiveBayes(training)),
  tree: (training) => asking(fitTree(training)),
  forest: (training, { trees, seeds: [seed] }) => asking(fitForest(training, { trees, seed })),
  boosting: (training, { trees }) => asking(fitBoosting(training, { trees })),
  neighbours: (training) => asking(fitNeighbours(training, { k: 10 })),
  svm: (training) => asking(fitSvm(training, { C: 1, gamma: 0.05 })),
  "isolation forest": ({ X }, { seeds: [seed] }) => {
    const detector = fitIsolationForest(X, { seed });
    return (X) => rankShares(scoreAnomalies(detector, X));
  },
  "local outlier factor": ({ X }) => {
    const detector = fitLocalOutlier(X);
    return (X) => rankShares(scoreAnomalies(detector, X));
  },
};

const DETECTORS: readonly Fit["model"][] = ["isolation forest", "local outlier factor"];

/** Fitting these is little more than keeping the rows: what costs is asking. */
const ASKED: readonly Fit["model"][] = ["neighbours", ...DETECTORS];

/** Of 20 standard normal numbers, one row in twenty has a larger sum of squares. */
const FAR = 31.41;

/** Whether each row is far from the middle: the outlier that a detector is to find. */
function farRows({ values, rows, columns }: Matrix): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => {
    const cells = values.subarray(row * columns, (row + 1) * columns);
    return cells.reduce((sum, cell) => sum + cell * cell, 0) > FAR ? 1 : 0;
  });
}

const fit: Fit = JSON.parse(Deno.args[0]);
const { training, test } = await readMadeUp(fit);
const label = DETECTORS.includes(fit.model) ? farRows(test.X) : test.y;
const fitting = fits[fit.model];
const { first, seconds, result, memory } = ASKED.includes(fit.model)
  ? await timed(() => fitting(training, fit)(test.X))
  : await timed(() => fitting(training, fit));
const p = result instanceof Float64Array ? result : result(test.X);
const others = fit.seeds.slice(1).map((seed) =>
  fitting(training, { ...fit, seeds: [seed] })(test.X)
);
const aucs = [p, ...others].map((p) => rocAuc({ label, p }));
console.log(JSON.stringify({ first, seconds, aucs, memory } satisfies FitReport));
