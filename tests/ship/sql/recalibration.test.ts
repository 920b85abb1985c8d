/** Recalibrated models in a database. */
import { takeRows } from "heartbook/data/dataset.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitRecalibration } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { patients } from "../model-file/made.ts";
import { compare, decide, everybody } from "./compare.ts";

for (const kind of ["intercept", "logistic", "platt", "beta", "isotonic"] as const) {
  Deno.test(`toSql() recalibrates, certain probabilities too: ${kind}`, async () => {
    const half = takeRows(patients, patients.labels.flatMap((_, i) => (i % 2 === 0 ? [i] : [])));
    const fitted = await logistic({ l2: 1 })(half);
    const p = predictRows(fitted, patients.rows);
    const calibration = fitRecalibration[kind]({ label: patients.labels, p });
    await compare(decide(fitted, calibration), everybody);
    const certain = await tree()(half); // its leaves say 0 and 1
    await compare(decide(certain, calibration), everybody);
  });
}
