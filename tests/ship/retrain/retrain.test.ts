import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";
import { compareRetrained } from "heartbook/ship/retrain/retrain.ts";
import { openPredictionLog } from "heartbook/watch/prediction-log.ts";
import { writeModelFile } from "heartbook/ship/model-file/write.ts";
import { readModelFile } from "heartbook/ship/model-file/read.ts";
import { contentOf, learners, makeModelFile, patients, some } from "../model-file/made.ts";
import { sealModelFile } from "heartbook/ship/model-file/write.ts";

const asked = takeRows(patients, patients.rows.map((_, i) => i).filter((i) => i % 5 !== 0));
const fresh = { ...asked, ids: asked.ids.map((id) => `fresh-${id}`) };

Deno.test("compareRetrained() takes over from a model that knows nothing", async () => {
  const champion = await sealModelFile(contentOf(await prevalence()(some)));
  const { decision, patients: count } = await compareRetrained(champion, { fresh, known: some }, {
    seed: 1,
  });
  assertEquals([decision, count], ["replaced", fresh.rows.length]);
});

Deno.test("compareRetrained() refuses to compare on a handful of outcomes", async () => {
  const champion = await makeModelFile(learners.logistic);
  const few = takeRows(fresh, Array.from({ length: 30 }, (_, i) => i));
  await assertRejects(
    () => Promise.resolve().then(() => compareRetrained(champion, { fresh: few }, { seed: 1 })),
    RangeError,
    "at least 20 diseased and 20 healthy",
  );
});

Deno.test("deno task retrain compares on the log's outcomes and leaves the model alone", async () => {
  const folder = await Deno.makeTempDir();
  const [model, log, out] = ["model.json", "log.db", "new.json"].map((each) => `${folder}/${each}`);
  const champion = await makeModelFile(learners.logistic);
  await writeModelFile(champion, model);
  const before = await Deno.readTextFile(model);
  {
    using kept = openPredictionLog(log);
    const answers = predictWith(champion, fresh.rows);
    const ids = kept.log(
      { model: champion.contentSha256, schema: champion.schema },
      answers.map(({ p }, i) => ({ row: fresh.rows[i], p })),
    );
    kept.outcomes(ids.map((id, i) => ({ id, label: fresh.labels[i] })));
  }
  const root = new URL("../../../", import.meta.url);
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const words = config.tasks.retrain.command.split(" ").slice(1);
  const retrain = (...args: readonly string[]): Promise<Deno.CommandOutput> =>
    new Deno.Command(Deno.execPath(), {
      args: [
        words[0],
        "--no-check",
        "--no-prompt",
        ...words.slice(1),
        "--model",
        model,
        "--log",
        log,
      ]
        .concat(args),
      cwd: root,
      env: { NO_COLOR: "1" },
    }).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  const { code, stdout, stderr } = await retrain("--out", out);
  assertEquals([code, text(stderr)], [0, ""]);
  assertStringIncludes(
    text(stdout),
    `On ${fresh.rows.length} patients whose outcome is known since`,
  );
  assertEquals(await Deno.readTextFile(model), before);
  const challenger = await readModelFile(out);
  assertEquals(challenger.card.patients.count, fresh.rows.length);
  assertEquals(challenger.reference?.patients, fresh.rows.length);
  assertStringIncludes(challenger.card.reasons[0], champion.contentSha256.slice(0, 12));
  assert(challenger.contentSha256 !== champion.contentSha256);

  const same = await retrain("--out", model);
  assertEquals(same.code, 2);
  assertEquals(await Deno.readTextFile(model), before);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("compareRetrained() wants 20 of each outcome: many of the one do not make up for the other", async () => {
  const champion = await makeModelFile(learners.logistic);
  const rowsOf = (wanted: number): number[] =>
    fresh.labels.flatMap((label, i) => label === wanted ? [i] : []);
  for (const [healthy, diseased] of [[100, 19], [19, 100]]) {
    const some = takeRows(fresh, [
      ...rowsOf(0).slice(0, healthy),
      ...rowsOf(1).slice(0, diseased),
    ]);
    await assertRejects(
      () => Promise.resolve().then(() => compareRetrained(champion, { fresh: some }, { seed: 1 })),
      RangeError,
      `got ${diseased} and ${healthy}`,
    );
  }
  const enough = takeRows(fresh, [...rowsOf(0).slice(0, 20), ...rowsOf(1).slice(0, 20)]);
  const { patients, splits, seed } = await compareRetrained(champion, { fresh: enough }, {
    seed: 1,
  });
  assertEquals([patients, splits, seed], [40, 5, 1]);
});
