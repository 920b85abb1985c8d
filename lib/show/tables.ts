/** Tables that several notebooks show. */
import { demandOptions } from "../demand.ts";
import type { Finding } from "../data/audit/finding.ts";
import { codebook } from "../data/codebook.ts";
import type { DerivedFeature } from "../prepare/derived.ts";
import type { TracedColumn } from "../prepare/inspect.ts";
import type { FeatureSchema, Row } from "../types.ts";
import type { Bundle } from "./bundle.ts";
import { table, type TableOptions } from "./table.ts";

/**
 * What an audit found, in the order given: how bad, what, how many rows, what to do. A finding
 * about the whole table shows a dash for the rows; no findings show as an empty table.
 *
 * @example
 * ```ts
 * import { audit } from "heartbook/data/audit/audit.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { findingsTable } from "heartbook/show/tables.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const shown = findingsTable(audit(readHeart()), { caption: "Our file" });
 * assertStringIncludes(shown["text/plain"], "thal is missing in 2 of 303 rows");
 * ```
 */
export function findingsTable(
  findings: readonly Finding[],
  options: { readonly caption: string },
): Bundle {
  demandOptions("findingsTable", options, ["caption"]);
  const records = findings.map(({ severity, title, rows, advice }) => ({
    severity,
    finding: title,
    rows: rows.length === 0 ? null : rows.length,
    "what to do": advice,
  }));
  return table(records, { ...options, columns: ["severity", "finding", "rows", "what to do"] });
}

/** What the columns of a table mean, one line per column. */
export function codebookTable(schema: FeatureSchema): Bundle {
  return table(codebook(schema));
}

/**
 * Rows turned on their side: one line per column, one column per row, to be read against each other.
 *
 * @param rows By what to call them; the columns are those of the first.
 * @throws `RangeError` for no rows.
 */
export function rowsTable(
  rows: Readonly<Record<string, Row>>,
  options: TableOptions & { readonly caption: string },
): Bundle {
  const [first] = Object.values(rows);
  if (first === undefined) throw new RangeError("rowsTable: expected rows, got none");
  const records = Object.keys(first).map((column) => ({
    column,
    ...Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row[column]])),
  }));
  return table(records, options);
}

/** One patient on the way to numbers, one line per column of the matrix; from `traceRow`. */
export function traceTable(columns: readonly TracedColumn[]): Bundle {
  return table(columns, { digits: 2 });
}

/** Derived features: what they are, why, and where the reason comes from. */
export function derivedTable(derived: readonly DerivedFeature[]): Bundle {
  return table(derived.map(({ feature, source }) => ({
    feature: feature.label,
    meaning: feature.about,
    source,
  })));
}
