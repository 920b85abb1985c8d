/** The figures a notebook stands for, gathered into the closing table of a run. */
import { show } from "./show.ts";
import { sentence } from "./words.ts";

/** MIME type by which the runner finds headline figures among a notebook's outputs. */
export const HEADLINE_MIME = "application/vnd.heartbook.headline+json";

/**
 * Shows one figure that sums a notebook up; the run's closing table repeats it.
 *
 * @param value A text as it is; a number as in a sentence.
 */
export async function headline(label: string, value: string | number): Promise<void> {
  const text = sentence`${label}: ${value}`;
  await show({
    [HEADLINE_MIME]: { label, value: sentence`${value}` },
    "text/markdown": `**${text}**`,
    "text/plain": text,
  });
}
