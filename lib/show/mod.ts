/** Tables, charts and sentences in a notebook. */
export { type Bundle, escapeHtml } from "./bundle.ts";
export { chart, type ChartWords, type Titled } from "./chart.ts";
export { associationsChart } from "./charts/associations.ts";
export { bothWaysChart, type BothWaysOptions } from "./charts/both-ways.ts";
export { calibrationChart } from "./charts/calibration.ts";
export { confusionChart } from "./charts/confusion.ts";
export { decisionChart } from "./charts/decision.ts";
export { dependenceChart, type DependenceOptions, jointChart } from "./charts/dependence.ts";
export { distributionsChart } from "./charts/distributions.ts";
export { type DotPoint, dotsChart, type DotsOptions } from "./charts/dots.ts";
export { driftChart } from "./charts/drift.ts";
export { type GridCell, gridChart } from "./charts/grid.ts";
export { groupsChart } from "./charts/groups.ts";
export { restorationChart } from "./charts/imputation.ts";
export {
  type IntervalRow,
  intervalsChart,
  type IntervalsOptions,
  toIntervalRows,
} from "./charts/intervals.ts";
export {
  type Leak,
  leakChart,
  type LeakOptions,
  leaksInAccuracy,
  leaksInAuc,
} from "./charts/leak.ts";
export {
  lineOf,
  type LinePoint,
  linesChart,
  type LinesOptions,
  withErrors,
} from "./charts/lines.ts";
export { nomogramChart } from "./charts/nomogram.ts";
export { oddsChart, type OddsOptions } from "./charts/odds.ts";
export { pairsChart } from "./charts/pairs.ts";
export { precisionRecallChart } from "./charts/precision-recall.ts";
export { pyramidChart } from "./charts/pyramid.ts";
export { type CodedConfusion, recallOfWhomChart } from "./charts/recall-of-whom.ts";
export { rocChart, type RocOptions } from "./charts/roc.ts";
export {
  beeswarmChart,
  meanContributions,
  shapBarChart,
  type ShapChartOptions,
  waterfallChart,
  type WaterfallOptions,
} from "./charts/shap.ts";
export { sharesByBandChart } from "./charts/shares-by-band.ts";
export { sharesChart } from "./charts/shares.ts";
export { type BeatKinds, beatsChart, ecgChart } from "./charts/signals.ts";
export { spreadChart, type SpreadOptions } from "./charts/spread.ts";
export { sweepChart } from "./charts/sweep.ts";
export { treeChart, type TreeChartOptions } from "./charts/tree.ts";
export { type ExplorerOptions, thresholdExplorer } from "./explorer/explorer.ts";
export { headline } from "./headline.ts";
export { panels, type PanelsOptions } from "./panels.ts";
export { figureHtml, takeSvg } from "./picture.ts";
export { progress } from "./progress.ts";
export { show } from "./show.ts";
export { intervalRecords, type Shown, table, type TableOptions, turned } from "./table.ts";
export { codebookTable, derivedTable, findingsTable, rowsTable, traceTable } from "./tables.ts";
export { claim, say, sentence } from "./words.ts";
export { percent, writeInterval } from "../text.ts";
export { calibrationPlacesChart } from "./charts/calibration-places.ts";
export { metaAnalysisChart } from "./charts/meta-analysis.ts";
export { travelChart } from "./charts/travel.ts";
export { closedTestTable, optimismTable } from "./optimism-table.ts";
export { skip, Skipped } from "./skip.ts";
export { validationTable } from "./validation-table.ts";
