/** Known risk factors, used to detect an inverted outcome. */

/** Something known to raise or lower the risk of disease. */
export interface RiskFactor {
  readonly feature: string;
  /** For a category, the level that raises or lowers; a number does so as it increases. */
  readonly level?: string;
  readonly effect: "raises" | "lowers";
}
