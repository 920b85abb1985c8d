import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { cardSections } from "heartbook/ship/card/sections.ts";
import { parseModelFile } from "heartbook/ship/model-file/read.ts";
import { encodeModelFile, sealModelFile } from "heartbook/ship/model-file/write.ts";
import { describeExternal } from "heartbook/ship/train/external.ts";
import { contentOf } from "../model-file/made.ts";

const patients = readHeart();
const half = (odd: number): typeof patients =>
  takeRows(patients, [...patients.rows.keys()].filter((row) => row % 2 === odd));
const pipeline = await logistic({ l2: 1 })(half(0));
const about = "Tried next door.";

Deno.test("describeExternal() has each place with the same figures", () => {
  const { places } = describeExternal(
    pipeline,
    { about, places: { next: half(1), here: half(0) } },
    {
      threshold: 0.3,
    },
  );
  assertEquals(places.map(({ name, patients }) => [name, patients]), [["next", 151], [
    "here",
    152,
  ]]);
  const names = ["ROC AUC", "recall", "specificity", "calibration slope", "O:E"];
  for (const { figures } of places) assertEquals(figures.map(({ name }) => name), names);
});

Deno.test("describeExternal() names a place without healthy patients", () => {
  const rows = [...patients.rows.keys()].filter((row) => patients.labels[row] === 1);
  const places = { clinic: takeRows(patients, rows) };
  assertThrows(
    () => describeExternal(pipeline, { about, places }, { threshold: 0.3 }),
    RangeError,
    "clinic: expected patients of both classes",
  );
});

Deno.test("a card tells of elsewhere only where it has something to tell, and a file keeps it", async () => {
  const content = contentOf(pipeline);
  const elsewhere =
    (external?: ReturnType<typeof describeExternal>) => async (): Promise<string | undefined> => {
      const card = external === undefined ? content.card : { ...content.card, external };
      const file = await sealModelFile({ ...content, card });
      const again = await parseModelFile(encodeModelFile(file));
      return cardSections(again).find(({ heading }) => heading === "Elsewhere")?.markdown;
    };
  assertEquals(await elsewhere()(), undefined);
  assertEquals(await elsewhere({ about: "It was not tried.", places: [] })(), "It was not tried.");
  const tried = describeExternal(pipeline, { about, places: { next: half(1) } }, {
    threshold: 0.3,
  });
  const markdown = (await elsewhere(tried)())!;
  assertStringIncludes(markdown, "Tried next door.");
  const diseased = half(1).labels.filter((label) => label === 1).length;
  assertStringIncludes(markdown, `next (${diseased} of 151)`);
});
