import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { separateOutcomes } from "heartbook/data/audit/separation.ts";
import { rocAuc } from "heartbook/measure/auc.ts";
import type { Label } from "heartbook/types.ts";

Deno.test("separateOutcomes() by hand, a tie counting as half", () => {
  // Pairs (diseased, healthy): (2, 1) won, (2, 2) tied, (3, 1) and (3, 2) won: 3.5 of 4.
  // Variance of the won pairs: 4 / 12 (5 - 6 / 12) = 1.5.
  const { auc, z } = separateOutcomes([1, 2, 2, 3], [0, 0, 1, 1]);
  assertEquals(auc, 0.875);
  assertAlmostEquals(z, 1.5 / Math.sqrt(1.5), 1e-12);
});

Deno.test("separateOutcomes() of a yes or no is the z of two proportions, all but", () => {
  const values = [
    ...Array(30).fill(1),
    ...Array(70).fill(0),
    ...Array(10).fill(1),
    ...Array(90).fill(0),
  ];
  const labels: Label[] = [...Array(100).fill(1), ...Array(100).fill(0)];
  const proportions = (0.3 - 0.1) / Math.sqrt(0.2 * 0.8 * (1 / 100 + 1 / 100));
  const { z } = separateOutcomes(values, labels);
  assertAlmostEquals(z, proportions * Math.sqrt(199 / 200), 1e-12);
});

Deno.test("separateOutcomes() of a constant column is 0.5 with no evidence", () => {
  assertEquals(separateOutcomes([7, 7, 7], [0, 1, 1]), { auc: 0.5, z: 0 });
});

Deno.test("separateOutcomes() throws for one outcome only", () => {
  assertThrows(() => separateOutcomes([1, 2], [1, 1]), RangeError, "one only");
});

Deno.test("separateOutcomes() has the AUC of rocAuc(), and turns with the labels", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom<Label>(0, 1)))
    .filter((all) => new Set(all.map(([, label]) => label)).size === 2);
  fc.assert(
    fc.property(pairs, (all) => {
      const values = all.map(([value]) => value), labels = all.map(([, label]) => label);
      const { auc, z } = separateOutcomes(values, labels);
      assertAlmostEquals(auc, rocAuc({ label: labels, p: values.map((v) => v / 5) }), 1e-12);
      const turned = separateOutcomes(values, labels.map((label) => (1 - label) as Label));
      assertAlmostEquals(turned.z, -z, 1e-12);
    }),
    { seed: 5 },
  );
});
