/** A table before any model. */
export { type Association, associations, pearson } from "./associations.ts";
export { type OddsQuestion, oddsRatio } from "./odds-ratio.ts";
export { riskOdds } from "./risk-odds.ts";
export { countLevels, crosstab, type LevelCount } from "./crosstab.ts";
export { describe, type Description } from "./summary.ts";
export { type UnivariableAuc, univariableAucs } from "./univariable-auc.ts";
export { type FeatureOdds, univariableOdds } from "./univariable-odds.ts";
export {
  answersByLevel,
  type GroupShare,
  type LevelAnswers,
  sharesBy,
  sharesByBand,
  sharesByLevel,
} from "./univariable-shares.ts";
export { groupsByPlace, missingByPlace } from "./missing-by-place.ts";
