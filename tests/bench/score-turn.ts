/** One turn of ours: a CSV file scored. `score-turn.ts IN OUT` prints its figures as JSON. */
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { scoreFile } from "heartbook/ship/score/score.ts";
import type { FileTurn } from "./files.ts";
import { peakMemory } from "./peak-memory.ts";
import { processorSeconds } from "./processor.ts";

const [input, output] = Deno.args;
const confusion = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
const model: DecidingPipeline = {
  ...await logistic({ l2: 1 })(readHeart()),
  calibration: null,
  threshold: { value: 0.2, method: "by hand", promise: "none", confusion },
  refer: null,
};
const before = processorSeconds();
const { scored, errors } = await scoreFile(model, { input, output }, { overwrite: true });
const turn: FileTurn = {
  seconds: processorSeconds() - before,
  memory: peakMemory(),
  found: `${scored.toLocaleString("en")} scored`,
};
if (errors > 0) throw new Error(`${errors} rows are in error, expected none`);
console.log(JSON.stringify(turn));
