/**
 * SHAP values of a forest of 100 trees for the 303 patients, timed: prints a report by job as JSON.
 * `explain.py` is the same by the package shap.
 */
import { explain, explainByPaths, type Explanation } from "heartbook/explain/shap.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest } from "heartbook/learners/forest.ts";
import { prepareOnce } from "heartbook/pipeline.ts";
import type { Matrix } from "heartbook/types.ts";
import type { JobReport } from "./jobs.ts";
import { timed } from "./timed.ts";

/** Every third patient. */
function third({ values, rows, columns }: Matrix): Matrix {
  const kept = values.filter((_, cell) => Math.floor(cell / columns) % 3 === 0);
  return { values: kept, rows: Math.ceil(rows / 3), columns };
}

const patients = readHeart();
const { model, preprocessor } = await forest({ trees: 100, seed: 0 })(patients);
const { columns } = preprocessor;
const X = prepareOnce(preprocessor, patients.rows);
const background = third(X);
const jobs: Record<string, () => Explanation[]> = {
  "SHAP by paths": () => explainByPaths(model, X, { columns }),
  "SHAP beside a background": () => explain(model, X, { columns, background }),
};
const report: Record<string, JobReport> = {};
for (const [job, work] of Object.entries(jobs)) {
  const { seconds, result } = await timed(work);
  const ages = result.map(({ contributions }) =>
    Math.abs(contributions.find(({ feature }) => feature === "age")!.value)
  );
  const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
  report[job] = { seconds, found: `age moves it by ${mean.toFixed(4)}` };
}
console.log(JSON.stringify(report));
