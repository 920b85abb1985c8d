/** No chart or table passes over an option that it does not have. */
import { chart } from "heartbook/show/chart.ts";
import { associationsChart } from "heartbook/show/charts/associations.ts";
import { bothWaysChart } from "heartbook/show/charts/both-ways.ts";
import { calibrationPlacesChart } from "heartbook/show/charts/calibration-places.ts";
import { calibrationChart } from "heartbook/show/charts/calibration.ts";
import { confusionChart } from "heartbook/show/charts/confusion.ts";
import { decisionChart } from "heartbook/show/charts/decision.ts";
import { dependenceChart, jointChart } from "heartbook/show/charts/dependence.ts";
import { distributionsChart } from "heartbook/show/charts/distributions.ts";
import { dotsChart } from "heartbook/show/charts/dots.ts";
import { driftChart } from "heartbook/show/charts/drift.ts";
import { gridChart } from "heartbook/show/charts/grid.ts";
import { groupsChart } from "heartbook/show/charts/groups.ts";
import { restorationChart } from "heartbook/show/charts/imputation.ts";
import { intervalsChart } from "heartbook/show/charts/intervals.ts";
import { leakChart } from "heartbook/show/charts/leak.ts";
import { linesChart } from "heartbook/show/charts/lines.ts";
import { metaAnalysisChart } from "heartbook/show/charts/meta-analysis.ts";
import { nomogramChart } from "heartbook/show/charts/nomogram.ts";
import { oddsChart } from "heartbook/show/charts/odds.ts";
import { pairsChart } from "heartbook/show/charts/pairs.ts";
import { precisionRecallChart } from "heartbook/show/charts/precision-recall.ts";
import { pyramidChart } from "heartbook/show/charts/pyramid.ts";
import { recallOfWhomChart } from "heartbook/show/charts/recall-of-whom.ts";
import { rocChart } from "heartbook/show/charts/roc.ts";
import { beeswarmChart, shapBarChart, waterfallChart } from "heartbook/show/charts/shap.ts";
import { sharesByBandChart } from "heartbook/show/charts/shares-by-band.ts";
import { sharesChart } from "heartbook/show/charts/shares.ts";
import { beatsChart, ecgChart } from "heartbook/show/charts/signals.ts";
import { spreadChart } from "heartbook/show/charts/spread.ts";
import { sweepChart } from "heartbook/show/charts/sweep.ts";
import { travelChart } from "heartbook/show/charts/travel.ts";
import { treeChart } from "heartbook/show/charts/tree.ts";
import { thresholdExplorer } from "heartbook/show/explorer/explorer.ts";
import { panels } from "heartbook/show/panels.ts";
import { intervalRecords, table, turned } from "heartbook/show/table.ts";
import { findingsTable } from "heartbook/show/tables.ts";
import { testMisspelt } from "../misspelt.ts";

// Functions with options, and how many arguments come before those.
testMisspelt([
  [chart, 1],
  [associationsChart, 1],
  [bothWaysChart, 2],
  [calibrationPlacesChart, 1],
  [calibrationChart, 1],
  [confusionChart, 1],
  [decisionChart, 1],
  [dependenceChart, 1],
  [jointChart, 1],
  [distributionsChart, 2],
  [dotsChart, 1],
  [driftChart, 1],
  [gridChart, 1],
  [groupsChart, 1],
  [restorationChart, 1],
  [intervalsChart, 1],
  [leakChart, 1],
  [linesChart, 1],
  [metaAnalysisChart, 1],
  [nomogramChart, 1],
  [oddsChart, 1],
  [pairsChart, 2],
  [precisionRecallChart, 1],
  [pyramidChart, 1],
  [recallOfWhomChart, 1],
  [rocChart, 1],
  [beeswarmChart, 1],
  [shapBarChart, 1],
  [waterfallChart, 1],
  [sharesByBandChart, 1],
  [sharesChart, 2],
  [beatsChart, 1],
  [ecgChart, 2],
  [spreadChart, 1],
  [sweepChart, 1],
  [travelChart, 1],
  [treeChart, 1],
  [thresholdExplorer, 1],
  [panels, 1],
  [intervalRecords, 1],
  [table, 1],
  [turned, 1],
  [findingsTable, 1],
]);
