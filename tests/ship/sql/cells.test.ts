/** Cells that take reading: codes, decimal commas and dates. */
import { assert } from "@std/assert";
import { logistic } from "heartbook/learners/logistic.ts";
import type { Feature } from "heartbook/types.ts";
import { patients } from "../model-file/made.ts";
import { asText, compare, decide, type Rows } from "./compare.ts";
import { dirtyDates, withDates } from "./dirty.ts";
import { expectAnswers } from "./truth.ts";

Deno.test("toSql() reads number codes, decimal commas and a feature's own missing codes as score does", async () => {
  const features = patients.schema.features.map((feature) =>
    feature.name === "oldpeak"
      ? { ...feature, decimal: ",", codes: { none: 0, "<1": 0.5 }, missing: ["99"] } as Feature
      : feature
  );
  const spelt = { ...patients, schema: { ...patients.schema, features } };
  const pipeline = decide(await logistic({ l2: 1 })(spelt));
  const cells = ["1,5", "1.5", "none", "<1", "99", "99,0", "1,5,0", "7,5", "-1", ",5", "NaN", ""];
  const rows = cells.map((oldpeak, i) => ({ ...patients.rows[i], oldpeak }));
  await compare(pipeline, { rows: rows as unknown as Rows["rows"], columns: asText });
});

for (const order of [undefined, "day/month/year", "month/day/year"] as const) {
  Deno.test(`toSql() counts days as score does, and refuses what is not in the calendar: ${order ?? "no slashes"}`, async () => {
    const dates = dirtyDates({ count: 1000, seed: 7 });
    const schema = withDates(patients.schema, order);
    const pipeline = { ...decide(await logistic({ l2: 1 })(patients)), schema };
    const rows = dates.map((age, i) => ({ ...patients.rows[i % 303], age }));
    const taken = expectAnswers(pipeline, rows as unknown as Rows["rows"])
      .filter(({ reason }) => reason === null);
    assert(taken.length > 500 && taken.length < 1000, `${taken.length} of ${dates.length}`);
    await compare(pipeline, { rows: rows as unknown as Rows["rows"], columns: asText });
  });
}
