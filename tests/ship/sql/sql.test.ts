import { assert, assertEquals, assertThrows } from "@std/assert";
import { parse } from "@std/csv";
import fc from "fast-check";
import { takeRows } from "heartbook/data/dataset.ts";
import { boosting } from "heartbook/learners/boosting.ts";
import { elasticNet } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { naiveBayes } from "heartbook/learners/naive-bayes.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { svm } from "heartbook/learners/svm.ts";
import { tree } from "heartbook/learners/tree.ts";
import { heartDerived } from "heartbook/heart/derived.ts";
import { fitRecalibration, type Recalibration } from "heartbook/measure/recalibrate.ts";
import type { TreeModel } from "heartbook/models/tree/tree.ts";
import { type Learner, type Pipeline, predictRows } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { errorsPath, scoreFile } from "heartbook/ship/score/score.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import type { Feature, FeatureSchema, Row } from "heartbook/types.ts";
import { patients } from "../model-file/made.ts";
import { type Database, openDuckDb, openPostgres, type Table } from "./databases.ts";
import { dirtyDates, dirtyRows, type Raw, withDates } from "./dirty.ts";
import { expectAnswers, withoutQuote } from "./truth.ts";

const databases: Readonly<Record<string, Database>> = {
  DuckDB: await openDuckDb(),
  PostgreSQL: await openPostgres(),
};

const confusion = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
const decide = (
  pipeline: Pipeline,
  calibration: Recalibration | null = null,
): DecidingPipeline => ({
  ...pipeline,
  calibration,
  threshold: { value: 0.2, method: "by hand", promise: "none", confusion },
  refer: { low: 0.2, high: 0.6 },
});

interface Rows extends Pick<Table, "rows"> {
  /** What the columns hold; what the schema says they do when absent. */
  readonly columns?: Table["columns"];
}

/** Demands the same answers and the same refusals from every database as from us. */
async function compare(
  pipeline: DecidingPipeline,
  { rows, columns = pipeline.schema.features }: Rows,
): Promise<void> {
  const ours = expectAnswers(pipeline, rows);
  const spell = columns.every(({ kind }) => kind === "category")
    ? (reason: string | null): string | null => reason
    : withoutQuote;
  for (const [name, { dialect, load, ask }] of Object.entries(databases)) {
    await load("patients", { columns, rows });
    const sql = toSql(pipeline, { table: "patients", dialect, keep: ["id"] });
    const theirs = await ask(`${sql} ORDER BY id`);
    assertEquals(theirs.length, rows.length);
    ours.forEach(({ p, decision, reason }, i) => {
      const { id, ...answer } = theirs[i];
      const place = `${name}, row ${id}: ${JSON.stringify(rows[i])}`;
      assertEquals(spell(answer.reason as string | null), spell(reason), place);
      assertEquals(answer.decision, decision, place);
      assertEquals(answer.p === null, p === null, place);
      const difference = Math.abs(Number(answer.p) - Number(p));
      assert(difference < 1e-12, `${place}: expected ${p}, got ${answer.p}`);
    });
  }
}

/** Every patient once more for each share of missing cells, drawn. */
function withHoles(shares: readonly number[]): Row[] {
  const random = seeded(1);
  return shares.flatMap((share) =>
    patients.rows.map((row) => {
      const cells = Object.entries(row);
      return Object.fromEntries(
        cells.map(([name, cell]) => [name, random.uniform() < share ? null : cell]),
      );
    })
  );
}

const everybody = { rows: [...patients.rows, ...withHoles([0.1, 0.5, 1])] };

const learners: Readonly<Record<string, Learner>> = {
  prevalence: prevalence(),
  "unpenalised logistic": logistic(),
  "ridge logistic": logistic({ l2: 1 }),
  "elastic net": elasticNet({ penalty: 10, l1Ratio: 0.9 }),
  "shallow tree": tree({ maxDepth: 3 }),
  "full tree": tree(),
  "forest of 50 full trees": forest({ trees: 50 }),
  "tree of standardised numbers": tree({}, { numbers: "standardised" }),
  boosting: boosting(),
  "naive Bayes": naiveBayes(),
  neighbours: neighbours({ k: 5 }),
  "neighbours by distance": neighbours({ k: 10, weights: "distance" }),
  "linear SVM": svm({ C: 1, kernel: "linear" }),
  "RBF SVM": svm({ C: 1 }),
  "derived features": logistic({ l2: 1 }, {
    steps: [{ kind: "derive", features: heartDerived }, { kind: "indicate-missing" }],
  }),
  "iterative imputation": logistic({ l2: 1 }, {
    steps: [
      { kind: "derive", features: heartDerived },
      { kind: "impute-iterative" },
      { kind: "select" },
    ],
  }),
  "clipped, with indicators": logistic({ l2: 1 }, {
    steps: [
      { kind: "clip", rule: "interquartile" },
      { kind: "indicate-missing", features: ["ca", "thal"] },
      { kind: "select" },
    ],
  }),
};

for (const [name, learner] of Object.entries(learners)) {
  Deno.test(`toSql() answers in a database as predictWith() does, missing cells too: ${name}`, async () => {
    await compare(decide(await learner(patients)), everybody);
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

/** UCI's own files have codes for levels, and a database may hold them as numbers. */
const asNumbers = patients.schema.features.map(({ name }) => ({ name, kind: "number" as const }));
const asText = patients.schema.features.map(({ name }) => ({ name, kind: "category" as const }));
const asCode = {
  kind: "number",
  label: "",
  about: "",
  unit: "",
  range: [0, 7],
  whole: true,
} as const;
const dirty = {
  text: { rows: dirtyRows(patients, { count: 10_000, seed: 1, numbers: false }), columns: asText },
  typed: { rows: dirtyRows(patients, { count: 10_000, seed: 2, numbers: true }) },
  coded: {
    rows: dirtyRows(
      {
        ...patients,
        schema: {
          ...patients.schema,
          features: patients.schema.features.map((feature) =>
            feature.kind === "number" ? feature : { ...asCode, name: feature.name }
          ),
        },
        rows: patients.rows.map((row) =>
          Object.fromEntries(patients.schema.features.map((feature) => {
            const { name } = feature;
            if (feature.kind === "number") return [name, row[name]];
            const code = Object.entries(feature.codes!).find(([, level]) => level === row[name]);
            return [name, code === undefined ? null : Number(code[0])];
          }))
        ),
      },
      { count: 10_000, seed: 3, numbers: true },
    ),
    columns: asNumbers,
  },
};

for (const [name, rows] of Object.entries(dirty)) {
  Deno.test(`toSql() answers and refuses 10,000 dirty rows as score does: ${name}`, async () => {
    const fitted = decide(await logistic({ l2: 1 })(patients));
    const refused = expectAnswers(fitted, rows.rows).filter(({ p }) => p === null).length;
    assert(refused > 1000 && refused < 9000, `${refused}`);
    await compare(fitted, rows);
  });
}

Deno.test("toSql() is compared with what score writes into its two files", async () => {
  const fitted = decide(await logistic({ l2: 1 })(patients));
  const names = asText.map(({ name }) => name);
  const quote = (cell: Raw): string => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const lines = dirty.text.rows.map((row) => names.map((name) => quote(row[name])).join(","));
  const folder = await Deno.makeTempDir();
  try {
    const paths = { input: `${folder}/in.csv`, output: `${folder}/out.csv` };
    await Deno.writeTextFile(paths.input, [names.join(","), ...lines].join("\n"));
    await scoreFile(fitted, paths);
    const read = async (path: string): Promise<string[][]> =>
      (parse(await Deno.readTextFile(path)) as string[][]).slice(1);
    const expected = expectAnswers(fitted, dirty.text.rows);
    assertEquals(
      (await read(paths.output)).map((row) => row.slice(-2)),
      expected.flatMap(({ p, decision }) => p === null ? [] : [[String(p), decision!]]),
    );
    assertEquals(
      (await read(errorsPath(paths.output))).map(([row, message]) => [row, message]),
      expected.flatMap(({ reason }, i) =>
        reason === null ? [] : [[String(i + 1), `row ${i + 1}, ${reason}`]]
      ),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

for (const [name, learner] of Object.entries(learners)) {
  Deno.test(`toSql() answers and refuses dirty rows as score does: ${name}`, async () => {
    const rows = dirty.text.rows.slice(0, 1000);
    await compare(decide(await learner(patients)), { ...dirty.text, rows });
  });
}

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

const WORDS = fc.string({ unit: "binary", minLength: 1, maxLength: 8 })
  .filter((text) => !text.includes("\0"));

Deno.test("toSql() can be made to say nothing else by any name or level", async () => {
  const awkward = fc.constantFrom(
    `"; DROP TABLE patients; --`,
    `it's`,
    `''`,
    `\\' OR 1=1 --`,
    "a\nb",
    "100 %",
    "/*",
    "naïve ☃",
  );
  const text = fc.oneof(awkward, WORDS);
  const drawn = fc.record({
    names: fc.uniqueArray(text, {
      minLength: 2,
      maxLength: 2,
      selector: (name) => name.toLowerCase(),
    }),
    levels: fc.uniqueArray(text, { minLength: 3, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ names: [number, category], levels }) => {
      fc.pre(![number, category].some((name) => name.toLowerCase() === "id"));
      const words = { label: "", about: "" };
      const schema: FeatureSchema = {
        ...patients.schema,
        features: [
          { kind: "number", name: number, unit: "", range: [0, 9], ...words },
          { kind: "category", name: category, levels, ...words },
        ],
      };
      const made = levels.flatMap((level, i): Row[] => [
        { [number]: i, [category]: level },
        { [number]: null, [category]: level },
        { [number]: 3 - i, [category]: null },
      ]);
      const dataset = {
        schema,
        rows: made,
        labels: made.map((_, i) => (i % 2) as 0 | 1),
        ids: made.map((_, i) => String(i)),
      };
      await compare(decide(await logistic({ l2: 1 })(dataset)), { rows: made });
    }),
    { seed: 1, numRuns: 60 },
  );
});

Deno.test("toSql() names a table by its parts, and keeps the columns asked for", async () => {
  const fitted = decide(await logistic({ l2: 1 })(patients));
  const { load, ask } = databases.DuckDB;
  await load("patients", { columns: patients.schema.features, rows: patients.rows });
  const table = ["memory", "main", "patients"];
  const sql = toSql(fitted, { table, dialect: "duckdb", keep: ["sex", "age"] });
  const [first] = await ask(sql);
  assertEquals(Object.keys(first), ["sex", "age", "p", "decision", "reason"]);
});

Deno.test("toSql() speaks each dialect", async () => {
  const fitted = decide(await tree({ maxDepth: 1 })(patients));
  const options = { table: "patients", keep: [] };
  const spark = toSql(fitted, { ...options, dialect: "spark" });
  assert(spark.includes("CAST(`age` AS STRING)") && spark.includes("FROM `patients`"));
  const postgresql = toSql(fitted, { ...options, dialect: "postgresql" });
  assert(postgresql.includes('CAST("age" AS TEXT)'));
  assert(postgresql.includes("5.6e+1::float8"));
});

Deno.test("toSql() refuses what cannot be written as SQL, by name", async () => {
  const options = { table: "patients", dialect: "duckdb" } as const;
  const steps = [{ kind: "impute-neighbours", k: 5 }] as const;
  const imputed = decide(await logistic({ l2: 1 }, { steps })(patients));
  assertThrows(() => toSql(imputed, options), RangeError, "impute-neighbours cannot be written");
  const fitted = decide(await logistic({ l2: 1 })(patients));
  assertThrows(() => toSql(fitted, { ...options, keep: ["p"] }), RangeError, 'got "p"');
  assertThrows(() => toSql(fitted, { ...options, keep: ["id", "id"] }), RangeError, 'got "id"');
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
