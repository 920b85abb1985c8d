/** How three databases want to be spoken to where the standard leaves room. */

/** The spelling of one database. */
export interface Dialect {
  readonly name: string;
  /** The type of a 64-bit floating-point number. */
  readonly double: string;
  readonly quoteName: (name: string) => string;
  readonly quoteText: (text: string) => string;
  /** A finite number that is read as the same 64 bits, and not as a decimal. */
  readonly writeNumber: (value: number) => string;
}

const inDoubleQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const inSingleQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** An exponent is what makes it a double; brackets keep two minus signs from being a comment. */
const withExponent = (value: number): string =>
  value < 0 ? `(${value.toExponential()})` : value.toExponential();

/** The dialects by name. */
export const dialects = {
  duckdb: {
    name: "DuckDB",
    double: "DOUBLE",
    quoteName: inDoubleQuotes,
    quoteText: inSingleQuotes,
    writeNumber: withExponent,
  },
  postgresql: {
    name: "PostgreSQL",
    double: "DOUBLE PRECISION",
    quoteName: inDoubleQuotes,
    quoteText: inSingleQuotes,
    // Here even a number with an exponent is a decimal.
    writeNumber: (value) => `${withExponent(value)}::float8`,
  },
  spark: {
    name: "Spark",
    double: "DOUBLE",
    quoteName: (name) => `\`${name.replaceAll("`", "``")}\``,
    // Two quotes in a row would be two texts put together.
    quoteText: (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
    writeNumber: withExponent,
  },
} as const satisfies Record<string, Dialect>;

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;
