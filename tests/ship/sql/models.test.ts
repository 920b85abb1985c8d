/** The SQL of each quick model against `score`. */
import { assert } from "@std/assert";
import { logistic } from "heartbook/learners/logistic.ts";
import { tree } from "heartbook/learners/tree.ts";
import type { TreeModel } from "heartbook/models/tree/tree.ts";
import type { Pipeline } from "heartbook/pipeline.ts";
import { patients } from "../model-file/made.ts";
import { asText, compare, decide, everybody } from "./compare.ts";
import { dirtyRows } from "./dirty.ts";
import { quickLearners } from "./learners.ts";

for (const [name, learner] of Object.entries(quickLearners)) {
  Deno.test(`toSql() answers in a database as predictWith() does, missing cells too: ${name}`, async () => {
    await compare(decide(await learner(patients)), everybody);
  });

  Deno.test(`toSql() answers and refuses dirty rows as score does: ${name}`, async () => {
    const rows = dirtyRows(patients, { count: 1000, seed: 1, numbers: false });
    await compare(decide(await learner(patients)), { rows, columns: asText });
  });
}

Deno.test("toSql() sends a patient on a limit the way that single precision does", async () => {
  const fitted = await tree({}, { numbers: "standardised" })(patients);
  const { model, preprocessor: { columns } } = fitted;
  const { feature, threshold } = (model as TreeModel).tree;
  const near = feature.flatMap((column, node) => {
    if (column < 0 || columns[column].kind !== "number") return [];
    const { feature: name, mean, scale } = columns[column];
    const limits = [threshold[node], Math.fround(threshold[node])];
    return limits.flatMap((limit) =>
      [-1e-7, -3e-8, -1e-9, 0, 1e-9, 3e-8, 1e-7].map((relative) => ({
        ...patients.rows[0],
        [name]: mean + scale * limit * (1 + relative),
      }))
    );
  });
  assert(near.length > 100);
  const features = patients.schema.features.map((feature) =>
    feature.kind === "number" ? { ...feature, whole: false } : feature
  );
  await compare(decide({ ...fitted, schema: { ...fitted.schema, features } }), { rows: near });
});

Deno.test("SQL scales a column of mean 0, and moves one of scale 1, as we do", async () => {
  const pipeline = await logistic({ l2: 1 })(patients);
  const changed = (change: { mean: number } | { scale: number }): Pipeline => ({
    ...pipeline,
    preprocessor: {
      columns: pipeline.preprocessor.columns.map((column) => ({ ...column, ...change })),
    },
  });
  const rows = patients.rows.slice(0, 40);
  for (const change of [{ mean: 0 }, { scale: 1 }, { mean: 0, scale: 1 }]) {
    await compare(decide(changed(change)), { rows });
  }
});
