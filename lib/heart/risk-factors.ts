/** Known risk factors in patients referred for coronary angiography. */
import type { RiskFactor } from "../data/audit/risk-factor.ts";

/**
 * Older age and male sex (Diamond & Forrester 1979, doi:10.1056/NEJM197906143002402), signs of
 * ischaemia in exercise, and affected vessels. Chest pain is an exception: in all four hospitals of
 * these data, patients without it are diseased more often than all others together, contrary to
 * Diamond & Forrester.
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
