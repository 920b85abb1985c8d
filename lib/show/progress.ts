/** A bar that grows while long work goes on, in a notebook and on a terminal. */
import type { Progress } from "../types.ts";
import { escapeHtml } from "./bundle.ts";
import { inNotebook, send, show } from "./show.ts";

const BETWEEN_DRAWINGS_MS = 100;
const NOTHING = { "text/html": "", "text/plain": "" };

function remaining(done: number, total: number, sinceMs: number): string {
  if (done === 0 || done === total) return "";
  return `, ${Math.ceil((sinceMs / done) * (total - done) / 1000)} s left`;
}

/**
 * Makes a `progress` option for long work: one output, redrawn in place at most ten times a second.
 * At the end it vanishes from a notebook, where a rerun is to give the same outputs; on a terminal
 * it ends as one line with the seconds that the work took.
 *
 * @param label What is going on, such as "cross-validation".
 *
 * @example
 * ```ts
 * import { progress } from "heartbook/show/progress.ts";
 *
 * const draw = progress("counting");
 * await draw(1, 2);
 * await draw(2, 2);
 * ```
 */
export function progress(label: string): Progress {
  const id = crypto.randomUUID();
  const start = performance.now();
  let drawnAt = -Infinity;
  let drawings = 0;
  return async (done, total) => {
    const now = performance.now();
    if (done < total && now - drawnAt < BETWEEN_DRAWINGS_MS) return;
    drawnAt = now;
    const text = `${label}: ${done} of ${total}${remaining(done, total, now - start)}`;
    if (inNotebook()) {
      const bar = `<progress value="${done}" max="${total}"></progress> ${escapeHtml(text)}`;
      const place = { display_id: id, update: drawings++ > 0 };
      // The work that goes on keeps the cell from ending.
      if (done < total) await send({ "text/html": bar, "text/plain": text }, place);
      else await show(NOTHING, place);
    } else if (Deno.stderr.isTerminal()) {
      const line = done === total ? `${label}: ${((now - start) / 1000).toFixed(1)} s\n` : text;
      Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${line}`));
    }
  };
}
