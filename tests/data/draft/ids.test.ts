/** Whole numbers that differ in every row: those that count rows are ids, amounts are not. */
import { assertEquals } from "@std/assert";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { parseTable } from "heartbook/data/table.ts";

/** Whether a column of these values is learned from. */
function isLearned(value: (i: number) => number): boolean {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${value(i)},${(i * 37 % 101) / 10 + 0.05},${i % 3 === 0 ? "yes" : "no"}`,
  );
  const table = parseTable(`sum,dose,died\n${rows.join("\n")}\n`, "my.csv");
  const { schema } = draftSchema(table, { outcome: "died", positive: "yes" });
  return schema.features.some(({ name }) => name === "sum");
}

Deno.test("draftSchema() takes prices that differ in every row for amounts", () => {
  assertEquals(isLearned((i) => 150_000 + i * 7919 % 61 * 7001), true);
});

Deno.test("draftSchema() takes numbers that rise down the table, or leave few gaps, for ids", () => {
  assertEquals(isLearned((i) => 900_100 + 700 * i), false);
  assertEquals(isLearned((i) => 1 + i * 37 % 61), false);
});
