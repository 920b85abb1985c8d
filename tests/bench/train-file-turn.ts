/**
 * One turn of ours: a model trained from a table file, all but its card.
 * `train-file-turn.ts boosting|logistic PATH` prints its figures as JSON.
 */
import { atRecallFloor } from "heartbook/choose/floor.ts";
import type { FileLearner } from "heartbook/ship/train/file/fit.ts";
import { trainFromFile } from "heartbook/ship/train/file/train.ts";
import type { FileTurn } from "./files.ts";
import { peakMemory } from "./peak-memory.ts";
import { processorSeconds } from "./processor.ts";
import { madeUpSchema } from "./table-files.ts";

const LEARNERS: Readonly<Record<string, FileLearner>> = {
  logistic: { kind: "logistic", l2: 1 },
  boosting: { kind: "boosting", settings: { trees: 100, maxDepth: 3 } },
};

const [kind, path] = Deno.args;
const words = { use: [], misuse: [], reasons: [], limits: [], patients: "Made up." };
const before = processorSeconds();
let seconds: number | undefined;
const { file } = await trainFromFile(path, {
  schema: madeUpSchema,
  learner: LEARNERS[kind],
  // The last thing but the card, which they do not make.
  rule: (scored) => {
    seconds ??= processorSeconds() - before;
    return { threshold: atRecallFloor(scored, 0.9), refer: null };
  },
  describe: () => ({ title: kind, ...words }),
  replicates: 20,
  seed: 1,
  created: "2026-01-02T03:04:05.000Z",
});
const [{ interval }] = file.card.groups[0].figures;
const turn: FileTurn = {
  seconds: seconds!,
  memory: peakMemory(),
  found: `AUC ${interval.estimate.toFixed(4)}`,
};
console.log(JSON.stringify(turn));
