/** One column of a table of texts, counted. */
import type { TextTable } from "../table.ts";
import { type Doubt, quoteSome } from "./doubt.ts";

/** A column as it stands, with the texts that mean "not recorded" taken out. */
export interface TextColumn {
  readonly name: string;
  /** One a row, trimmed; `null` where nothing is recorded. */
  readonly cells: readonly (string | null)[];
  /** How often each recorded text stands there, in order of first appearance. */
  readonly counts: ReadonlyMap<string, number>;
  /** Recorded cells. */
  readonly recorded: number;
  /** Texts of this column that mean "not recorded". */
  readonly missing: readonly string[];
}

const MEANS_MISSING = new Set([
  ...["na", "n/a", "n.a.", "#n/a", "null", "nil", "nan", "missing", "unknown", "not known"],
  ...["not recorded", "?", "??", "-", "--", "."],
  ...["k.a.", "k. a.", "keine angabe", "unbekannt", "fehlt", "inconnu", "desconocido"],
]);

/** How often each text stands in these cells. */
export function countTexts(cells: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** A column of a table; `name` must be one of its columns. */
export function readColumn(table: TextTable, name: string): TextColumn {
  const missing = new Set<string>();
  const cells = table.rows.map((row) => {
    const text = (row[name] ?? "").trim();
    if (text === "") return null;
    if (!MEANS_MISSING.has(text.toLowerCase())) return text;
    missing.add(text);
    return null;
  });
  const counts = countTexts(cells);
  const recorded = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { name, cells, counts, recorded, missing: [...missing] };
}

/** What to say of texts such as "NA" and "?", all columns taken together. */
export function doubtMissing(columns: readonly TextColumn[]): Doubt[] {
  const having = columns.filter(({ missing }) => missing.length > 0);
  if (having.length === 0) return [];
  const texts = [...new Set(having.flatMap(({ missing }) => missing))];
  return [{
    ...(having.length === 1 ? { column: having[0].name } : {}),
    seen: `${quoteSome(texts)} in ${having.map(({ name }) => name).slice(0, 5).join(", ")}`,
    assumed: "they mean that nothing was recorded",
    otherwise:
      "take them out of `missing` in schema.json, and make each a level, or a number in `codes`",
    rests: { missing: texts },
  }];
}
