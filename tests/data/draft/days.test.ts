/** Dates with slashes: the order of their parts is told by the dates, or the column is left out. */
import { assertEquals } from "@std/assert";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { parseTable } from "heartbook/data/table.ts";
import { parseCell } from "heartbook/schema.ts";
import type { NumberFeature } from "heartbook/types.ts";

/** A table of sixty rows whose dates are made from the number of the row. */
function draft(date: (i: number) => string, keep: string[] = []): ReturnType<typeof draftSchema> {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${date(i)},${(i * 37 % 101) / 10},${i % 3 === 0 ? "yes" : "no"}`,
  );
  const table = parseTable(`seen,dose,died\n${rows.join("\n")}\n`, "my.csv");
  return draftSchema(table, { outcome: "died", positive: "yes", keep });
}

const seen = ({ doubts }: ReturnType<typeof draftSchema>): string[] =>
  doubts.filter(({ column }) => column === "seen").map(({ assumed }) => assumed);

Deno.test("draftSchema() reads the day first where a first part is above 12", () => {
  const drafted = draft((i) => `${1 + i % 28}/${1 + i % 12}/2021`);
  const feature = drafted.schema.features[0] as NumberFeature;
  assertEquals([feature.since, feature.dates], ["2021-01-01", "day/month/year"]);
  assertEquals(seen(drafted)[0], "the day comes first");
  const read = (text: string): unknown => parseCell(feature, text, { missing: [], where: "row 1" });
  assertEquals([read("2/1/2021"), read("1/2/2021")], [1, 31]);
});

Deno.test("draftSchema() reads the month first where a second part is above 12", () => {
  const drafted = draft((i) => `${1 + i % 12}/${1 + i % 28}/2021`);
  const feature = drafted.schema.features[0] as NumberFeature;
  assertEquals([feature.since, feature.dates], ["2021-01-01", "month/day/year"]);
  assertEquals(seen(drafted)[0], "the month comes first");
});

Deno.test("draftSchema() leaves dates out of which none tells the order, unless they are kept", () => {
  const date = (i: number): string => `${1 + i % 12}/${1 + i * 5 % 12}/2021`;
  const left = draft(date);
  assertEquals(left.schema.features.map(({ name }) => name), ["dose"]);
  assertEquals(seen(left).length, 1);
  const kept = draft(date, ["seen"]);
  assertEquals((kept.schema.features[0] as NumberFeature).dates, "day/month/year");
  assertEquals(seen(kept)[0], "the day comes first");
});

Deno.test("draftSchema() takes no dates where the order changes within a column", () => {
  const mixed = draft((i) => i % 2 ? "25/1/2021" : "1/25/2021");
  assertEquals(mixed.schema.features.map(({ kind }) => kind), ["category", "number"]);
});

Deno.test("parseCell() takes a number as a count of days where texts are dates", () => {
  const feature = draft((i) => `2021-01-${1 + i % 28}`.replace(/-(\d)$/, "-0$1"))
    .schema.features[0] as NumberFeature;
  const read = (cell: unknown): unknown =>
    parseCell(feature, cell, { missing: [], where: "row 1" });
  assertEquals([read("2021-01-15"), read(14)], [14, 14]);
});
