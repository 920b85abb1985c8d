import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { popularEdition } from "heartbook/heart/popular/popular.ts";
import { publishedA, publishedHeldOut } from "heartbook/heart/originals/published.ts";
import { runRecallLed, setAsideAgain } from "heartbook/heart/originals/recall-led.ts";
import { recallLedRecords, spreadRecords } from "heartbook/heart/originals/tables.ts";

const patients = readHeart();
const popular = await runRecallLed(popularEdition(patients));

Deno.test("the published matrices count the 273 rows that were not set aside", () => {
  for (const { confusion } of Object.values(publishedA)) {
    assertEquals(Object.values(confusion).reduce((sum, count) => sum + count), 273);
  }
});

Deno.test("runRecallLed() on the popular edition chooses the settings that were published", () => {
  assertEquals(popular.neighbours.chosen.settings, { k: 50 });
  assertEquals(popular["elastic net"].chosen.settings, { penalty: 1, l1Ratio: 0.9 });
  assertEquals(popular.tree.chosen.settings, { maxDepth: 3 });
});

Deno.test("runRecallLed() comes as near to the published AUCs as unknown rows allow", async () => {
  const spread = spreadRecords(
    await setAsideAgain(popularEdition(patients), { repeats: 60, seed: 1 }),
  );
  for (const { figure, published, lowest, highest } of spread) {
    if (figure === "mean AUC") assert(published >= lowest && published <= highest);
  }
  const neighbours = publishedA.neighbours.meanAuc;
  assertAlmostEquals(popular.neighbours.chosen.mean, neighbours, 0.005);
});

Deno.test("recallLedRecords() has seven figures per model, in three columns", async () => {
  const corrected = await runRecallLed(patients);
  const records = recallLedRecords({ popular, corrected });
  assertEquals(records.length, 21);
  const [auc, recall] = records;
  assertEquals([auc.published, recall.published], [0.8288, 105 / 146]);
  // On corrected data recall is of the 139 diseased.
  assertEquals(corrected.neighbours.confusion.truePositive / 139, recall.corrected);
});

Deno.test("the published matrices agree on who is ill, and with the rows that were set aside", () => {
  for (const { confusion } of Object.values(publishedA)) {
    const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
    assertEquals([truePositive + falseNegative, falsePositive + trueNegative], [146, 127]);
  }
  assertEquals(patients.rows.length - publishedHeldOut, 273);
});
