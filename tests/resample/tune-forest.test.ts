import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest } from "heartbook/learners/forest.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { outOfBag } from "heartbook/models/forest/out-of-bag.ts";
import type { ForestModel } from "heartbook/models/forest/forest.ts";
import { prepareTraining } from "heartbook/pipeline.ts";
import { tuneForest } from "heartbook/resample/tune-forest.ts";

const patients = readHeart();
const settings = [1, 5, 60].map((minLeaf) => ({ trees: 40, minLeaf, seed: 2 }));

Deno.test("tuneForest() keeps the forest with the best out-of-bag score", async () => {
  const { training } = prepareTraining(patients, { numbers: "raw", levels: "all" });
  const forests = await Promise.all(settings.map((each) => forest(each)(patients)));
  const scores = forests.map(({ model }, i) =>
    metrics.brier.score(outOfBag(training, settings[i], { model: model as ForestModel }))
  );
  const best = forests[scores.indexOf(Math.min(...scores))];
  const chosen = settings[forests.indexOf(best)];
  const found = await tuneForest({ settings, metric: metrics.brier })(patients);
  assertEquals(found, { ...best, tuned: { chosen } });
});

Deno.test("tuneForest() refuses no settings", () => {
  assertThrows(
    () => tuneForest({ settings: [], metric: metrics.brier }),
    RangeError,
    "settings: expected at least one",
  );
});
