import { assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import type { ForestModel } from "heartbook/models/forest/forest.ts";
import type { LogisticModel } from "heartbook/models/logistic/logistic.ts";
import { agreeOnForest, agreeOnLogistic } from "heartbook/models/mljs/agreement.ts";
import { prepareOnce } from "heartbook/pipeline.ts";

const patients = readHeart();

Deno.test("ml-logistic-regression and ml-random-forest answer our class on all 303 patients", async () => {
  const linear = await logistic({ l2: 1 })(patients);
  const trees = await forest({ trees: 51, seed: 7 })(patients);
  const linearX = prepareOnce(linear.preprocessor, patients.rows);
  const treesX = prepareOnce(trees.preprocessor, patients.rows);
  const all = { rows: 303, same: 303 };
  assertEquals(agreeOnLogistic(linear.model as LogisticModel, linearX), all);
  assertEquals(agreeOnForest(trees.model as ForestModel, treesX), all);
});
