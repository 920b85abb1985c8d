/**
 * The whole job as a user of Heartbook writes it: five grids over all folds, from raw patients.
 * Prints what each took as JSON; `grids.py` is the same with scikit-learn.
 */
import { readHeart } from "heartbook/heart/heart.ts";
import { elasticNetRecord } from "heartbook/learners/elastic-net.ts";
import { forestRecord } from "heartbook/learners/forest.ts";
import { neighboursRecord } from "heartbook/learners/neighbours.ts";
import { svmRecord } from "heartbook/learners/svm.ts";
import { treeRecord } from "heartbook/learners/tree.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { gridOf } from "heartbook/resample/settings.ts";
import { scoreSettings } from "heartbook/resample/tune.ts";
import { peakMemory } from "./peak-memory.ts";

const patients = readHeart();
const ten = { folds: 10, seed: 42, metric: metrics.rocAuc };
const five = { ...ten, folds: 5 };

const grids = {
  neighbours: () => {
    const settings = gridOf({ k: [1, 3, 5, 10, 50, 100] });
    return scoreSettings(patients, neighboursRecord, { ...ten, settings });
  },
  "elastic net": () => {
    const penalty = [1e4, 1e3, 100, 10, 1, 0.1], l1Ratio = [0.1, 0.2, 0.4, 0.6, 0.8, 0.9];
    const settings = gridOf({ penalty, l1Ratio });
    return scoreSettings(patients, elasticNetRecord, { ...ten, settings });
  },
  tree: () => {
    const settings = gridOf({ maxDepth: [1, 2, 3, 4, 6, 8] });
    return scoreSettings(patients, treeRecord, { ...ten, settings });
  },
  forest: () => scoreSettings(patients, forestRecord, { ...ten, settings: [{ trees: 100 }] }),
  svm: () => {
    const settings = gridOf({ C: [0.1, 1, 10], gamma: [0.01, 0.1] });
    return scoreSettings(patients, svmRecord, { ...five, settings });
  },
};

const parts: Record<string, { seconds: number; aucs: number[] }> = {};
for (const [name, grid] of Object.entries(grids)) {
  const start = performance.now();
  const scores = await grid();
  const seconds = (performance.now() - start) / 1000;
  parts[name] = { seconds, aucs: scores.map(({ mean }) => mean) };
}
console.log(JSON.stringify({ parts, memory: peakMemory() }));
