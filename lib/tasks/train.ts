/**
 * `deno task train [--out model.json] [--seed 1] [--overwrite]`: trains the default model from the
 * data and writes it, with its card in Markdown beside it. See `./command.ts` for the exit codes.
 */

import { cardMarkdown } from "../ship/card/card.ts";
import { encodeModelFile } from "../ship/model-file/write.ts";
import { openOutput } from "../ship/score/output.ts";
import { findHospitalPatients } from "../heart/hospitals/read.ts";
import { trainHeart } from "../heart/train.ts";
import { lineOfProgress, readWhole, runCommand } from "./command.ts";

const USAGE = `deno task train [--out model.json] [--seed 1] [--overwrite]

  --out        where to write the model file (model.json); its card is written beside it (model.md)
  --seed       the seed of all random numbers (1)
  --overwrite  replace existing files`;

/** "model.json" to "model.md". */
function cardPath(out: string): string {
  return `${out.replace(/\.json$/, "")}.md`;
}

await runCommand({
  usage: USAGE,
  signals: Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"],
  options: {
    out: { type: "string", default: "model.json" },
    seed: { type: "string", default: "1" },
    overwrite: { type: "boolean", default: false },
  },
}, async ({ out, seed, overwrite }, { signal }) => {
  // Opened first: what cannot be written need not be trained.
  await using model = await openOutput(out, { overwrite });
  await using card = await openOutput(cardPath(out), { overwrite });
  const file = await trainHeart({
    seed: readWhole("seed", seed),
    created: new Date().toISOString(),
    hospitals: await findHospitalPatients(),
    progress: lineOfProgress((done, total) => `fold ${done} of ${total}`),
    signal,
  });
  await model.write(encodeModelFile(file));
  await card.write(cardMarkdown(file));
  await model.finish();
  await card.finish();
  const { patients, groups: [everybody] } = file.card;
  console.log(`${out}: ${file.card.title}, learned from ${patients.count} patients`);
  for (const { name, interval: { estimate, low, high } } of everybody.figures) {
    const [value, from, to] = [estimate, low, high].map((number) => number.toFixed(3));
    console.log(`  ${name.padEnd(26)} ${value} [${from}, ${to}]`);
  }
});
