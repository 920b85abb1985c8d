/** The SQL of models that look through many patients or trees, against `score`. */
import { patients } from "../model-file/made.ts";
import { asText, compare, decide, everybody } from "./compare.ts";
import { dirtyRows } from "./dirty.ts";
import { slowLearners } from "./learners.ts";

/** Each third, so that every share of missing cells is among them. */
const some = everybody.rows.filter((_, i) => i % 3 === 0);

for (const [name, learner] of Object.entries(slowLearners)) {
  Deno.test(`toSql() answers in a database as predictWith() does, missing cells too: ${name}`, async () => {
    await compare(decide(await learner(patients)), { rows: some });
  });

  Deno.test(`toSql() answers and refuses dirty rows as score does: ${name}`, async () => {
    const rows = dirtyRows(patients, { count: 300, seed: 1, numbers: false });
    await compare(decide(await learner(patients)), { rows, columns: asText });
  });
}
