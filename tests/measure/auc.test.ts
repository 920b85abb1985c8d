import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { rocAuc } from "heartbook/measure/auc.ts";
import { risingRows, sampleOf } from "heartbook/measure/scored.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import type { Scored } from "heartbook/types.ts";
import reference from "../reference/metrics.json" with { type: "json" };
import { scoredPatients, steady } from "./arbitrary.ts";
import * as predictions from "./predictions.ts";

/** Looks at every pair. */
function naiveAuc({ label, p }: Scored): number {
  let won = 0, pairs = 0;
  for (let i = 0; i < p.length; i++) {
    for (let j = 0; j < p.length; j++) {
      if (label[i] !== 1 || label[j] !== 0) continue;
      pairs++;
      won += p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0;
    }
  }
  return won / pairs;
}

Deno.test("rocAuc() is 1 when every diseased stands above every healthy, and 0 when below", () => {
  assertEquals(rocAuc({ label: [1, 1, 0], p: [0.9, 0.8, 0.7] }), 1);
  assertEquals(rocAuc({ label: [1, 1, 0], p: [0.1, 0.2, 0.7] }), 0);
});

Deno.test("rocAuc() counts a tied pair as half", () => {
  assertEquals(rocAuc({ label: [1, 0], p: [0.3, 0.3] }), 0.5);
  assertEquals(rocAuc({ label: [1, 1, 0, 0], p: [0.5, 0.9, 0.5, 0.1] }), 3.5 / 4);
});

Deno.test("rocAuc() throws for one class only", () => {
  assertThrows(() => rocAuc({ label: [1, 1], p: [0.2, 0.4] }), RangeError, "only diseased");
});

Deno.test("rocAuc() refuses what is no probability, also where all are none", () => {
  for (const p of [[2, 3], [-1, -2], [NaN, NaN], [0.5, 3]]) {
    assertThrows(() => rocAuc({ label: [1, 0], p }), RangeError, "expected a probability");
  }
});

Deno.test("rocAuc() equals the naive count over all pairs", () => {
  fc.assert(
    fc.property(scoredPatients, (scored) => {
      assertAlmostEquals(rocAuc(scored), naiveAuc(scored), 1e-12);
    }),
    steady,
  );
});

Deno.test("rocAuc() is the same of so many rows that they are sorted first", () => {
  fc.assert(
    fc.property(scoredPatients, ({ label, p }) => {
      const often = Array.from({ length: Math.ceil(513 / p.length) }, () => 0);
      const many = {
        label: often.flatMap(() => Array.from(label)),
        p: often.flatMap(() => Array.from(p)),
      };
      assertAlmostEquals(rocAuc(many), rocAuc({ label, p }), 1e-12);
    }),
    steady,
  );
});

Deno.test("rocAuc() equals scikit-learn's, with and without ties", () => {
  assertAlmostEquals(rocAuc(predictions.logistic), reference.logistic.rocAuc, 1e-12);
  assertAlmostEquals(rocAuc(predictions.neighbours), reference.neighbours.rocAuc, 1e-12);
});

Deno.test("rocAuc() does not change under a monotone map of the probabilities", () => {
  fc.assert(
    fc.property(scoredPatients, ({ label, p }) => {
      assertEquals(rocAuc({ label, p: Array.from(p, (x) => x ** 3) }), rocAuc({ label, p }));
    }),
    steady,
  );
});

Deno.test("rocAuc() of reversed probabilities is one minus it", () => {
  fc.assert(
    fc.property(scoredPatients, ({ label, p }) => {
      const reversed = rocAuc({ label, p: Array.from(p, (x) => 1 - x) });
      assertAlmostEquals(reversed, 1 - rocAuc({ label, p }), 1e-12);
    }),
    steady,
  );
});

Deno.test("rocAuc() does not depend on the order of the patients", () => {
  fc.assert(
    fc.property(scoredPatients, ({ label, p }) => {
      const turned = { label: Array.from(label).reverse(), p: Array.from(p).reverse() };
      assertEquals(rocAuc(turned), rocAuc({ label, p }));
    }),
    steady,
  );
});

Deno.test("rocAuc() counts healthy patients above all diseased against the model", () => {
  assertEquals(rocAuc({ label: [1, 0, 0, 0], p: [0.5, 0.6, 0.7, 0.5] }), 0.5 / 3);
});

Deno.test("rocAuc() of a drawn sample is that of its rows written out, to the last bit", async () => {
  await fc.assert(
    fc.asyncProperty(scoredPatients, async (scored) => {
      const { replicates, jackknife } = await replicateFigures(
        [scored],
        ([sample]) => {
          const { label, p } = sample;
          return [rocAuc(sample), rocAuc({ label: Array.from(label), p: Array.from(p) })];
        },
        { seed: 1, replicates: 5, stratified: true },
      );
      assertEquals(replicates[0], replicates[1]);
      const few = [0, 1].some((each) =>
        Array.from(scored.label).filter((own) => own === each).length < 2
      );
      if (few) return;
      const [drawn, written] = jackknife();
      assertEquals(drawn, written);
    }),
    { ...steady, numRuns: 50 },
  );
});

Deno.test("rocAuc() of a drawn sample without ties is that of its rows written out", async () => {
  const order = fc.integer({ min: 2, max: 600 }).chain((rows) =>
    fc.shuffledSubarray(Array.from({ length: rows }, (_, i) => i), { minLength: rows })
  );
  await fc.assert(
    fc.asyncProperty(order, fc.nat(1), async (order, several) => {
      const table = {
        p: order.map((place) => place / order.length),
        label: order.map((_, i) => i % 2),
        // Now and then half of the rows are of two patients, one of either label.
        row: order.map((_, i) => several === 1 && i > order.length / 2 ? i % 2 : i),
      };
      const { replicates } = await replicateFigures([table], ([sample]) => {
        const { label, p } = sample;
        return [rocAuc(sample), rocAuc({ label: Array.from(label), p: Array.from(p) })];
      }, { seed: 1, replicates: 3, stratified: true });
      assertEquals(replicates[0], replicates[1]);
    }),
    { ...steady, numRuns: 50 },
  );
});

Deno.test("rocAuc() of a drawn sample counts more pairs than 32 bits hold", () => {
  // One row of healthy below the diseased, one above. The first is one pair too many.
  const drawn = [[65536, 65536, 0], [65536, 65536, 1000], [70_000, 3_000_000, 1000]];
  for (const [below, diseased, above] of drawn) {
    const table = { p: [0.1, 0.5, 0.9], label: [0, 1, 0] };
    const patient = Int32Array.of(0, 1, 2);
    const sample = sampleOf({
      table,
      patient,
      counts: () => Int32Array.of(below, diseased, above),
      rising: () => risingRows(table, patient),
      logOdds: () => new Float64Array(3),
    }, () => table);
    assertEquals(rocAuc(sample), below / (below + above));
  }
});
