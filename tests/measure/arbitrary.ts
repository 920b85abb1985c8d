import * as fc from "fast-check";
import type { Scored } from "heartbook/types.ts";

/** Every law is tried on the same cases each time. */
export const steady = { seed: 20240607, numRuns: 200 } as const;

/** Scored patients of both classes; probabilities on a coarse grid, so that many tie. */
export const scoredPatients: fc.Arbitrary<Scored> = fc
  .array(fc.record({ label: fc.constantFrom(0, 1), tenths: fc.integer({ min: 0, max: 10 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .map((patients) => ({
    label: [1, 0, ...patients.map(({ label }) => label)],
    p: [0.6, 0.6, ...patients.map(({ tenths }) => tenths / 10)],
  }));

/** As {@link scoredPatients}, with probabilities strictly between 0 and 1. */
export const scoredInside: fc.Arbitrary<Scored> = scoredPatients.map(({ label, p }) => ({
  label,
  p: Array.from(p, (value) => 0.05 + 0.9 * value),
}));
