/**
 * `deno task train [--out model.json] [--seed 1] [--overwrite]`: trains the default model from the
 * data, or with `--in` and `--schema` a model of any table, of any size, and writes it with its
 * card in Markdown beside it. See `./command.ts` for the exit codes.
 */

import { atRecallFloor } from "../choose/floor.ts";
import { cardMarkdown } from "../ship/card/card.ts";
import { encodeModelFile } from "../ship/model-file/write.ts";
import type { ModelFile } from "../ship/model-file/model-file.ts";
import { openOutput } from "../ship/score/output.ts";
import type { FileLearner } from "../ship/train/file/fit.ts";
import { trainFromFile } from "../ship/train/file/train.ts";
import { describeFileModel } from "../ship/train/file/words.ts";
import type { WorkOptions } from "../types.ts";
import { findHospitalPatients } from "../heart/hospitals/read.ts";
import { trainHeart } from "../heart/train.ts";
import { demandOption, lineOfProgress, readWhole, runCommand, UsageError } from "./command.ts";
import { readSchema, tellDoubts } from "./table-schema.ts";

const USAGE = `deno task train [--in table.csv --schema schema.json] [--out model.json]

  --in         a table of any size to learn from instead of the heart data: CSV, or Parquet if its
               name ends so
  --schema     what its columns mean: the schema.json of deno task analyse, whose \`group\` stays
               together, or the schema alone
  --learner    boosting or logistic (boosting)
  --recall     of those with the outcome, the share to be found at the threshold (0.9)
  --out        where to write the model file (model.json); its card is written beside it (model.md)
  --seed       the seed of all random numbers (1)
  --overwrite  replace existing files`;

const LEARNERS: Readonly<Record<string, FileLearner>> = {
  boosting: { kind: "boosting" },
  logistic: { kind: "logistic", l2: 1 },
};

/** A model of the table in a file. */
async function trainTable(
  options: {
    readonly input: string;
    readonly schema?: string;
    readonly learner: string;
    readonly recall: string;
  },
  work: WorkOptions & { readonly seed: number; readonly created: string },
): Promise<ModelFile> {
  const { input, learner } = options, recall = Number(options.recall);
  if (!Object.hasOwn(LEARNERS, learner)) {
    throw new UsageError(`--learner: expected boosting or logistic, got "${learner}"`);
  }
  if (!(recall > 0 && recall <= 1)) {
    throw new UsageError(`--recall: expected a share above 0 and up to 1, got "${options.recall}"`);
  }
  const { schema, outcome, group } = await readSchema(demandOption("schema", options.schema));
  const { file, doubts } = await trainFromFile(input, {
    ...work,
    schema,
    outcome,
    group,
    learner: LEARNERS[learner],
    rule: (scored) => ({ threshold: atRecallFloor(scored, recall), refer: null }),
    describe: describeFileModel,
  });
  tellDoubts(input, doubts);
  return file;
}

/** "model.json" to "model.md". */
function cardPath(out: string): string {
  return `${out.replace(/\.json$/, "")}.md`;
}

await runCommand({
  usage: USAGE,
  signals: Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"],
  options: {
    in: { type: "string" },
    schema: { type: "string" },
    learner: { type: "string", default: "boosting" },
    recall: { type: "string", default: "0.9" },
    out: { type: "string", default: "model.json" },
    seed: { type: "string", default: "1" },
    overwrite: { type: "boolean", default: false },
  },
}, async ({ in: input, out, seed: word, overwrite, ...table }, { signal }) => {
  // Opened first: what cannot be written need not be trained.
  await using model = await openOutput(out, { overwrite });
  await using card = await openOutput(cardPath(out), { overwrite });
  const work = { seed: readWhole("seed", word), created: new Date().toISOString(), signal };
  const file = input === undefined
    ? await trainHeart({
      ...work,
      hospitals: await findHospitalPatients(),
      progress: lineOfProgress((done, total) => `fold ${done} of ${total}`),
    })
    : await trainTable({ input, ...table }, {
      ...work,
      progress: lineOfProgress((done, total) => `${Math.floor(100 * done / (total || 1))} %`),
    });
  await model.write(encodeModelFile(file));
  await card.write(cardMarkdown(file));
  await model.finish();
  await card.finish();
  const { patients, groups: [everybody] } = file.card;
  const learned = input === undefined
    ? `, learned from ${patients.count} patients`
    : `. ${file.card.validation}`;
  console.log(`${out}: ${file.card.title}${learned}`);
  for (const { name, interval: { estimate, low, high } } of everybody.figures) {
    const [value, from, to] = [estimate, low, high].map((number) => number.toFixed(3));
    console.log(`  ${name.padEnd(26)} ${value} [${from}, ${to}]`);
  }
});
