/** SHAP values of a forest for the 303 patients, timed: prints seconds as JSON. `explain.py` is shap's. */
import { explain, explainByPaths } from "heartbook/explain/shap.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { forest } from "heartbook/learners/forest.ts";
import { prepareOnce } from "heartbook/pipeline.ts";
import type { Matrix } from "heartbook/types.ts";
import { median } from "./numbers.ts";

/** Every third patient. */
function third({ values, rows, columns }: Matrix): Matrix {
  const kept = values.filter((_, cell) => Math.floor(cell / columns) % 3 === 0);
  return { values: kept, rows: Math.ceil(rows / 3), columns };
}

/** The middle of so many times, after one that does not count. */
function timed(times: number, work: () => unknown): number {
  const seconds = Array.from({ length: times + 1 }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  return median(seconds.slice(1))!;
}

const patients = readHeart();
const { model, preprocessor } = await forest({ trees: 100, seed: 0 })(patients);
const { columns } = preprocessor;
const X = prepareOnce(preprocessor, patients.rows);
const background = third(X);
console.log(JSON.stringify({
  "path-dependent": timed(3, () => explainByPaths(model, X, { columns })),
  interventional: timed(2, () => explain(model, X, { columns, background })),
}));
