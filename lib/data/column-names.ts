/** The header of a table to the names of its columns. */
import type { Doubt } from "./draft/doubt.ts";

/**
 * What the column of row names is called that R and pandas write first, without a name. They number
 * the rows more often than they name anybody, so they are never an id.
 */
export const ROW_NAMES = "row_name";

/**
 * The names with blanks around them taken off. A first column without a name, as R and pandas write
 * it, is called "row_name".
 *
 * @throws `SyntaxError` naming another column without a name, or a name that stands there twice.
 *
 * @example
 * ```ts
 * import { readColumnNames } from "heartbook/data/column-names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readColumnNames(["", " age", "ca"]), ["row_name", "age", "ca"]);
 * ```
 */
export function readColumnNames(header: readonly (string | null)[]): readonly string[] {
  const names = header.map((name, i) => {
    const trimmed = (name ?? "").trim();
    return i === 0 && header.length > 1 && trimmed === "" ? ROW_NAMES : trimmed;
  });
  names.forEach((name, i) => {
    if (name === "") {
      throw new SyntaxError(`column ${i + 1} has no name; give it one in the header`);
    }
    const first = names.indexOf(name);
    if (first === i) return;
    throw new SyntaxError(
      `column "${name}" stands there twice, as ${first + 1} and ${i + 1}; rename one`,
    );
  });
  return names;
}

/** That the first column was given a name, where the header has none. */
export function doubtRowNames(first: string): Doubt[] {
  return first.replaceAll('"', "").trim() === ""
    ? [{
      seen: "the first column has no name",
      assumed: `it names the rows, as R and pandas write them, and is called "${ROW_NAMES}"`,
      otherwise: "give it a name in the header",
    }]
    : [];
}
