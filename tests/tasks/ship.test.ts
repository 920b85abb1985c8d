/** The commands as they are called: train, score and export. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import LogisticRegression from "ml-logistic-regression";
import { type MlLogisticRegression, toMlMatrix } from "heartbook/models/mljs/logistic.ts";
import { predictRows, prepareOnce } from "heartbook/pipeline.ts";
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
