/**
 * `deno task detect --model model.json --in new.csv [--out answers.csv] [--ignore a,b]`: one line per
 * recording, with the outcome, its probability, the reasons and the warnings.
 *
 * `deno task detect --fit --model model.json` first makes such a model from the cardiotocograms.
 * See `./command.ts` for the exit codes.
 */
import { detect, writeDetections } from "../ship/detect/detect.ts";
import { fitCardiotocography } from "../cardiotocography/detection.ts";
import { readDetection, writeDetection } from "../ship/detect/detection-file.ts";
import { demandOption, runCommand, UsageError } from "./command.ts";

const USAGE = `deno task detect --fit --model model.json
deno task detect --model model.json --in new.csv [--out answers.csv] [--ignore columns]

  --fit     make a model from data/cardiotocography.csv and write it to --model
  --model   the model's file
  --in      new recordings, one per row, with the model's features as columns
  --out     where to write the answers; default the terminal
  --ignore  columns that the model does not know: a,b`;

await runCommand({
  usage: USAGE,
  options: {
    fit: { type: "boolean", default: false },
    model: { type: "string" },
    in: { type: "string" },
    out: { type: "string" },
    ignore: { type: "string", default: "" },
  },
}, async ({ fit, ignore, ...paths }) => {
  const model = demandOption("model", paths.model);
  if (fit === (paths.in !== undefined)) throw new UsageError("expected either --fit or --in");
  if (fit) {
    const fitted = await fitCardiotocography();
    await writeDetection(fitted, model);
    console.log(`${model}: a forest that ${fitted.threshold.promise}`);
    return;
  }
  const fitted = await readDetection(model);
  const input = new URL(paths.in!, `file://${Deno.cwd()}/`);
  const names = ignore.split(",").filter((name) => name !== "");
  const detections = detect(fitted, input, { ignore: names });
  const text = writeDetections(detections, fitted.schema);
  if (paths.out === undefined) {
    console.log(text.trimEnd());
    return;
  }
  await Deno.writeTextFile(paths.out, text);
  const alarms = detections.filter(({ label }) => label === 1).length;
  console.log(`${paths.out}: ${alarms} alarms in ${detections.length} recordings`);
});
