/** Statistics that know no predictions and no patients. */
export { type Bin, type ColumnPair, countBins } from "./bins.ts";
export { chiSquare } from "./chi-square.ts";
export { chiSquarePermuted } from "./chi-square-permuted.ts";
export { clopperPearson } from "./clopper-pearson.ts";
export { compareSplits, type SplitScores } from "./corrected-t.ts";
export { type Difference, normalDifference } from "./difference.ts";
export { holm } from "./holm.ts";
export { checkLevel, type LevelOptions, standardErrors, wilson } from "./intervals.ts";
export { fitIsotonic, type Knots, readKnots } from "./isotonic.ts";
export { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
export { type Cholesky, cholesky } from "./linear-algebra.ts";
export { loess, type LoessOptions, type Points } from "./loess.ts";
export { logit, logits, sigmoid } from "./log-odds.ts";
export { fitLogits, type LogisticFit } from "./logistic-fit.ts";
export { mean, sumOfSquares } from "./moments.ts";
export { median, quantile } from "./quantile.ts";
export { fitWithErrors } from "./logistic-errors.ts";
export { type RandomEffects, randomEffects } from "./meta-analysis.ts";
