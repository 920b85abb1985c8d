/** Findings of an audit, as plain data. */
import { percent } from "../../text.ts";

/** One thing found in a table. */
export interface Finding {
  /** Errors make results wrong, warnings need a decision, notes are for information. */
  readonly severity: "error" | "warning" | "note";
  /** What was found, in one sentence. */
  readonly title: string;
  /** The column concerned, if there is one. */
  readonly column?: string;
  /** The rows concerned, from 0, as expected by `takeRows`; empty if all rows are concerned. */
  readonly rows: readonly number[];
  /** What to do about it. */
  readonly advice: string;
}

const ORDER = ["error", "warning", "note"];

/** Errors first, then warnings, then notes; otherwise in the order found. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** "3 of 303 rows (1.0 %)". */
export function describeShare(count: number, total: number): string {
  return `${count} of ${total} rows (${percent(count / total, { digits: 1 })})`;
}
