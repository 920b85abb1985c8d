/**
 * `deno task test:spark`: whether Spark answers the SQL of a model as we do. Needs Java, and Python
 * with pyspark: `python3`, or what the environment variable PYTHON names.
 */
import { join } from "node:path";
import { readHeart } from "heartbook/heart/heart.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitRecalibration } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import type { FeatureSchema } from "heartbook/types.ts";

/** A level and a name that Spark quotes in a way of its own. */
function rename({ features, ...schema }: FeatureSchema): FeatureSchema {
  return {
    ...schema,
    features: features.map((feature) =>
      feature.name === "sex"
        ? { ...feature, name: "sex `'\"", levels: ["it's \\ female", "male"] }
        : feature
    ) as FeatureSchema["features"],
  };
}

const heart = readHeart();
const patients = {
  ...heart,
  schema: rename(heart.schema),
  rows: heart.rows.map(({ sex, ...row }) => ({
    ...row,
    "sex `'\"": sex === "female" ? "it's \\ female" : sex,
  })),
};
const confusion = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };

async function makeCases(): Promise<Record<string, DecidingPipeline>> {
  const decided = {
    calibration: null,
    threshold: { value: 0.2, method: "by hand", promise: "none", confusion },
    refer: { low: 0.2, high: 0.6 },
  };
  const plain = await logistic({ l2: 1 })(patients);
  const scored = { label: patients.labels, p: predictRows(plain, patients.rows) };
  return {
    logistic: { ...plain, ...decided },
    isotonic: { ...plain, ...decided, calibration: fitRecalibration.isotonic(scored) },
    beta: { ...plain, ...decided, calibration: fitRecalibration.beta(scored) },
    tree: { ...await tree()(patients), ...decided },
    forest: { ...await forest({ trees: 20, maxDepth: 6 })(patients), ...decided },
    boosting: { ...await boosting({ trees: 20 })(patients), ...decided },
  };
}

const cases = Object.entries(await makeCases()).map(([name, pipeline]) => ({
  name,
  sql: toSql(pipeline, { table: "patients", dialect: "spark", keep: ["id"] }),
  answers: predictWith(pipeline, patients.rows),
}));
const rows = patients.rows.map((row, id) => [
  id,
  ...patients.schema.features.map(({ name }) => row[name as keyof typeof row]),
]);
const features = patients.schema.features.map(({ name, kind }) => ({ name, kind }));
const python = new Deno.Command(Deno.env.get("PYTHON") ?? "python3", {
  args: [join(import.meta.dirname!, "spark.py")],
  stdin: "piped",
}).spawn();
const writer = python.stdin.getWriter();
await writer.write(new TextEncoder().encode(JSON.stringify({ features, rows, cases })));
await writer.close();
Deno.exit((await python.status).code);
