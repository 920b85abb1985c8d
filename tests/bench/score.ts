/**
 * `deno run -A tests/bench/score.ts [--rows 1000000] [--rounds 3] [--chart rows.html]`: seconds and
 * peak memory of our scorer, of pandas with a scikit-learn pipeline, and of DuckDB with the SQL of
 * the same model, each from a CSV file to a CSV file on one thread, turn by turn, at 10,000 rows
 * and ten times as many up to `--rows`. We check every cell against the schema on the way; the
 * others compute with what they find. `HEARTBOOK_PYTHON` names a Python with pandas and
 * scikit-learn, default python3; without them that side is left out.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { parseArgs } from "node:util";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import type { DecidingPipeline } from "heartbook/ship/model-file/model-file.ts";
import { scoreFile, type ScorePaths } from "heartbook/ship/score/score.ts";
import { toSql } from "heartbook/ship/sql/sql.ts";
import { linesChart } from "heartbook/show/charts/lines.ts";
import { figureHtml } from "heartbook/show/picture.ts";
import { median } from "heartbook/stats/quantile.ts";
import { peakMemory } from "./peak-memory.ts";
import { runJson } from "./run-json.ts";

const SMALLEST = 10_000;

/** One side's turn. */
interface Turn {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The patients over and over, each time with new numbers. */
async function writePatients(path: string, rows: number): Promise<void> {
  const text = await Deno.readTextFile("data/cleveland.csv");
  const [header, ...patients] = text.trimEnd().split("\n").map((line) => line.split(","));
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  await writer.write(encoder.encode(`${header.join(",")}\n`));
  for (let from = 0; from < rows; from += SMALLEST) {
    const lines = Array.from({ length: Math.min(SMALLEST, rows - from) }, (_, i) => {
      const [, ...cells] = patients[(from + i) % patients.length];
      return [from + i + 1, ...cells].join(",");
    });
    await writer.write(encoder.encode(`${lines.join("\n")}\n`));
  }
  await writer.close();
}

async function fitModel(): Promise<DecidingPipeline> {
  const confusion = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  return {
    ...await logistic({ l2: 1 })(readHeart()),
    calibration: null,
    threshold: { value: 0.2, method: "by hand", promise: "none", confusion },
    refer: null,
  };
}

const OURS = {
  Heartbook: (model: DecidingPipeline, { input, output }: ScorePaths): Promise<unknown> =>
    scoreFile(model, { input, output }, { overwrite: true }),
  DuckDB: async (model: DecidingPipeline, { input, output }: ScorePaths): Promise<unknown> => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const sql = toSql(model, { table: "patients", dialect: "duckdb" });
    return connection.run(
      `SET threads = 1;
       CREATE OR REPLACE VIEW patients AS SELECT * FROM read_csv('${input}');
       COPY (${sql}) TO '${output}'`,
    );
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "3" },
    chart: { type: "string" },
  },
});

/** A turn in this process, whose memory is then known to be this side's alone. */
async function takeTurn([side, input, output]: readonly string[]): Promise<Turn> {
  const model = await fitModel();
  const start = performance.now();
  await OURS[side as keyof typeof OURS](model, { input, output });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: (peakMemory() ?? NaN) / 1e6 };
}

async function compare(): Promise<void> {
  const folder = await Deno.makeTempDir();
  const [input, output] = [`${folder}/in.csv`, `${folder}/out.csv`];
  const python = Deno.env.get("HEARTBOOK_PYTHON") ?? "python3";
  const self = (side: string): Promise<Turn> =>
    runJson(Deno.execPath(), ["run", "-A", import.meta.filename!, side, input, output]);
  const sides: Record<string, () => Promise<Turn>> = {
    Heartbook: () => self("Heartbook"),
    "pandas and scikit-learn": () => runJson(python, ["tests/bench/score.py", input, output]),
    DuckDB: () => self("DuckDB"),
  };
  const speeds: Record<string, { x: number; y: number }[]> = {};
  try {
    for (let rows = SMALLEST; rows <= Number(values.rows); rows *= 10) {
      await writePatients(input, rows);
      const turns: Record<string, Turn[]> = {};
      for (let round = 0; round < Number(values.rounds); round++) {
        for (const [side, take] of Object.entries(sides)) {
          try {
            (turns[side] ??= []).push(await take());
          } catch (error) {
            console.error(`${side} is left out: ${(error as Error).message}`);
            delete sides[side];
          }
        }
      }
      for (const [side, each] of Object.entries(turns)) {
        if (each.length === 0) continue;
        const seconds = median(each.map((turn) => turn.seconds));
        const megabytes = Math.max(...each.map((turn) => turn.megabytes));
        (speeds[side] ??= []).push({ x: rows, y: rows / seconds });
        console.log(
          `${side.padEnd(24)} ${String(rows).padStart(9)} rows ${
            seconds.toFixed(2).padStart(8)
          } s ` +
            `${megabytes.toFixed(0).padStart(6)} MB`,
        );
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  if (values.chart === undefined) return;
  const last = { ours: speeds.Heartbook.at(-1)!, theirs: speeds.DuckDB.at(-1)! };
  const ratio = (last.theirs.y / last.ours.y).toFixed(1);
  const chart = linesChart(speeds, {
    title: `At ${last.ours.x} rows DuckDB scores ${ratio} times as many a second, unchecked`,
    x: "rows in the file",
    y: "rows a second",
    logarithmic: true,
  });
  await Deno.writeTextFile(values.chart, figureHtml(chart));
}

if (positionals.length > 0) console.log(JSON.stringify(await takeTurn(positionals)));
else await compare();
