import { assert, assertEquals } from "@std/assert";
import { groupIdentical } from "heartbook/data/identical.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { runStacked, stackEditions } from "heartbook/heart/originals/stacked.ts";

const patients = readHeart();

Deno.test("stackEditions() has 1,328 rows of 302 patients, most of them labelled 1 for no disease", () => {
  const stacked = stackEditions(patients);
  assertEquals(stacked.rows.length, 1328);
  assertEquals(groupIdentical(stacked).length, 302);
  assert(stacked.labels.filter((label) => label === 1).length > 1328 / 2);
});

Deno.test("runStacked() on distinct patients shows what duplicates hid", async () => {
  const results = await runStacked(patients, { repeats: 2, seed: 42 });
  for (const { forest, forestOnItsOwnRows, svm, svmWithoutScaler } of results) {
    assertEquals(forestOnItsOwnRows, 1);
    assert(forest < 0.95 && forest > 0.7);
    assert(svmWithoutScaler < svm - 0.2);
  }
});
