/** What the server bears, as a table. */
import { atShare, BATCH, measureBatches } from "./batches.ts";
import { withModel } from "./model.ts";
import type { TableOfTexts } from "./text-table.ts";

const SECONDS = 10;
/** Milliseconds that 99 of 100 may wait for /health. */
const GOAL = 50;

/** With reasons and without. */
export async function batchesTable(): Promise<TableOfTexts> {
  await using made = await withModel();
  const rows: string[][] = [];
  for (const reasons of [true, false]) {
    const { answered, refused, seconds, waits } = await measureBatches(made.model, {
      reasons,
      seconds: SECONDS,
    });
    const [half, most] = [0.5, 0.99].map((share) => atShare(waits, share));
    rows.push([
      reasons ? "with reasons" : "without reasons",
      Math.round(answered * BATCH / seconds).toLocaleString("en"),
      String(refused),
      `${half.toFixed(1)} ms`,
      `${most.toFixed(1)} ms${most > GOAL ? " ✗" : ""}`,
    ]);
  }
  return {
    headings: ["batches", "patients a second", "refused", "/health, half of", "99 of 100"],
    rows,
  };
}
