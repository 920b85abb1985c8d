/** What medicine expects of the outcome: the yardstick for one that is coded the wrong way. */

/** Something known to raise or lower the risk of disease. */
export interface RiskFactor {
  readonly feature: string;
  /** For a category, the level that raises or lowers; a number does so as it grows. */
  readonly level?: string;
  readonly effect: "raises" | "lowers";
}

/**
 * What is expected in patients sent for coronary angiography: older age and male sex (Diamond &
 * Forrester 1979, doi:10.1056/NEJM197906143002402), signs of ischaemia in exercise, vessels seen
 * to be affected. Chest pain is the exception: in all four hospitals of this data those without it
 * are sicker than the others together, against Diamond & Forrester.
 */
export const heartRiskFactors: readonly RiskFactor[] = [
  { feature: "age", effect: "raises" },
  { feature: "sex", level: "male", effect: "raises" },
  { feature: "cp", level: "asymptomatic", effect: "raises" },
  { feature: "exang", level: "yes", effect: "raises" },
  { feature: "oldpeak", effect: "raises" },
  { feature: "ca", effect: "raises" },
  { feature: "thalach", effect: "lowers" },
];
