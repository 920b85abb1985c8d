/** How each dialect writes names, texts and numbers, by hand: Spark is not at hand in every test. */
import { assertEquals } from "@std/assert";
import { dialects, NUMBER } from "heartbook/ship/sql/dialect.ts";

Deno.test("each dialect quotes texts and names so that nothing in them ends the quotation", () => {
  const text = "it's a \\ and a \"";
  for (const dialect of ["duckdb", "postgresql"] as const) {
    const { quoteText, quoteName } = dialects[dialect];
    assertEquals(quoteText(text), "'it''s a \\ and a \"'");
    assertEquals(quoteName('a"b'), '"a""b"');
  }
  assertEquals(dialects.spark.quoteText(text), "'it\\'s a \\\\ and a \"'");
  assertEquals(dialects.spark.quoteName("a`b"), "`a``b`");
});

Deno.test("each dialect writes a number as a double, one below 0 in brackets", () => {
  for (const dialect of ["duckdb", "spark"] as const) {
    const { writeNumber } = dialects[dialect];
    assertEquals([0, 1.5, -2, 1e-20].map(writeNumber), ["0e+0", "1.5e+0", "(-2e+0)", "1e-20"]);
  }
  assertEquals([1.5, -2].map(dialects.postgresql.writeNumber), [
    "1.5e+0::float8",
    "(-2e+0)::float8",
  ]);
});

Deno.test("each dialect matches a whole text, in its own words", () => {
  assertEquals(dialects.duckdb.matches("t", "a|b"), "REGEXP_FULL_MATCH(t, 'a|b')");
  assertEquals(dialects.postgresql.matches("t", "a|b"), "t ~ '^(a|b)$'");
  assertEquals(dialects.spark.matches("t", "a|b"), "t RLIKE '^(a|b)\\\\z'");
  assertEquals(Object.values(dialects).map(({ name }) => name), ["DuckDB", "PostgreSQL", "Spark"]);
});

Deno.test("NUMBER is what parseCell takes for a number", () => {
  const isOne = (text: string): boolean => new RegExp(`^(${NUMBER})$`).test(text);
  for (const text of ["1", "-1.5", "+.5", "5.", "1e3", "1E-300", "007"]) {
    assertEquals(isOne(text), true);
  }
  for (const text of ["", ".", "1e", "1e1000", "e5", "1,5", "0x1", "1.2.3", " 1", "NaN"]) {
    assertEquals(isOne(text), false, text);
  }
});
