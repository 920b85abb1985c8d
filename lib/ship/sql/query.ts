/** A query as a chain of named subqueries, each of which reads the one before. */
import type { Dialect } from "./dialect.ts";

/** A column of a subquery: its name and the expression that makes it. */
export type NamedExpression = readonly [name: string, expression: string];

/** A query under way. Plain data; {@link select} makes a longer one of it. */
export interface Query {
  readonly dialect: Dialect;
  /** The subqueries so far, the first of which reads the table of patients. */
  readonly parts: readonly string[];
  /** The name of the last one. */
  readonly last: string;
  /** Columns that each subquery hands on to the next. */
  readonly carried: readonly string[];
}

/** The query with one more subquery, which computes these columns from those of the last one. */
export function select(
  query: Query,
  name: string,
  { columns, from = query.last, carried = query.carried }: {
    readonly columns: readonly NamedExpression[];
    /** What to read instead of the last subquery alone. */
    readonly from?: string;
    /** What to hand on from here. */
    readonly carried?: readonly string[];
  },
): Query {
  const list = [
    ...query.carried,
    ...columns.map(([column, expression]) => `${expression} AS ${column}`),
  ];
  const { fence } = query.dialect;
  const part = `${name} AS (
  SELECT
    ${list.join(",\n    ")}
  FROM ${from}${fence === "" ? "" : `\n  ${fence}`}
)`;
  return { ...query, parts: [...query.parts, part], last: name, carried };
}

/** A sum in brackets by halves: databases limit how deep an expression nests, not how long it is. */
export function sumOf(terms: readonly string[]): string {
  if (terms.length <= 8) return terms.join(" + ");
  const middle = terms.length >> 1;
  return `(${sumOf(terms.slice(0, middle))}) + (${sumOf(terms.slice(middle))})`;
}
