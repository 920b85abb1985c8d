/** What a statistical test found. Plain JSON. */
export interface TestResult {
  readonly name: string;
  readonly statistic: number;
  /** How often chance alone would make a statistic as large, were there no difference. */
  readonly pValue: number;
}

/** How often a false alarm may be raised. */
export interface AlphaOptions {
  /** Above 0 and below 1; default 0.05. */
  readonly alpha?: number;
}

/** Refuses, as a `RangeError`, an alpha that is not between 0 and 1; otherwise gives it back. */
export function checkAlpha(alpha: number): number {
  if (alpha > 0 && alpha < 1) return alpha;
  throw new RangeError(`alpha: expected a share between 0 and 1, got ${alpha}`);
}
