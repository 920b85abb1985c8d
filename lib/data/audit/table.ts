/** The audit of a file that the strict reader would reject. */
import { parseCell, parseLabel, pickFeatures } from "../../schema.ts";
import type { Cell, Dataset, FeatureSchema, Label, Row } from "../../types.ts";
import { audit, type AuditOptions } from "./audit.ts";
import { type Finding, sortFindings } from "./finding.ts";
import {
  findColumns,
  findRefusedCells,
  findRefusedOutcomes,
  findRepeatedIds,
  readLeniently,
} from "./refused.ts";
import type { TextTable } from "../table.ts";

const NO_ROWS: Finding = {
  severity: "error",
  title: "the table has no rows",
  rows: [],
  advice: "Check that the right file was saved.",
};

/**
 * {@link audit} of a raw table: first everything that `toDataset` would reject, each as a finding
 * with its rows instead of an error, then the rest. After that, a cell that cannot be read counts
 * as missing, a row whose outcome cannot be read is left out, and so is a feature without a column.
 *
 * @param options `ignore` names columns that the schema does not know, as for `toDataset`.
 * @returns Findings, worst first, with row numbers of the table, from 0.
 *
 * @example
 * ```ts
 * import { auditTable } from "heartbook/data/audit/table.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { readTable } from "heartbook/data/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = readTable("data/cleveland.csv");
 * const rows = table.rows.map((row, i) => i === 5 ? { ...row, chol: "0" } : row);
 * const [worst] = auditTable({ ...table, rows }, heartSchema);
 * assertEquals(worst.title, 'chol is "0" in 1 row: expected 80 to 700 mg/dl');
 * assertEquals(worst.rows, [5]);
 * ```
 */
export function auditTable(
  table: TextTable,
  schema: FeatureSchema,
  options: AuditOptions & { readonly ignore?: readonly string[] } = {},
): Finding[] {
  const findings = findColumns(table, schema, options.ignore ?? []);
  if (table.rows.length === 0) return sortFindings([NO_ROWS, ...findings]);
  findings.push(...findRepeatedIds(table, schema.id));
  const features = schema.features.filter(({ name }) => table.columns.includes(name));
  const columns = features.map((feature) => {
    const parse = (raw: string | null): Cell =>
      parseCell(feature, raw, { missing: schema.missing, where: table.source });
    const column = readLeniently(table, feature.name, parse);
    findings.push(...findRefusedCells(table, feature, column.refused));
    return column.values;
  });
  if (!table.columns.includes(schema.outcome.name)) return sortFindings(findings);

  const outcomes = readLeniently(
    table,
    schema.outcome.name,
    (raw): Label => parseLabel(schema, raw, table.source),
  );
  findings.push(...findRefusedOutcomes(table, schema, outcomes.refused));
  const kept = table.rows.map((_, i) => i).filter((i) => outcomes.values[i] !== undefined);
  if (kept.length === 0) return sortFindings(findings);

  const rowOf = (i: number): Row =>
    Object.fromEntries(features.map(({ name }, j) => [name, columns[j][i] ?? null]));
  const dataset: Dataset = {
    schema: pickFeatures(schema, features.map(({ name }) => name)),
    rows: kept.map(rowOf),
    labels: kept.map((i) => outcomes.values[i]!),
    ids: kept.map(String),
  };
  // A feature whose column is absent has already been reported.
  const absent = schema.features.filter((feature) => !features.includes(feature));
  const expected = options.expected?.filter((factor) =>
    !absent.some(({ name }) => name === factor.feature)
  );
  const rest = audit(dataset, { expected }).map((finding) => ({
    ...finding,
    rows: finding.rows.map((row) => kept[row]),
  }));
  return sortFindings([...findings, ...rest]);
}
