import { logistic } from "heartbook/learners/logistic.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { bestSubset, scoreSubsets } from "heartbook/choose/best-subset.ts";
import { fearOfMissing, fullHospital } from "heartbook/choose/criteria.ts";
import { conformalByPlace } from "heartbook/resample/conformal-places.ts";
import { dropColumns } from "heartbook/resample/drop-column.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { groupedFolds } from "heartbook/resample/groups.ts";
import { holdOut } from "heartbook/resample/hold-out.ts";
import { undersample } from "heartbook/resample/imbalance.ts";
import { patients, take } from "../battery/patients.ts";
import { testDefaults } from "../defaults.ts";

const seed = 1;
const { labels } = patients;
const groups = Array.from({ length: 20 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]);
const half = take(patients, Array.from({ length: 30 }, (_, i) => 2 * i));
/** Eleven diseased and forty-nine healthy. */
const rare = {
  ...patients,
  labels: labels.map((_, i) => i % 6 === 0 || i === 1 ? 1 as const : 0 as const),
};
const search = { metric: metrics.brier, folds: 2, seed };

testDefaults({
  stratifiedFolds: {
    work: (options) => stratifiedFolds(labels, options),
    given: { folds: 3, seed },
    left: { repeats: [1, 2] },
  },
  groupedFolds: {
    work: (options) => groupedFolds(labels, options),
    given: { folds: 3, seed, groups },
    left: { repeats: [1, 2] },
  },
  holdOut: {
    work: (options) => holdOut(labels, options),
    given: { count: 9, seed },
    left: { repeats: [1, 2] },
  },
  undersample: {
    work: (options) => undersample(rare, options),
    given: { seed },
    left: { ratio: [1, 0.9] },
  },
  dropColumns: {
    work: (options) =>
      dropColumns(
        patients,
        logistic({ l2: 1 }),
        stratifiedFolds(labels, { folds: 2, seed }),
        options,
      ),
    given: { metric: metrics.brier, seed, groups: { age: ["age"] } },
    left: { replicates: [500, 499] },
  },
  conformalByPlace: {
    work: (options) => conformalByPlace(patients, { half }, logistic({ l2: 1 }), options),
    given: { coverage: 0.8, seed },
    left: { draws: [50, 49] },
  },
  scoreSubsets: {
    work: (options) => scoreSubsets(patients, options),
    given: search,
    left: { l2: [1, 2] },
  },
  bestSubset: {
    work: (options) => bestSubset(options)(patients),
    given: search,
    left: { l2: [1, 2] },
  },
  fearOfMissing: {
    work: (options) => fearOfMissing(options).wanted,
    left: { recall: [0.95, 0.9] },
  },
  fullHospital: { work: (options) => fullHospital(options).wanted, left: { recall: [0.8, 0.9] } },
});
