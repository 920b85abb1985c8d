/**
 * `deno task retrain --model model.json --log predictions.db`: compares the model in use with one
 * that also learns from the outcomes in the log. See `./command.ts` for the exit codes.
 */
import { demand } from "../demand.ts";
import type { Dataset, FeatureSchema, WorkOptions } from "../types.ts";
import { readModelFile } from "../ship/model-file/read.ts";
import { writeModelFile } from "../ship/model-file/write.ts";
import { compareRetrained, trainChallenger } from "../ship/retrain/retrain.ts";
import { readFileTable, takeFileRows } from "../ship/train/file/table.ts";
import { openLogService } from "../watch/log-service.ts";
import { demandOption, lineOfProgress, readWhole, runCommand, UsageError } from "./command.ts";
import { readSchema, tellDoubts } from "./table-schema.ts";

const USAGE = `deno task retrain --model model.json --log predictions.db
                  [--data patients.csv [--schema schema.json]] [--out challenger.json]

  --model  the model in use; it is never changed
  --log    the log of its predictions and outcomes: a file, or postgres://…
  --data   its training patients, so that the new model can learn from them too: CSV or Parquet
  --schema the schema.json by which they were read, if it says how their outcome is written
  --out    where to write the new model, for you to review; it must not exist yet
  --seed   the seed of all random numbers (1)`;

/** The rows that a model was trained on, read as `train` reads them. */
async function readKnown(
  path: string,
  { schema, draft, signal }: WorkOptions & {
    readonly schema: FeatureSchema;
    /** Path of the schema.json. */
    readonly draft?: string;
  },
): Promise<Dataset> {
  const drafted = draft === undefined ? undefined : await readSchema(draft);
  const tell = ({ outcome: { name, positive, negative } }: FeatureSchema): string =>
    `${name}, "${positive}" or "${negative}"`;
  const got = tell(drafted?.schema ?? schema), expected = tell(schema);
  demand(got === expected, { field: `${draft}: outcome`, expected, got });
  const { outcome, group } = drafted ?? {};
  const table = await readFileTable(path, { schema, outcome, group, signal });
  tellDoubts(path, table.doubts);
  return takeFileRows(table, Int32Array.from({ length: table.rows }, (_, row) => row));
}

await runCommand({
  usage: USAGE,
  options: {
    model: { type: "string" },
    log: { type: "string" },
    data: { type: "string" },
    schema: { type: "string" },
    out: { type: "string" },
    seed: { type: "string", default: "1" },
  },
}, async ({ model, log: where, data, schema: draft, out, seed: seedText }, { signal }) => {
  const path = demandOption("model", model);
  if (out === path) throw new UsageError("--out: expected another file than --model");
  const seed = readWhole("seed", seedText);
  const champion = await readModelFile(path);
  const { schema, contentSha256 } = champion;
  const log = await openLogService(demandOption("log", where));
  const fresh = await log.patients({ model: contentSha256, schema });
  await log.close();
  const known = data === undefined ? undefined : await readKnown(data, { schema, draft, signal });
  const options = {
    seed,
    signal,
    progress: lineOfProgress((done, total) => `fold ${done} of ${total}`),
  };
  const compared = await compareRetrained(champion, { fresh, known }, options);
  console.log(`On ${compared.patients} patients whose outcome is known since: ${compared.reason}.`);
  if (out === undefined) return;
  const created = new Date().toISOString();
  const challenger = await trainChallenger(champion, { fresh, known }, {
    ...options,
    created,
    compared,
  });
  await writeModelFile(challenger, out);
  console.log(`${out}: the new model; ${path} still answers`);
});
