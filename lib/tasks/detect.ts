/**
 * `deno task detect --model model.json --in new.csv [--out answers.csv] [--ignore a,b]`: one line a
 * recording, with the outcome, its probability, the reasons and the warnings.
 *
 * `deno task detect --fit --model model.json` first makes such a model from the cardiotocograms.
 * Exit code 0: all went well; 1: the model or the table is refused; 2: wrong use.
 */
import { parseArgs } from "node:util";
import { detect, writeDetections } from "../ship/detect/detect.ts";
import { fitCardiotocography } from "../cardiotocography/detection.ts";
import { readDetection, writeDetection } from "../ship/detect/detection-file.ts";

const USAGE = `deno task detect --fit --model model.json
deno task detect --model model.json --in new.csv [--out answers.csv] [--ignore columns]

  --fit     make a model from data/cardiotocography.csv and write it to --model
  --model   the model's file
  --in      new recordings, one a row, with the model's features as columns
  --out     where to write the answers; shown unless given
  --ignore  columns that the model does not know, with commas between`;

interface Wanted {
  readonly fit: boolean;
  readonly model: string;
  readonly input?: string;
  readonly output?: string;
  readonly ignore: readonly string[];
}

function readArguments(args: string[]): Wanted | "help" {
  const { values } = parseArgs({
    args,
    options: {
      fit: { type: "boolean", default: false },
      model: { type: "string" },
      in: { type: "string" },
      out: { type: "string" },
      ignore: { type: "string", default: "" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  if (values.model === undefined) throw new TypeError("--model: expected the path of a file");
  if (values.fit === (values.in !== undefined)) {
    throw new TypeError("expected either --fit or --in");
  }
  const ignore = values.ignore.split(",").filter((name) => name !== "");
  return { fit: values.fit, model: values.model, input: values.in, output: values.out, ignore };
}

async function run({ fit, model, input, output, ignore }: Wanted): Promise<void> {
  if (fit) {
    const fitted = await fitCardiotocography();
    await writeDetection(fitted, model);
    console.log(`${model}: a forest that ${fitted.threshold.promise}`);
    return;
  }
  const fitted = await readDetection(model);
  const detections = detect(fitted, new URL(input!, `file://${Deno.cwd()}/`), { ignore });
  const text = writeDetections(detections, fitted.schema);
  if (output === undefined) {
    console.log(text.trimEnd());
    return;
  }
  await Deno.writeTextFile(output, text);
  const alarms = detections.filter(({ label }) => label === 1).length;
  console.log(`${output}: ${alarms} alarms in ${detections.length} recordings`);
}

/** What the process answers with. */
export async function main(args: string[]): Promise<number> {
  let wanted: Wanted | "help";
  try {
    wanted = readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (wanted === "help") {
    console.log(USAGE);
    return 0;
  }
  try {
    await run(wanted);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
