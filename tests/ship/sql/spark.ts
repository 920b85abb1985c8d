/**
 * `deno task test:spark`: whether Spark answers and refuses dirty rows as `score` does. Needs Java,
 * and Python with pyspark: `python3`, or what the environment variable PYTHON names.
 */
import { join } from "node:path";
import { heartDerived } from "heartbook/heart/derived.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import { fitRecalibration } from "heartbook/measure/recalibrate.ts";
import { predictRows } from "heartbook/pipeline.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import type { FeatureSchema } from "heartbook/types.ts";
import { dirtyDates, type DirtyRow, dirtyRows, withDates } from "./dirty.ts";
import { expectAnswers } from "./truth.ts";

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

const steps = [
  { kind: "derive", features: heartDerived.filter(({ feature }) => feature.kind === "number") },
  { kind: "clip", rule: "interquartile" },
  { kind: "indicate-missing" },
  { kind: "impute-iterative", rounds: 3 },
  { kind: "select" },
] as const;

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
    steps: { ...await logistic({ l2: 1 }, { steps })(patients), ...decided },
    isotonic: { ...plain, ...decided, calibration: fitRecalibration.isotonic(scored) },
    beta: { ...plain, ...decided, calibration: fitRecalibration.beta(scored) },
    tree: { ...await tree()(patients), ...decided },
    forest: { ...await forest({ trees: 20, maxDepth: 6 })(patients), ...decided },
    boosting: { ...await boosting({ trees: 20 })(patients), ...decided },
    "naive Bayes": { ...await naiveBayes()(patients), ...decided },
    "linear SVM": { ...await svm({ C: 1, kernel: "linear" })(patients), ...decided },
    "RBF SVM": { ...await svm({ C: 1 })(patients), ...decided },
    neighbours: { ...await neighbours({ k: 5 })(patients), ...decided },
    "neighbours by distance": {
      ...await neighbours({ k: 10, weights: "distance" })(patients),
      ...decided,
    },
  };
}

/** So many rows for most models: Spark, made for many machines, is slow on one. */
const FEW = 1000;
const WITH_ALL = ["logistic", "steps"];
const { features } = patients.schema;
const tables = {
  text: {
    columns: features.map(({ name }) => ({ name, kind: "category" })),
    rows: dirtyRows(patients, { count: 10_000, seed: 1, numbers: false }),
  },
  typed: {
    columns: features.map(({ name, kind }) => ({ name, kind })),
    rows: dirtyRows(patients, { count: 10_000, seed: 2, numbers: true }),
  },
  dates: {
    columns: features.map(({ name }) => ({ name, kind: "category" })),
    rows: dirtyDates({ count: 1000, seed: 7 }).map((age, i): DirtyRow => (
      { ...patients.rows[i % patients.rows.length], age } as DirtyRow
    )),
  },
};
const made = await makeCases();
const dated = Object.fromEntries(
  (["day/month/year", "month/day/year"] as const).map((order) => [
    order,
    { ...made.logistic, schema: withDates(patients.schema, order) },
  ]),
);
const pipelines = { text: made, typed: made, dates: dated };
const cases = Object.entries(tables).flatMap(([table, { rows }]) =>
  Object.entries(pipelines[table as keyof typeof tables]).map(([name, pipeline]) => {
    const most = WITH_ALL.includes(name) ? rows.length : FEW;
    return {
      name: `${name}, ${table}`,
      table,
      most,
      sql: toSql(pipeline, { table: "patients", dialect: "spark", keep: ["id"] }),
      // Doubles are spelled in another way, so of their reasons the quote is not compared.
      quotes: table !== "typed",
      answers: expectAnswers(pipeline, rows.slice(0, most)),
    };
  })
);
/** JSON has no word for what is not a number; text keeps it. */
const sent = Object.fromEntries(
  Object.entries(tables).map(([table, { columns, rows }]) => [table, {
    columns,
    rows: rows.map((row, id) => [
      id,
      ...columns.map(({ name }) => row[name] === null ? null : String(row[name])),
    ]),
  }]),
);
const python = new Deno.Command(Deno.env.get("PYTHON") ?? "python3", {
  args: [join(import.meta.dirname!, "spark.py")],
  stdin: "piped",
}).spawn();
// Python that ends early, for want of pyspark say, tells why itself.
await new Blob([JSON.stringify({ tables: sent, cases })]).stream().pipeTo(python.stdin)
  .catch(() => undefined);
Deno.exit((await python.status).code);
