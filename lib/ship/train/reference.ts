/** Whom later patients are compared with: some of those of the training, kept in the model file. */
import { seeded } from "../../random.ts";
import type { Dataset } from "../../types.ts";
import { type Sample, toSample } from "../../watch/sample.ts";

/** More patients make a test hardly sharper: the later ones are 1,000 at most. */
const MOST_PATIENTS = 1000;

/** With many features fewer patients, lest the file grows to tens of megabytes. */
const MOST_CELLS = 500_000;

/**
 * The training patients with their out-of-fold probabilities, or 1,000 of them drawn at random, each
 * column sorted on its own so that nobody's row can be put together again.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { chooseReference } from "heartbook/ship/train/reference.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const p = patients.rows.map(() => 0.5);
 * assertEquals(chooseReference(patients, { p, seed: 1 }).patients, 303);
 * ```
 */
export function chooseReference(
  { schema, rows }: Dataset,
  { p, seed }: { readonly p: ArrayLike<number>; readonly seed: number },
): Sample {
  const most = Math.min(MOST_PATIENTS, Math.ceil(MOST_CELLS / schema.features.length));
  const all = rows.map((_, row) => row);
  const chosen = rows.length <= most ? all : seeded(seed).shuffled(all).slice(0, most);
  return toSample(schema, {
    rows: chosen.map((row) => rows[row]),
    p: chosen.map((row) => p[row]),
  });
}
