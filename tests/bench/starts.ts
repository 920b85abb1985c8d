/** How long a user waits for the first answer of a command. */
import { join } from "node:path";
import { withModel } from "./model.ts";
import { median } from "./numbers.ts";
import { score, startServer } from "./started.ts";
import type { TableOfTexts } from "./text-table.ts";

/** Seconds of each start, by command. */
export type Starts = Readonly<Record<"serve" | "score", readonly number[]>>;

/** Seconds that a first answer may take. */
const GOAL = 0.3;

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Starts each command so many times, in turn, after one start that does not count. */
export async function measureStarts({ rounds }: { readonly rounds: number }): Promise<Starts> {
  await using made = await withModel();
  const patients = join(made.folder, "patients.csv");
  const [header, first] = (await Deno.readTextFile("data/cleveland.csv")).split("\n");
  await Deno.writeTextFile(patients, `${header}\n${first}\n`);
  const starts: Record<keyof Starts, number[]> = { serve: [], score: [] };
  for (let round = 0; round <= rounds; round++) {
    let server: Awaited<ReturnType<typeof startServer>> | undefined;
    const serve = await seconds(async () => {
      server = await startServer(made.model);
      await (await fetch(`${server.url}health`)).text();
    });
    await server?.[Symbol.asyncDispose]();
    const paths = { model: made.model, in: patients, out: join(made.folder, "scored.csv") };
    const scored = await seconds(() => score(paths));
    if (round === 0) continue;
    starts.serve.push(serve);
    starts.score.push(scored);
  }
  return starts;
}

/** Medians, the fastest and the slowest. */
export function startsTable(starts: Starts): TableOfTexts {
  const inMilliseconds = (value: number): string => `${Math.round(value * 1000)} ms`;
  return {
    headings: ["deno task", "median", "fastest", "slowest", "starts"],
    rows: Object.entries(starts).map(([name, times]) => {
      const middle = median(times)!;
      return [
        name,
        `${inMilliseconds(middle)}${middle > GOAL ? " ✗" : ""}`,
        inMilliseconds(Math.min(...times)),
        inMilliseconds(Math.max(...times)),
        String(times.length),
      ];
    }),
  };
}
