/** Ending a notebook early because something it needs is not here. */
import { show } from "./show.ts";

/** MIME type by which the runner knows that a notebook was skipped. */
export const SKIP_MIME = "application/vnd.heartbook.skipped+json";

/** Stops the cells that follow; its message is what a reader still sees of them. */
export class Skipped extends Error {
  override readonly name = "Skipped";
}

/**
 * Explains what is missing and how to get it, and ends the notebook there. The runner counts that
 * as skipped: neither passed nor failed, and the outputs in the file stay as they are.
 *
 * @param reason What is not here, as a short sentence without the full stop.
 * @param explanation Markdown: how to get it.
 * @throws {@link Skipped}, always: an error is the only thing that keeps a front end from running
 * the cells that follow.
 *
 * @example
 * ```ts
 * import { skip, Skipped } from "heartbook/show/skip.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => skip("there is no scanner", "Plug it in."), Skipped, "no scanner");
 * ```
 */
export async function skip(reason: string, explanation: string): Promise<never> {
  await show({
    [SKIP_MIME]: { reason },
    "text/markdown": explanation,
    "text/plain": explanation,
  });
  throw new Skipped(`${reason}; the notebook ends here`);
}
