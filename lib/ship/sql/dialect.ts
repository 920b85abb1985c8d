/** How three databases want to be spoken to where the standard leaves room. */

/** The spelling of one database. */
export interface Dialect {
  readonly name: string;
  readonly quoteName: (name: string) => string;
  readonly quoteText: (text: string) => string;
  /** A finite number that is read as the same 64 bits, and not as a decimal. */
  readonly writeNumber: (value: number) => string;
  /** A column of any type as the text that `String(value)` gives, `NULL` where it is missing. */
  readonly asText: (column: string) => string;
  /** A text without the blanks that `trim()` of JavaScript takes off. */
  readonly trim: (text: string) => string;
  /** Whether the whole of a text matches; patterns keep to what all three read alike. */
  readonly matches: (text: string, pattern: string) => string;
  /** A text that matches {@link NUMBER} as a 64-bit number. */
  readonly toNumber: (text: string) => string;
  /** A number that tells the rows of one query apart. */
  readonly rowNumber: string;
  /** Ends a subquery whose columns are to be computed once, however often they are used. */
  readonly fence: string;
}

/** A number as `parseCell` reads it. */
export const NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?";

/** What `trim()` takes off. */
const BLANKS = [
  ...[9, 10, 11, 12, 13, 32, 0xa0, 0x1680],
  ...Array.from({ length: 11 }, (_, i) => 0x2000 + i),
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
];

const inDoubleQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const inSingleQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** An exponent is what makes it a double; brackets keep two minus signs from being a comment. */
const withExponent = (value: number): string =>
  value < 0 ? `(${value.toExponential()})` : value.toExponential();
const escaped = BLANKS.map((code) => `\\u${code.toString(16).padStart(4, "0")}`).join("");

/** Up to here a number is rounded to 0. */
const HALF_OF_SMALLEST = "2.4703282292062328e-324";

/** PostgreSQL stops at a text too large or too small for a double; decimals know no such limits. */
function toFloat8(text: string): string {
  const decimal = `${text}::numeric`;
  return `CASE WHEN ${text} ~ '^[+-]?[0-9]{1,15}([.][0-9]{1,15})?$' THEN ${text}::float8` +
    ` WHEN ABS(${decimal}) > 1e300 THEN SIGN(${decimal})::float8 * 'Infinity'::float8` +
    ` WHEN ABS(${decimal}) <= ${HALF_OF_SMALLEST} THEN 0::float8` +
    ` ELSE ${text}::float8 END`;
}

/** The name of a dialect. */
export type DialectName = "duckdb" | "postgresql" | "spark";

/** The dialects by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    name: "DuckDB",
    quoteName: inDoubleQuotes,
    quoteText: inSingleQuotes,
    writeNumber: withExponent,
    // Only a number that is none is written otherwise than in JavaScript.
    asText: (column) =>
      `CASE WHEN TYPEOF(${column}) IN ('DOUBLE', 'FLOAT') AND CAST(${column} AS VARCHAR) = 'nan' ` +
      `THEN 'NaN' ELSE CAST(${column} AS VARCHAR) END`,
    trim: (text) => `TRIM(${text}, ${BLANKS.map((code) => `CHR(${code})`).join(" || ")})`,
    matches: (text, pattern) => `REGEXP_FULL_MATCH(${text}, '${pattern}')`,
    toNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
    rowNumber: "ROW_NUMBER() OVER ()",
    fence: "",
  },
  postgresql: {
    name: "PostgreSQL",
    quoteName: inDoubleQuotes,
    quoteText: inSingleQuotes,
    // Here even a number with an exponent is a decimal.
    writeNumber: (value) => `${withExponent(value)}::float8`,
    asText: (column) => `CAST(${column} AS TEXT)`,
    trim: (text) => `BTRIM(${text}, E'${escaped}')`,
    matches: (text, pattern) => `${text} ~ '^(${pattern})$'`,
    toNumber: toFloat8,
    rowNumber: "ROW_NUMBER() OVER ()",
    fence: "OFFSET 0",
  },
  spark: {
    name: "Spark",
    quoteName: (name) => `\`${name.replaceAll("`", "``")}\``,
    // Two quotes in a row would be two texts put together.
    quoteText: (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
    writeNumber: withExponent,
    asText: (column) => `CAST(${column} AS STRING)`,
    trim: (text) => `TRIM(BOTH '${escaped}' FROM ${text})`,
    // A dollar sign would let a line end pass.
    matches: (text, pattern) => `${text} RLIKE '^(${pattern})\\\\z'`,
    toNumber: (text) => `TRY_CAST(${text} AS DOUBLE)`,
    rowNumber: "MONOTONICALLY_INCREASING_ID()",
    fence: "",
  },
};
