/**
 * `deno run -A tests/bench/train-file.ts [--rows 1000000] [--rounds 3]`: seconds and peak memory of
 * `trainFromFile`, all but its card, and of pandas with LightGBM and with scikit-learn, on one
 * made-up CSV file of 20 numbers, one thread each, turn by turn; and the AUC on held-out rows.
 * `HEARTBOOK_PYTHON` names a Python with pandas, pyarrow, scikit-learn and LightGBM.
 */
import { parseArgs } from "node:util";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { seeded } from "heartbook/random.ts";
import { trainFromFile } from "heartbook/ship/train/file/train.ts";
import type { FileLearner } from "heartbook/ship/train/file/fit.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";
import { median } from "heartbook/stats/quantile.ts";
import type { FeatureSchema } from "heartbook/types.ts";
import { peakMemory } from "./peak-memory.ts";
import { runJson } from "./run-json.ts";

const COLUMNS = Array.from({ length: 20 }, (_, i) => `x${i}`);
const STRETCH = 10_000;

const schema: FeatureSchema = {
  name: "made-up rows",
  missing: [],
  features: COLUMNS.map((name) => {
    return { kind: "number", name, label: name, about: "Made up.", unit: "", range: [-100, 100] };
  }),
  outcome: { name: "outcome", label: "outcome", positive: "yes", negative: "no", about: "" },
};

/** Normal numbers with four decimals; the outcome depends on seven of them, not linearly. */
async function writeRows(path: string, rows: number): Promise<void> {
  const random = seeded(1);
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  await writer.write(encoder.encode(`${[...COLUMNS, "outcome"].join(",")}\n`));
  for (let from = 0; from < rows; from += STRETCH) {
    const lines = Array.from({ length: Math.min(STRETCH, rows - from) }, () => {
      const x = COLUMNS.map(() => random.normal());
      const z = (x[0] > 0.5 ? x[1] : -x[2]) + (x[3] ** 2 - 1) / 2 + x[4] - x[5] / 2 + x[6] / 3;
      const outcome = random.uniform() < sigmoid(z) ? "yes" : "no";
      return `${x.map((value) => value.toFixed(4)).join(",")},${outcome}\n`;
    });
    await writer.write(encoder.encode(lines.join("")));
  }
  await writer.close();
}

const LEARNERS: Readonly<Record<string, FileLearner>> = {
  logistic: { kind: "logistic", l2: 1 },
  boosting: { kind: "boosting", settings: { trees: 100, maxDepth: 3 } },
};

interface Turn {
  readonly read: number;
  readonly fit: number;
  readonly megabytes: number;
  readonly auc: number;
}

/** A turn in this process, whose memory is then known to be this side's alone. */
async function takeTurn([kind, path]: readonly string[]): Promise<Turn> {
  const start = performance.now();
  let read = 0, fit = 0;
  const words = { use: [], misuse: [], reasons: [], limits: [], patients: "Made up." };
  const { file } = await trainFromFile(path, {
    schema,
    learner: LEARNERS[kind],
    // The last thing but the card, which they do not make.
    rule: (scored) => {
      fit ||= performance.now();
      return { threshold: atRecallFloor(scored, 0.9), refer: null };
    },
    describe: () => ({ title: kind, ...words }),
    replicates: 20,
    seed: 1,
    created: "2026-01-02T03:04:05.000Z",
    progress: (done, total) => {
      if (done === total) read ||= performance.now();
    },
  });
  const [{ interval }] = file.card.groups[0].figures;
  return {
    read: (read - start) / 1000,
    fit: (fit - read) / 1000,
    megabytes: (peakMemory() ?? NaN) / 1e6,
    auc: interval.estimate,
  };
}

async function compare(rows: number, rounds: number): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  const python = Deno.env.get("HEARTBOOK_PYTHON") ?? "python3";
  try {
    await writeRows(path, rows);
    for (const [kind, rival] of [["logistic", "scikit-learn"], ["boosting", "LightGBM"]]) {
      const turns: Record<string, Turn[]> = { Heartbook: [], [rival]: [] };
      for (let round = 0; round < rounds; round++) {
        const self = ["run", "-A", import.meta.filename!, kind, path];
        turns.Heartbook.push(await runJson(Deno.execPath(), self));
        turns[rival].push(await runJson(python, ["tests/bench/file.py", kind, path]));
      }
      for (const [side, each] of Object.entries(turns)) {
        const middle = (of: (turn: Turn) => number): string => median(each.map(of)).toFixed(2);
        console.log(
          `${kind.padEnd(9)} ${side.padEnd(12)} ${rows} rows: read ${
            middle(({ read }) => read)
          } s, ` +
            `fit ${middle(({ fit }) => fit)} s, together ` +
            `${middle(({ read, fit }) => read + fit)} s, ` +
            `${Math.max(...each.map(({ megabytes }) => megabytes)).toFixed(0)} MB, ` +
            `AUC ${each[0].auc.toFixed(4)}`,
        );
      }
    }
  } finally {
    await Deno.remove(path);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "3" },
  },
});
if (positionals.length > 0) console.log(JSON.stringify(await takeTurn(positionals)));
else await compare(Number(values.rows), Number(values.rounds));
