/** Faults of a table of patients, found before any model learns from it. */
import type { Dataset } from "../../types.ts";
import { findDuplicates } from "./duplicates.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { findRareAndConstant } from "./levels.ts";
import { findMissingCells } from "./missing.ts";
import { findLeakage, findWrongDirections } from "./outcome.ts";
import type { RiskFactor } from "./risk-factor.ts";
import { findStrangeValues } from "./values.ts";

/** Options of an audit. */
export interface AuditOptions {
  /** Known risk factors; default none. */
  readonly expected?: readonly RiskFactor[];
}

function isInSchema(dataset: Dataset, { feature, level }: RiskFactor): boolean {
  return dataset.schema.features.some((each) =>
    each.name === feature &&
    (each.kind === "number" ? level === undefined : each.levels.includes(level ?? ""))
  );
}

function checkExpected(dataset: Dataset, expected: readonly RiskFactor[]): void {
  for (const factor of expected) {
    if (!isInSchema(dataset, factor)) {
      throw new RangeError(
        `expected: ${JSON.stringify(factor)} names no number, or no level of a category, of ` +
          `"${dataset.schema.name}"`,
      );
    }
  }
}

function checkOutcome(dataset: Dataset): Finding[] {
  const { name } = dataset.schema.outcome;
  if (new Set(dataset.labels).size > 1) return [];
  return [{
    severity: "error",
    column: name,
    title: `${name} is the same in every row`,
    rows: [],
    advice: "Nothing can be learned or scored with one outcome only.",
  }];
}

/**
 * Looks for faults in any table: repeated rows, impossible and suspicious values, missing cells
 * and whether they go with the outcome, rare levels, constant columns, columns that give the
 * outcome away, and an outcome that is the wrong way round. Each `find…` states its thresholds.
 *
 * It looks at the whole table, so nothing it finds may be used to choose what a model learns from:
 * such choices belong to the training part alone.
 *
 * @returns Findings, worst first; an empty list for a clean table.
 * @throws `RangeError` for no rows, or an expected risk factor that the schema does not have.
 *
 * @example
 * ```ts
 * import { audit } from "heartbook/data/audit/audit.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const findings = audit(readHeart());
 * assertEquals(findings.map((finding) => finding.title), [
 *   "ca is missing in 4 of 303 rows (1.3 %)",
 *   "thal is missing in 2 of 303 rows (0.7 %)",
 *   "restecg is ST-T abnormal in 4 rows only",
 * ]);
 * ```
 */
export function audit(dataset: Dataset, options: AuditOptions = {}): Finding[] {
  if (dataset.rows.length === 0) throw new RangeError("audit: expected rows, got none");
  const { expected = [] } = options;
  checkExpected(dataset, expected);
  return sortFindings([
    ...checkOutcome(dataset),
    ...findDuplicates(dataset),
    ...findStrangeValues(dataset),
    ...findMissingCells(dataset),
    ...findRareAndConstant(dataset),
    ...findLeakage(dataset),
    ...findWrongDirections(dataset, expected),
  ]);
}
