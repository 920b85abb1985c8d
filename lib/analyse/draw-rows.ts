/** Some of many rows, drawn at random. */
import { seeded } from "../random.ts";
import type { Dataset } from "../types.ts";

/** Fewer rows of an outcome than this are not drawn. */
const LEAST = 10;

/** Row numbers in rising order, so many of each outcome that its share stays. */
export function drawRows(
  { labels }: Dataset,
  { size, seed }: { readonly size: number; readonly seed: number },
): number[] {
  const random = seeded(seed);
  return [0, 1].flatMap((label) => {
    const members = labels.flatMap((each, row) => each === label ? [row] : []);
    const wanted = Math.max(LEAST, Math.round(size * members.length / labels.length));
    return random.shuffled(members).slice(0, wanted);
  }).sort((a, b) => a - b);
}
