/** The commands as they are called: train, score and export. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import LogisticRegression from "ml-logistic-regression";
import { type MlLogisticRegression, toMlMatrix } from "heartbook/models/mljs/logistic.ts";
import { predictRows, prepareOnce } from "heartbook/pipeline.ts";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { parseTable } from "heartbook/data/table.ts";
import { canonicalText } from "heartbook/ship/model-file/text.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { learners, makeModelFile, patients } from "../ship/model-file/made.ts";
import { run } from "./run.ts";

const file = await makeModelFile(learners.logistic);

async function inFolder(test: (folder: string, model: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const model = `${folder}/model.json`;
    await writeModelFile(file, model);
    await test(folder, model);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task score writes what it scored, and says so", async () => {
  await inFolder(async (folder, model) => {
    const text = await Deno.readTextFile("data/cleveland.csv");
    const input = `${folder}/in.csv`;
    await Deno.writeTextFile(input, text.replace(",233,", ",7,"));
    const out = `${folder}/out.csv`;
    const ended = await run("score", "--model", model, "--in", input, "--out", out);
    assertEquals([ended.code, ended.err], [0, ""]);
    assertEquals(ended.out, `${out}: 302 scored\n${folder}/out.errors.csv: 1 in error\n`);
    const again = await run("score", "--model", model, "--in", input, "--out", out);
    assertEquals(again.code, 1);
    assertStringIncludes(again.err, "is there already");
  });
});

Deno.test("deno task score ends with 2 for wrong use, and with 1 for a model that was changed", async () => {
  await inFolder(async (folder, model) => {
    const missing = await run("score", "--model", model);
    assertEquals(missing.code, 2);
    assertStringIncludes(missing.err, "--in: expected a value, got none\n\ndeno task score");
    const strange = await run("score", "--modle", model);
    assertEquals(strange.code, 2);
    const help = await run("score", "--help");
    assertEquals([help.code, help.err], [0, ""]);

    const text = await Deno.readTextFile(model);
    await Deno.writeTextFile(model, text.replace('"intercept":', '"intercept":1'));
    const out = `${folder}/out.csv`;
    const changed = await run(
      "score",
      "--model",
      model,
      "--in",
      "data/cleveland.csv",
      "--out",
      out,
    );
    assertEquals(changed.code, 1);
    assertStringIncludes(changed.err, model);
    assertEquals(await Deno.stat(out).catch(() => null), null);
  });
});

Deno.test("deno task export prints SQL, and JSON that ml-logistic-regression loads", async () => {
  await inFolder(async (_, model) => {
    const sql = await run("export", "--model", model, "--format", "sql", "--table", "a.b");
    assertEquals([sql.code, sql.err], [0, ""]);
    assertStringIncludes(sql.out, 'FROM "a"."b"');

    const json = await run("export", "--model", model, "--format", "mljs");
    assertEquals(json.code, 0);
    assertStringIncludes(json.err, "age, less ");
    const theirs = LogisticRegression.load(JSON.parse(json.out) as MlLogisticRegression);
    const calls = theirs.predict(toMlMatrix(prepareOnce(file.preprocessor, patients.rows)));
    assertEquals(calls, Array.from(predictRows(file, patients.rows), (p) => Number(p >= 0.5)));

    for (const wrong of [["--format", "xml"], ["--format", "sql", "--dialect", "oracle"]]) {
      assertEquals((await run("export", "--model", model, ...wrong)).code, 2);
    }
  });
});

Deno.test("deno task train refuses before it trains what it could not write", async () => {
  await inFolder(async (folder, model) => {
    const taken = await run("train", "--out", model);
    assertEquals(taken.code, 1);
    assertStringIncludes(taken.err, `${model}: is there already`);
    assertEquals(await Deno.readTextFile(model), `${canonicalText(file)}\n`);
    assertEquals((await run("train", "--seed", "-1", "--out", `${folder}/new.json`)).code, 2);
    const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assertEquals(left, ["model.json"]);
  });
});

Deno.test("deno task train learns from a table with its schema, as score takes it", async () => {
  await inFolder(async (folder) => {
    const [header, ...lines] = (await Deno.readTextFile("data/cleveland.csv")).trimEnd().split(
      "\n",
    );
    const input = `${folder}/table.csv`, schema = `${folder}/schema.json`;
    await Deno.writeTextFile(input, [header, ...Array(10).fill(lines).flat()].join("\n"));
    await Deno.writeTextFile(schema, JSON.stringify(patients.schema));
    const out = `${folder}/own.json`, scored = `${folder}/scored.csv`;
    const own = ["--in", input, "--schema", schema, "--out", out];
    const trained = await run("train", ...own, "--learner", "logistic", "--recall", "0.8");
    assertEquals([trained.code, trained.err], [0, ""]);
    assertStringIncludes(trained.out, "by logistic regression. The model learned from 2424 rows.");
    const used = await run("score", "--model", out, "--in", input, "--out", scored);
    assertEquals([used.out, used.err], [`${scored}: 3030 scored\n`, ""]);
    assertStringIncludes((await run("export", "--model", out, "--format", "sql")).out, "SELECT");
  });
});

Deno.test("deno task train takes the schema.json of an analysis, whatever its outcomes are called", async () => {
  await inFolder(async (folder) => {
    const lines = Array.from({ length: 300 }, (_, i) => {
      const outcome = i % 50 === 0 ? "" : i % 3 === 0 ? "ja" : "nein";
      return `${20 + i * 37 % 61 + (i % 3 === 0 ? 9 : 0)},${i * 7 % 11 / 2},${outcome}`;
    });
    const table = parseTable(`age,dose,verstorben\n${lines.join("\n")}\n`, "stays.csv");
    const input = `${folder}/stays.csv`, schema = `${folder}/schema.json`;
    await Deno.writeTextFile(input, `age,dose,verstorben\n${lines.join("\n")}\n`);
    await Deno.writeTextFile(schema, JSON.stringify(draftSchema(table, { outcome: "verstorben" })));
    const own = ["--in", input, "--schema", schema, "--out", `${folder}/own.json`];
    const trained = await run("train", ...own, "--learner", "logistic");
    assertEquals([trained.code, trained.err], [0, ""]);
    assertStringIncludes(
      trained.out,
      `${input}: 6 rows without a known outcome; they are left out`,
    );
    assertStringIncludes(trained.out, "The model learned from 236 rows.");
  });
});

Deno.test("deno task train holds out whole groups where the schema.json of an analysis names them", async () => {
  await inFolder(async (folder) => {
    const lines = Array.from({ length: 900 }, (_, i) => {
      const person = i / 3 | 0;
      return `P-${person},${20 + person * 37 % 61},${i % 11 / 2},${
        person % 3 === 0 ? "yes" : "no"
      }`;
    });
    const text = `patient_id,age,dose,died\n${lines.join("\n")}\n`;
    const input = `${folder}/visits.csv`, schema = `${folder}/schema.json`;
    const draft = draftSchema(parseTable(text, "visits.csv"), { outcome: "died" });
    assertEquals(draft.group, "patient_id");
    await Deno.writeTextFile(input, text);
    await Deno.writeTextFile(schema, JSON.stringify(draft));
    const own = ["--in", input, "--schema", schema, "--out", `${folder}/own.json`];
    const trained = await run("train", ...own, "--learner", "logistic");
    assertEquals([trained.code, trained.err], [0, ""]);
    assertStringIncludes(trained.out, "no value of patient_id stands on both sides");
    const card = await Deno.readTextFile(`${folder}/own.md`);
    assertStringIncludes(card, "no value of patient\\_id stands on both sides");
    assertStringIncludes(card, "Rows with one value of patient\\_id were held out together");
  });
});

Deno.test("deno task train says what is wrong with its words for a table", async () => {
  await inFolder(async (folder, schema) => {
    const own = ["--in", "data/cleveland.csv", "--out", `${folder}/own.json`];
    const wrong = [
      [own, "--schema: expected a value, got none"],
      [
        [...own, "--schema", schema, "--learner", "svm"],
        "--learner: expected boosting or logistic",
      ],
      [[...own, "--schema", schema, "--recall", "90"], "--recall: expected a share above 0"],
    ] as const;
    for (const [words, message] of wrong) {
      const ended = await run("train", ...words);
      assertEquals(ended.code, 2);
      assertStringIncludes(ended.err, message);
    }
  });
});
