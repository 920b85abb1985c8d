/** A hospital's raw codes to checked patients, with the odd cells reported. */
import { findDuplicates } from "../../data/audit/duplicates.ts";
import { describeShare, type Finding } from "../../data/audit/finding.ts";
import { toDataset } from "../../data/dataset.ts";
import { parseTable, type TextTable } from "../../data/table.ts";
import type { Dataset, FeatureSchema } from "../../types.ts";
import { heartSchema } from "../heart.ts";

/** One hospital: its patients, and the oddities of its file. */
export interface Hospital {
  readonly patients: Dataset;
  /** Cells treated as missing, odd cells that were kept, and repeated rows. */
  readonly findings: readonly Finding[];
}

/** UCI grades the outcome: 0 is no narrowing of half or more, any other grade is disease. */
const GRADES: Readonly<Record<string, string>> = {
  "0": "no",
  "1": "yes",
  "2": "yes",
  "3": "yes",
  "4": "yes",
};

const COLUMNS = [...heartSchema.features.map(({ name }) => name), heartSchema.outcome.name];

/** No living patient has these values: 0 stands for missing. */
const ZERO_IS_MISSING = ["chol", "trestbps"];

/**
 * The schema of all four hospitals: Cleveland's, except that ST depression may be below 0, which is
 * an elevation and was recorded only in Switzerland and Long Beach.
 */
export const hospitalSchema: FeatureSchema = {
  ...heartSchema,
  features: heartSchema.features.map((feature) =>
    feature.name === "oldpeak" && feature.kind === "number"
      ? {
        ...feature,
        range: [-10, feature.range[1]],
        about: `${feature.about} Below 0 it is an elevation.`,
      }
      : feature
  ),
};

/** The same table with meaningless zeros emptied, and the outcome in words. */
function translate(table: TextTable): { readonly table: TextTable; readonly zeros: Finding[] } {
  const isZero = (cell: string | null): boolean => cell !== null && Number(cell) === 0;
  const zeros = ZERO_IS_MISSING.flatMap((column): Finding[] => {
    const rows = table.rows.flatMap((row, i) => isZero(row[column]) ? [i] : []);
    return rows.length === 0 ? [] : [{
      severity: "warning",
      title: `${column} is 0 in ${describeShare(rows.length, table.rows.length)}`,
      column,
      rows,
      advice: "Taken as missing: nobody who is alive has it.",
    }];
  });
  const rows = table.rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      ZERO_IS_MISSING.filter((name) => isZero(row[name])).map((name) => [
        name,
        null,
      ]),
    ),
    // An invalid grade is passed on unchanged, so that the reader rejects it with row and column.
    disease: GRADES[row.disease?.trim() ?? ""] ?? row.disease,
  }));
  return { table: { ...table, rows }, zeros };
}

function findElevations({ rows }: Dataset): Finding[] {
  const odd = rows.flatMap(({ oldpeak }, i) => oldpeak !== null && Number(oldpeak) < 0 ? [i] : []);
  return odd.length === 0 ? [] : [{
    severity: "note",
    title: `oldpeak is below 0 in ${describeShare(odd.length, rows.length)}`,
    column: "oldpeak",
    rows: odd,
    advice: "Kept: an ST elevation. Cleveland recorded none, so a model from there extrapolates.",
  }];
}

/**
 * Patients from the text of one of UCI's processed files: 14 columns, no header, raw codes.
 *
 * `?` and `-9` are missing, and so are a cholesterol and a blood pressure of 0. ST depression below
 * 0 is kept. Repeated rows are kept too, and reported. Rows are numbered from 1.
 *
 * @param source Its name in messages.
 * @throws as `parseTable` and `toDataset` do, with file, row and column; `RangeError` if the
 * patients all have the same outcome.
 *
 * @example
 * ```ts
 * import { parseHospital } from "heartbook/heart/hospitals/parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "32,1,1,95,0,?,0,127,0,-.7,1,?,?,1\n74,1,2,145,0,?,1,123,0,1.3,1,?,?,0\n";
 * const { patients, findings } = parseHospital(text, "two patients");
 * assertEquals(patients.rows[0].chol, null);
 * assertEquals(findings.map(({ column }) => column), ["chol", "oldpeak"]);
 * ```
 */
export function parseHospital(text: string, source: string): Hospital {
  const body = text.replace(/^\uFEFF/, "");
  if (body.trim() === "") throw new SyntaxError(`${source}: expected patients, got an empty file`);
  const { table, zeros } = translate(parseTable(`${COLUMNS.join(",")}\n${body}`, source));
  const patients = toDataset(table, hospitalSchema);
  const [first] = patients.labels;
  if (patients.labels.every((label) => label === first)) {
    throw new RangeError(
      `${source}: expected diseased and healthy patients, got only ` +
        `${first === 1 ? "diseased" : "healthy"} ones; no model can be judged on them`,
    );
  }
  const findings = [...findDuplicates(patients), ...zeros, ...findElevations(patients)];
  return { patients, findings };
}
