/** What is known to go with the outcome: the yardstick for one that is coded the wrong way. */

/** Something known to raise or lower the risk of disease. */
export interface RiskFactor {
  readonly feature: string;
  /** For a category, the level that raises or lowers; a number does so as it grows. */
  readonly level?: string;
  readonly effect: "raises" | "lowers";
}
