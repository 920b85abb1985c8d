/** Showing things: in a notebook as rich output, on a terminal as text. */
import type { Bundle } from "./bundle.ts";

type Display = typeof Deno.jupyter.display;

function findDisplay(): Display | undefined {
  try {
    return Deno.jupyter.display;
  } catch {
    return undefined; // Deno.jupyter throws outside a kernel.
  }
}

/** Whether this runs in a notebook's kernel. */
export function inNotebook(): boolean {
  return findDisplay() !== undefined;
}

/** Where in the notebook to show: a new output, or again in place of an earlier one. */
export interface Place {
  readonly display_id?: string;
  readonly update?: boolean;
}

/**
 * Shows a table, a chart or text, and waits until it is on its way.
 *
 * The wait matters: the kernel hands over outputs and "done" on separate queues, and front ends
 * drop an output that arrives after "done". So everything a notebook shows goes through here.
 *
 * @example
 * ```ts
 * import { show } from "heartbook/show/show.ts";
 *
 * await show("303 patients"); // on a terminal: prints the line
 * ```
 */
export async function show(what: Bundle | string, place: Place = {}): Promise<void> {
  const bundle = typeof what === "string" ? { "text/plain": what } : what;
  const display = findDisplay();
  if (display === undefined) {
    console.log(bundle["text/plain"]);
    return;
  }
  await display(bundle, { raw: true, ...place });
  await new Promise((resolve) => setTimeout(resolve, 8));
}
