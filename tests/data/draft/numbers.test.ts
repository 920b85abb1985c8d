import { assertEquals } from "@std/assert";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { findSentinels, plausibleRange } from "heartbook/data/draft/numbers.ts";
import { parseTable } from "heartbook/data/table.ts";

Deno.test("findSentinels() finds what stands below numbers that are never below 0", () => {
  assertEquals(findSentinels([-9, 0, 1, 2, 3, 4]), [-9]);
  assertEquals(findSentinels([-9, -3, 1, 2, 3, 4]), []);
});

Deno.test("findSentinels() finds nines beyond the others by more than half of their spread", () => {
  // From 50 to 82 is 32: half of that again is 98.
  assertEquals(findSentinels([50, 60, 70, 80, 82, 99]), [99]);
  // From 50 to 84 is 34: half of that again is 101.
  assertEquals(findSentinels([50, 60, 70, 80, 84, 99]), []);
});

Deno.test("findSentinels() finds nothing where there are fewer than five others", () => {
  assertEquals(findSentinels([-9, 0, 1, 2, 3]), []);
});

Deno.test("plausibleRange() is twice as wide as what was seen, and not below 0 without cause", () => {
  assertEquals(plausibleRange(100, 200), [50, 250]);
  assertEquals(plausibleRange(1, 11), [0, 16]);
  assertEquals(plausibleRange(-1, 1), [-2, 2]);
});

Deno.test("draftSchema() takes -9 among a few whole numbers for not recorded, not for a level", () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i},${i / 8},${i % 10 === 0 ? -9 : i % 3},${i % 2 ? "yes" : "no"}`,
  );
  const { schema } = draftSchema(parseTable(`id,dose,stage,died\n${rows.join("\n")}\n`, "my.csv"), {
    outcome: "died",
    positive: "yes",
  });
  const stage = schema.features.find(({ name }) => name === "stage")!;
  assertEquals(stage.kind === "category" && stage.levels.toSorted(), ["0", "1", "2"]);
  assertEquals(stage.missing, ["-9"]);
});

Deno.test("draftSchema() takes ten whole numbers for levels, and eleven for amounts", () => {
  const kindOf = (levels: number): string => {
    const rows = Array.from(
      { length: 110 },
      (_, i) => `${i},${i / 8},${i % levels},${i % 3 ? "yes" : "no"}`,
    );
    const table = parseTable(`id,dose,stage,died\n${rows.join("\n")}\n`, "my.csv");
    const { schema } = draftSchema(table, { outcome: "died", positive: "yes" });
    return schema.features.find(({ name }) => name === "stage")!.kind;
  };
  assertEquals([kindOf(10), kindOf(11)], ["category", "number"]);
});
