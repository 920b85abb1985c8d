/** The command that compares a model with one that also learns from the log, as it is called. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { predictRows } from "heartbook/pipeline.ts";
import { readModelFile } from "heartbook/ship/model-file/read.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { openPredictionLog } from "heartbook/watch/prediction-log.ts";
import { learners, makeModelFile, patients } from "../ship/model-file/made.ts";
import { run } from "./run.ts";

const FRESH = 100;

Deno.test("deno task retrain reads a table as train does: separator, encoding and outcome words", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const champion = await makeModelFile(learners.logistic);
    const { contentSha256, schema, reference, threshold: { value } } = champion;
    const model = `${folder}/model.json`, log = `${folder}/log.db`;
    await writeModelFile(champion, model);
    const rows = patients.rows.slice(0, FRESH), p = predictRows(champion, rows);
    {
      using watch = openPredictionLog(log);
      const known = { model: contentSha256, schema, reference, threshold: value };
      const ids = watch.log(known, rows.map((row, i) => ({ row, p: p[i] })));
      watch.outcomes(ids.map((id, i) => ({ id, label: patients.labels[i] })));
    }

    const [header, ...lines] = (await Deno.readTextFile("data/cleveland.csv")).trimEnd().split(
      "\n",
    );
    const old = lines.slice(FRESH), place = header.split(",").indexOf(schema.outcome.name);
    const plain = `${folder}/plain.csv`, own = `${folder}/own.csv`;
    await Deno.writeTextFile(plain, [header, ...old].join("\n"));
    const { positive, negative } = schema.outcome;
    const other = old.map((line) => {
      const cells = line.split(",");
      return [...cells.with(place, cells[place] === positive ? "ja" : "nein"), "K\u00f6ln"].join(
        ";",
      );
    });
    const text = [`${header.replaceAll(",", ";")};ort`, ...other].join("\n");
    // As Excel in Germany writes it: Latin letters in one byte each.
    await Deno.writeFile(own, Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
    const draft = {
      schema,
      outcome: { positive: ["ja"], negative: ["nein"] },
      ignored: {},
      doubts: [],
    };
    const drafted = `${folder}/schema.json`, swapped = `${folder}/swapped.json`;
    await Deno.writeTextFile(drafted, JSON.stringify(draft));
    const retrain = (data: string, ...more: string[]): ReturnType<typeof run> =>
      run("retrain", "--model", model, "--log", log, "--data", data, ...more);

    const one = await retrain(plain, "--out", `${folder}/one.json`);
    assertEquals([one.code, one.err], [0, ""]);
    const two = await retrain(own, "--schema", drafted, "--out", `${folder}/two.json`);
    assertEquals([two.code, two.err], [0, ""]);
    assertStringIncludes(two.out, `${own}: `);
    assertStringIncludes(two.out, one.out.split("\n")[0]);
    const [first, second] = await Promise.all(
      ["one", "two"].map((name) => readModelFile(`${folder}/${name}.json`)),
    );
    assertEquals(second.model, first.model);
    assertEquals(second.dataSha256, first.dataSha256);
    assertStringIncludes(first.card.patients.about, `${old.length} patients of the earlier`);

    // Its labels would stand for the opposite.
    const outcome = { ...schema.outcome, positive: negative, negative: positive };
    const opposite = { ...draft, schema: { ...schema, outcome } };
    await Deno.writeTextFile(swapped, JSON.stringify(opposite));
    const refused = await retrain(own, "--schema", swapped);
    assertEquals(refused.code, 1);
    assertStringIncludes(refused.err, `outcome: expected ${schema.outcome.name}, "${positive}" or`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
