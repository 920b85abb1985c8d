/**
 * `deno task score --model model.json --in patients.csv --out scored.csv [--overwrite]`: scores a
 * CSV or Parquet file of any size. Rows in error go to `scored.errors.csv`. See `./command.ts` for
 * the exit codes.
 */

import { isSameFile } from "../ship/model-file/file-errors.ts";
import { readModelFile } from "../ship/model-file/read.ts";
import { errorsPath, scoreFile } from "../ship/score/score.ts";
import { demandOption, lineOfProgress, runCommand, UsageError } from "./command.ts";

const USAGE = `deno task score --model model.json --in patients.csv --out scored.csv [--overwrite]

  --model      the model file
  --in         patients: CSV with a header, separated by commas, semicolons, tabs or bars, in UTF-8,
               UTF-16 or Latin-1; or Parquet if its name ends so
  --out        where to write them with probability and decision: CSV, UTF-8, commas
  --overwrite  replace existing files`;

await runCommand({
  usage: USAGE,
  // Either way what was begun is taken away again.
  signals: Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"],
  options: {
    model: { type: "string" },
    in: { type: "string" },
    out: { type: "string" },
    overwrite: { type: "boolean", default: false },
  },
}, async ({ model, overwrite, ...paths }, { signal }) => {
  const input = demandOption("in", paths.in);
  const output = demandOption("out", paths.out);
  const modelPath = demandOption("model", model);
  for (const place of [output, errorsPath(output)]) {
    if (await isSameFile(modelPath, place)) {
      throw new UsageError(`--out: expected another file than the model, ${modelPath}`);
    }
  }
  const file = await readModelFile(modelPath);
  const { scored, errors, doubts } = await scoreFile(file, { input, output }, {
    overwrite,
    signal,
    progress: lineOfProgress((done, total) => `${Math.floor(100 * done / (total || 1))} %`),
  });
  for (const { seen, assumed } of doubts) console.log(`${input}: ${seen}; ${assumed}`);
  console.log(`${output}: ${scored} scored`);
  if (errors > 0) console.log(`${errorsPath(output)}: ${errors} in error`);
});
