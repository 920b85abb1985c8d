/** Patients beside training patients: a join with a list of rows in the query itself. */
import { type NamedExpression, type Query, select } from "./query.ts";

/** Whom to compare with. */
interface Compared {
  /** One row of prepared cells a training patient. */
  readonly rows: readonly (readonly number[])[];
  /** Further columns, one number a training patient. */
  readonly extra: Readonly<Record<string, readonly number[]>>;
  /** Further columns of a pair, in terms of `patient`, `train`, `square` and those above. */
  readonly measures: readonly NamedExpression[];
}

/**
 * Compares every patient with every training patient: `square` is their squared distance, summed
 * in the order of the columns as `predictNeighbours` does, so that ties are the same ties. What
 * comes back adds up the pairs of each patient that fulfil a condition into the column `raw` of
 * the last subquery.
 */
export function writeCompared(
  prepared: Query,
  { rows, extra, measures }: Compared,
): (raw: string, condition?: string) => Query {
  const { dialect, carried } = prepared;
  const number = dialect.writeNumber;
  const columns = rows[0].map((_, j) => `x${j}`);
  const names = Object.keys(extra);
  const numbered = select(prepared, "numbered", {
    columns: [...columns.map((x): NamedExpression => [x, x]), ["patient", dialect.rowNumber]],
  });
  const list = rows.map((row, i) =>
    `(${[String(i), ...[...row, ...names.map((name) => extra[name][i])].map(number)].join(", ")})`
  );
  const header = ["train", ...columns.map((_, j) => `y${j}`), ...names].join(", ");
  const training = `training AS (\n  SELECT * FROM (VALUES\n    ${
    list.join(",\n    ")
  }\n  ) AS rows_of_training (${header})\n)`;
  const square = columns.map((x, j) => `(${x} - y${j}) * (${x} - y${j})`).join(" + ");
  const paired = select(
    { ...numbered, parts: [...numbered.parts, training] },
    "paired",
    {
      columns: [
        ["patient", "patient"],
        ["train", "train"],
        ...names.map((name): NamedExpression => [name, name]),
        ["square", square],
      ],
      from: "numbered CROSS JOIN training",
    },
  );
  const measured = measures.length === 0 ? paired : select(paired, "measured", {
    columns: [
      ...["patient", ...names, "square"].map((name): NamedExpression => [name, name]),
      ...measures,
    ],
  });
  return (raw, condition) => {
    const where = condition === undefined ? "" : `\n  WHERE ${condition}`;
    const list = [...carried, `${raw} AS raw`].join(",\n    ");
    const groups = ["patient", ...carried].join(", ");
    const part =
      `estimated AS (\n  SELECT\n    ${list}\n  FROM ${measured.last}${where}\n  GROUP BY ${groups}\n)`;
    return { ...measured, parts: [...measured.parts, part], last: "estimated" };
  };
}
