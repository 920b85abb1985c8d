/** No function passes over an option that it does not have. */
import { answerQuestions } from "heartbook/choose/answers.ts";
import { nestSubsets } from "heartbook/choose/best-subset.ts";
import { evaluateThreshold } from "heartbook/choose/evaluate-threshold.ts";
import { keepFloorFor } from "heartbook/choose/group-floor.ts";
import { tunedLearners } from "heartbook/choose/tuned-learners.ts";
import { riskOdds } from "heartbook/describe/risk-odds.ts";
import { univariableAucs } from "heartbook/describe/univariable-auc.ts";
import { univariableOdds } from "heartbook/describe/univariable-odds.ts";
import {
  answersByLevel,
  sharesByBand,
  sharesByLevel,
} from "heartbook/describe/univariable-shares.ts";
import { accumulatedEffect } from "heartbook/explain/accumulated.ts";
import { counterfactuals } from "heartbook/explain/counterfactual.ts";
import { jointDependence, partialDependence } from "heartbook/explain/dependence.ts";
import { explainRows } from "heartbook/explain/explain-rows.ts";
import { withNoise } from "heartbook/explain/impurity.ts";
import { repeatLime } from "heartbook/explain/lime.ts";
import { boundOdds } from "heartbook/explain/odds-ratios.ts";
import { permutationImportance } from "heartbook/explain/permutation.ts";
import { makePoints } from "heartbook/explain/points.ts";
import { acrossPlaces } from "heartbook/measure/across-places.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { opportunityDifference } from "heartbook/measure/groups.ts";
import { compareRecall, compareSpecificity } from "heartbook/measure/mcnemar.ts";
import { rocBand } from "heartbook/measure/roc-band.ts";
import { patientsNeeded } from "heartbook/measure/sample-size.ts";
import { bootstrapModels, compareWith } from "heartbook/measure/side-by-side.ts";
import { validatePlaces } from "heartbook/measure/validate-places.ts";
import { crossValidateByLevel } from "heartbook/resample/by-level.ts";
import { chooseLearner } from "heartbook/resample/choose-learner.ts";
import { compareLearners } from "heartbook/resample/compare-learners.ts";
import { conformalByPlace } from "heartbook/resample/conformal-places.ts";
import { fitConformal } from "heartbook/resample/conformal.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { dropColumns } from "heartbook/resample/drop-column.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { groupedFolds } from "heartbook/resample/groups.ts";
import { fitHeldOut } from "heartbook/resample/held-out.ts";
import { learningCurve } from "heartbook/resample/learning-curve.ts";
import { drawSettings } from "heartbook/resample/settings.ts";
import { tuneForest } from "heartbook/resample/tune-forest.ts";
import { tune } from "heartbook/resample/tune.ts";
import { testMisspelt } from "./misspelt.ts";

// Functions with options, and how many arguments come before those.
testMisspelt([
  [answerQuestions, 2],
  [nestSubsets, 2],
  [evaluateThreshold, 1],
  [keepFloorFor, 1],
  [tunedLearners, 0],
  [riskOdds, 1],
  [univariableAucs, 1],
  [univariableOdds, 1],
  [answersByLevel, 2],
  [sharesByBand, 2],
  [sharesByLevel, 2],
  [accumulatedEffect, 2],
  [counterfactuals, 2],
  [jointDependence, 2],
  [partialDependence, 2],
  [explainRows, 2],
  [withNoise, 1],
  [repeatLime, 2],
  [boundOdds, 2],
  [permutationImportance, 1],
  [makePoints, 2],
  [acrossPlaces, 1],
  [calibrationCurve, 1],
  [opportunityDifference, 1],
  [compareRecall, 1],
  [compareSpecificity, 1],
  [rocBand, 1],
  [patientsNeeded, 0],
  [bootstrapModels, 2],
  [compareWith, 2],
  [validatePlaces, 1],
  [crossValidateByLevel, 3],
  [chooseLearner, 1],
  [compareLearners, 2],
  [conformalByPlace, 3],
  [fitConformal, 1],
  [crossValidate, 3],
  [dropColumns, 3],
  [stratifiedFolds, 1],
  [groupedFolds, 1],
  [fitHeldOut, 3],
  [learningCurve, 3],
  [drawSettings, 1],
  [tuneForest, 0],
  [tune, 1],
]);
