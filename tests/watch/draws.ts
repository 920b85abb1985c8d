/** Made-up patients for the tests of this room. */
import * as fc from "fast-check";
import type { Random } from "heartbook/random.ts";
import type { Bin } from "heartbook/stats/bins.ts";

/** Every law is tried on the same cases each time. */
export const steady = { seed: 20260801, numRuns: 200 } as const;

export const uniforms = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.uniform());

/** An outcome for each probability, drawn as it says. */
export const outcomesOf = (random: Random, p: readonly number[]): number[] =>
  p.map((each) => random.uniform() < each ? 1 : 0);

/** Counts over two to six bins, some of them empty on a side, with patients on both sides. */
export const someBins: fc.Arbitrary<Bin[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 2,
    maxLength: 6,
  })
  .map((counts) =>
    counts.map(([reference, recent], i) => ({
      label: String(i),
      reference: reference + (i === 0 ? 1 : 0),
      recent: recent + (i === 0 ? 1 : 0),
    }))
  );
