/** A model of somebody's own table speaks in the table's words wherever it is asked. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { analyse } from "heartbook/analyse/analyse.ts";
import { cardMarkdown } from "heartbook/ship/card/card.ts";
import { scoreFile } from "heartbook/ship/score/score.ts";
import { makeHandler } from "heartbook/ship/server/handler.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import { asking, at, serviceOf } from "../ship/serving.ts";

const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const table = `${folder}/houses.csv`;
const lines = Array.from({ length: 120 }, (_, i) => {
  const isSold = i * 7919 % 120 < 48;
  const area = 60 + i * 37 % 81 + (isSold ? 15 : 0);
  return `${area}.5,${["brick", "wood"][i * 13 % 2]},${isSold ? "sold" : "still there"}`;
});
await Deno.writeTextFile(table, `area,walls,state\n${lines.join("\n")}\n`);

const { file } = await analyse({
  table,
  outcome: "state",
  positive: "sold",
  folds: 3,
  models: ["naive Bayes"],
  group: "walls",
});
const handler = makeHandler(serviceOf(file));
const house = { area: 100.5, walls: "brick" };

/** Words of the heart data that do not belong here. */
const FOREIGN = /patient|diseas|healthy|clinic/i;

/** Holds what a reader sees against the words; names in the markup stay as they are. */
function checkWords(text: string): void {
  const seen = text.replace(/<(style|script)[^]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");
  const at = seen.search(FOREIGN);
  assert(at < 0, seen.slice(Math.max(0, at - 60), at + 60));
}

Deno.test("the API decides in the table's words, and its document says so", async () => {
  const response = await handler(asking({ patients: [house] }));
  const { answers: [{ decision, warnings }] } = await response.json();
  assert(["sold", "still there"].includes(decision), decision);
  assertEquals(warnings, []);
  const { components } = await (await handler(new Request(at("/openapi.json")))).json();
  const shape = components.schemas.PredictResponse.properties.answers.items.properties;
  assertEquals(shape.decision.enum, ["sold", "still there", "refer"]);
  assertEquals(shape.probability.description, 'Of "sold".');
});

Deno.test("page, answer and card speak of rows and of what the outcomes are called", async () => {
  const page = await (await handler(new Request(at("/")))).text();
  checkWords(page);
  assertStringIncludes(page, ">the usual row<");
  const asked = new Request(at("/"), {
    method: "POST",
    body: new URLSearchParams({ area: "100.5", walls: "brick" }),
  });
  const answered = await (await handler(asked)).text();
  checkWords(answered);
  assertStringIncludes(answered, "The model calls it: ");
  checkWords(cardMarkdown(file));
});

Deno.test("score and SQL write the table's words", async () => {
  const output = `${folder}/scored.csv`;
  await scoreFile(file, { input: table, output });
  const decisions = (await Deno.readTextFile(output)).trim().split("\n").slice(1)
    .map((line) => line.split(",").at(-1));
  assertEquals(new Set(decisions), new Set(["sold", "still there"]));
  const sql = toSql(file, { table: "houses", dialect: "duckdb" });
  assertStringIncludes(sql, "'still there'");
  assertStringIncludes(sql, "'sold'");
});
