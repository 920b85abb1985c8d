/**
 * One model fitted to made-up numbers, timed: prints seconds, AUC and memory as JSON. Its argument
 * is a `Fit` as JSON; `fits.py` is the same with scikit-learn.
 */
import { rocAuc } from "heartbook/measure/auc.ts";
import { fitBoosting } from "heartbook/models/boosting/boosting.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitForest } from "heartbook/models/forest/forest.ts";
import { fitLogistic } from "heartbook/models/logistic/logistic.ts";
import { type Model, predict } from "heartbook/models/model.ts";
import { fitNaiveBayes } from "heartbook/models/naive-bayes/naive-bayes.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";
import { fitTree } from "heartbook/models/tree/tree.ts";
import type { Training } from "heartbook/types.ts";
import type { Fit } from "./plan.ts";
import { readMadeUp } from "./made-up.ts";
import { median } from "./numbers.ts";
import { peakMemory } from "./peak-memory.ts";

const fits: Record<Fit["model"], (training: Training, fit: Fit) => Model> = {
  ridge: (training) => fitLogistic(training, { l2: 1 }),
  "elastic net": (training) => fitElasticNet(training, { penalty: 1, l1Ratio: 0.5 }),
  "naive Bayes": (training) => fitNaiveBayes(training),
  tree: (training) => fitTree(training),
  forest: (training, { trees }) => fitForest(training, { trees }),
  boosting: (training, { trees }) => fitBoosting(training, { trees }),
  neighbours: (training) => fitNeighbours(training, { k: 10 }),
  svm: (training) => fitSvm(training, { C: 1, gamma: 0.05 }),
};

/** Repeats for half a second; the first half of the times is warming up and does not count. */
function timed<Result>(work: () => Result): { seconds: number; result: Result } {
  const began = performance.now(), times: number[] = [];
  for (;;) {
    const start = performance.now();
    const result = work();
    const now = performance.now();
    times.push((now - start) / 1000);
    if (now - began > 500) return { seconds: median(times.slice(times.length >> 1))!, result };
  }
}

const fit: Fit = JSON.parse(Deno.args[0]);
const { training, test } = await readMadeUp(fit);
const { seconds, result } = fit.model === "neighbours"
  // Fitting is only keeping the rows: what costs is asking.
  ? timed(() => predict(fits.neighbours(training, fit), test.X))
  : timed(() => fits[fit.model](training, fit));
const p = result instanceof Float64Array ? result : predict(result, test.X);
const auc = rocAuc({ label: test.y, p });
console.log(JSON.stringify({ seconds, auc, memory: peakMemory() }));
