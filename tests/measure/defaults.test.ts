import { bootstrap, intervalsOf } from "heartbook/measure/bootstrap.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { compareAuc, delongInterval } from "heartbook/measure/delong.ts";
import { figuresByGroup, opportunityDifference } from "heartbook/measure/groups.ts";
import { compareRecall, compareSpecificity, mcnemar } from "heartbook/measure/mcnemar.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import {
  netBenefitInterval,
  observedToExpectedInterval,
  validate,
} from "heartbook/measure/validation.ts";
import type { Scored } from "heartbook/types.ts";
import { testDefaults } from "../defaults.ts";
import { logistic, neighbours } from "./predictions.ts";

const pair = { first: logistic, second: neighbours };
const few: Scored = { label: [1, 0, 1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6, 0.7, 0.3] };
const groups = Array.from(logistic.p, (_, row) => row % 2 === 0 ? "even" : "odd");
const level = [0.95, 0.9] as const;

testDefaults({
  bootstrap: {
    work: (options) => bootstrap(logistic, { brier: metrics.brier }, options),
    given: { seed: 1 },
    left: {
      replicates: [2000, 1999],
      level,
      method: ["percentile", "BCa"],
      stratified: [false, true],
    },
  },
  intervalsOf: {
    work: async (options) =>
      intervalsOf(
        await replicateFigures([few], ([each]) => [metrics.brier.score(each)], {
          ...{ seed: 1, replicates: 50 },
        }),
        options,
      ),
    left: { level, method: ["percentile", "BCa"] },
  },
  calibrationCurve: {
    work: (options) => calibrationCurve(logistic, options),
    given: { seed: 1, replicates: 20 },
    left: { points: [41, 40], level },
  },
  delongInterval: { work: (options) => delongInterval(logistic, options), left: { level } },
  compareAuc: { work: (options) => compareAuc(pair, options), left: { level } },
  mcnemar: {
    work: (options) => mcnemar({ onlyFirst: 9, onlySecond: 4, total: 60 }, options),
    left: { level },
  },
  compareRecall: {
    work: (options) => compareRecall(pair, options),
    left: { level, thresholds: [[0.5, 0.5], [0.4, 0.5]] },
  },
  compareSpecificity: {
    work: (options) => compareSpecificity(pair, options),
    left: { level, thresholds: [[0.5, 0.5], [0.5, 0.4]] },
  },
  figuresByGroup: {
    work: (options) => figuresByGroup(logistic, options),
    given: { groups, threshold: 0.5 },
    left: { level },
  },
  opportunityDifference: {
    work: (options) => opportunityDifference(logistic, options),
    given: { groups, threshold: 0.5, first: "even", second: "odd", seed: 1 },
    left: { level, replicates: [2000, 1000] },
  },
  observedToExpectedInterval: {
    work: (options) => observedToExpectedInterval(logistic, options),
    left: { level },
  },
  netBenefitInterval: {
    work: (options) => netBenefitInterval(logistic, options),
    given: { threshold: 0.3 },
    left: { level },
  },
  validate: {
    work: (options) => validate(logistic, options),
    given: { threshold: 0.3 },
    left: { level },
  },
});
