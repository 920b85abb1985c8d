/** The result of a statistical test. Plain JSON. */
export interface TestResult {
  readonly name: string;
  readonly statistic: number;
  /** The p-value: how often chance alone would produce a statistic at least this large. */
  readonly pValue: number;
}

/** The accepted rate of false alarms. */
export interface AlphaOptions {
  /** Above 0 and below 1; default 0.05. */
  readonly alpha?: number;
}

/** Returns alpha, or throws `RangeError` if it is not between 0 and 1. */
export function checkAlpha(alpha: number): number {
  if (alpha > 0 && alpha < 1) return alpha;
  throw new RangeError(`alpha: expected a share between 0 and 1, got ${alpha}`);
}
