import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertInstanceOf,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { rocAuc } from "heartbook/measure/auc.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import { atThreshold, metrics } from "heartbook/measure/metrics.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import type { Metric, Scored } from "heartbook/types.ts";

/** Tables of a few patients, some with several rows, many with tied probabilities. */
const tables = fc.array(
  fc.record({ p: fc.constantFrom(0, -0, 0.1, 0.1, 0.5, 0.9, 1), row: fc.nat(6) }),
  { minLength: 2, maxLength: 30 },
).map((rows) => ({
  p: Float64Array.from(rows, ({ p }) => p),
  // A patient has one outcome, and both outcomes are there.
  label: Uint8Array.from(rows, ({ row }) => row % 2),
  row: rows.map(({ row }) => row),
})).filter(({ label }) => label.includes(0) && label.includes(1));

Deno.test("a replicate gives a metric what sorting its rows anew would", async () => {
  const plainly = ({ label, p }: Scored): number => rocAuc({ label, p });
  await fc.assert(
    fc.asyncProperty(tables, fc.nat(), async (table, seed) => {
      const { estimates, replicates, jackknife } = await replicateFigures(
        [table],
        ([sample]) => [rocAuc(sample), plainly(sample)],
        { seed, replicates: 5, stratified: true },
      );
      assertEquals(estimates[0], estimates[1]);
      assertEquals(replicates[0], replicates[1]);
      if (new Set(table.row.filter((row) => row % 2 === 0)).size < 2) return;
      if (new Set(table.row.filter((row) => row % 2 === 1)).size < 2) return;
      const [fast, plain] = jackknife();
      assertEquals(fast, plain);
    }),
    { seed: 17, numRuns: 200 },
  );
});

Deno.test("a replicate gives each metric what its rows written down give", async () => {
  const scorings: Metric[] = [
    ...Object.values(metrics),
    ...[0, 0.1, 0.5, 0.95].map((threshold) => atThreshold("accuracy", threshold)),
  ];
  const told = (metric: Metric, scored: Scored): number => {
    try {
      return metric.score(scored);
    } catch (error) {
      assertInstanceOf(error, RangeError);
      return NaN;
    }
  };
  await fc.assert(
    fc.asyncProperty(tables, fc.nat(), fc.boolean(), async (table, seed, stratified) => {
      const { replicates, jackknife } = await replicateFigures(
        [table],
        ([sample]) => [
          ...scorings.map((metric) => told(metric, sample)),
          ...scorings.map((metric) => told(metric, { label: sample.label, p: sample.p })),
        ],
        { seed, replicates: 3, stratified },
      );
      for (const figures of [replicates, jackknife()]) {
        assertEquals(figures.slice(0, scorings.length), figures.slice(scorings.length));
      }
    }),
    { seed: 18, numRuns: 200 },
  );
});

/** Rows whose log odds are infinite now and then, so often that there are `length`. */
const calibrated = (length: number) =>
  fc.array(
    fc.record({
      p: fc.oneof({ weight: 90, arbitrary: fc.integer({ min: 1, max: 99 }) }, fc.constant(100)),
      label: fc.nat(1),
      row: fc.nat(20),
    }),
    { minLength: 2, maxLength: 60 },
  ).map((rows) =>
    Array.from({ length: Math.max(length, rows.length) }, (_, i) => rows[i % rows.length])
  ).map((rows) => ({
    p: rows.map(({ p }) => p / 100),
    label: rows.map(({ label }) => label),
    row: rows.map(({ row }) => row),
  }));

for (
  const { rows, digits, length } of [
    { rows: "a few rows", digits: "to the last bit", length: 0 },
    { rows: "many rows", digits: "to 1e-12", length: 1000 },
  ] as const
) {
  Deno.test(`a replicate of ${rows} gives a calibration figure what they give written down, ${digits}`, async () => {
    const figures = [calibration.slope, calibration.inTheLarge];
    const told = (scored: Scored): (number | string)[] =>
      figures.map(({ score }) => {
        try {
          return score(scored);
        } catch (error) {
          assertInstanceOf(error, RangeError);
          return (error as RangeError).message;
        }
      });
    let measured = 0, refused = 0;
    await fc.assert(
      fc.asyncProperty(calibrated(length), fc.nat(), async (table, seed) => {
        await replicateFigures([table], ([sample]) => {
          const plain = told({ label: sample.label, p: sample.p });
          told(sample).forEach((own, i) => {
            const written = plain[i], isNumber = typeof own === "number";
            if (isNumber && typeof written === "number" && digits === "to 1e-12") {
              assertAlmostEquals(own, written, 1e-12);
            } else assertEquals(own, written);
            isNumber ? measured++ : refused++;
          });
          return [];
        }, { seed, replicates: 4 });
      }),
      { seed: 19, numRuns: 200 },
    );
    assert(measured > 400 && refused > 100, `${measured} measured, ${refused} refused`);
  });
}

Deno.test("a sample that is read too late is refused", async () => {
  const kept: Scored[] = [];
  const table = { label: [0, 1, 1], p: [0.2, 0.8, 0.7] };
  await replicateFigures([table], ([sample]) => [kept.push(sample)], { seed: 1, replicates: 2 });
  const [original, sample] = kept;
  assertEquals(rocAuc(original), 1);
  assertThrows(() => sample.p, TypeError, "before its figures are returned");
  assertThrows(() => rocAuc(sample), TypeError, "before its figures are returned");
});

Deno.test("a replicate without one class is refused by its number", async () => {
  const table = { label: [0, 1], p: [0.2, 0.8] };
  const failed = replicateFigures([table], ([sample]) => [rocAuc(sample)], {
    seed: 1,
    replicates: 50,
  });
  const { message } = await failed.then(() => ({ message: "" }), (error: Error) => error);
  assertEquals(
    /^replicate \d+ of 50: expected patients of both classes/.test(message),
    true,
    message,
  );
});

Deno.test("replicateFigures() passes on what is no refusal of a figure as it is", async () => {
  const table = { label: [0, 1], p: [0.2, 0.8] };
  let asked = 0;
  const broken = (): number[] => {
    if (asked++ > 0) throw new TypeError("a fault of the figure");
    return [1];
  };
  const failed = replicateFigures([table], broken, { seed: 1, replicates: 3 });
  const error = await failed.then(() => undefined, (error: Error) => error);
  assertEquals([error?.constructor, error?.message], [TypeError, "a fault of the figure"]);
});

Deno.test("replicateFigures() of unstratified patients draws each as often as any other", async () => {
  const label = [0, 0, 0, 1, 1], p = [0.1, 0.2, 0.3, 0.4, 0.5];
  const { replicates } = await replicateFigures(
    [{ label, p }],
    ([sample]) => p.map((each) => Array.from(sample.p).filter((other) => other === each).length),
    { seed: 1, replicates: 2000 },
  );
  // The mean of 2,000 binomial counts of five draws has a standard error of 0.02.
  for (const counts of replicates) {
    assertAlmostEquals(counts.reduce((a, b) => a + b) / 2000, 1, 0.08);
  }
});

Deno.test("a patient with rows of both outcomes is drawn with the diseased and with the healthy", async () => {
  const table = { label: [0, 1, 1], p: [0.2, 0.3, 0.8], row: [0, 0, 1] };
  const { replicates } = await replicateFigures([table], ([{ p }]) => [
    Array.from(p).filter((each) => each === 0.2).length,
    Array.from(p).filter((each) => each === 0.8).length,
  ], { seed: 1, replicates: 50, stratified: true });
  // Once as the only one of the healthy, and as often as drawn among two.
  replicates[0].forEach((twice, b) => assertEquals(twice + replicates[1][b], 3));
  assertEquals(new Set(replicates[0]), new Set([1, 2, 3]));
});
