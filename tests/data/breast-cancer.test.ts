import { assertEquals } from "@std/assert";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { readTable } from "heartbook/data/table.ts";

Deno.test("breast-cancer.csv is the file that data/README.md describes", async () => {
  const bytes = await Deno.readFile("data/breast-cancer.csv");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  const readme = await Deno.readTextFile("data/README.md");
  assertEquals(readme.includes(hash), true);
  const table = readTable("data/breast-cancer.csv");
  const malignant = table.rows.filter(({ diagnosis }) => diagnosis === "malignant");
  assertEquals([table.rows.length, malignant.length], [569, 212]);
});

Deno.test("draftSchema() has no doubts about a clean table", () => {
  const table = readTable("data/breast-cancer.csv");
  const { doubts, schema } = draftSchema(table, { outcome: "diagnosis", positive: "malignant" });
  assertEquals(doubts, []);
  assertEquals(schema.features.length, 30);
});
