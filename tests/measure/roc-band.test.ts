import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { rocCurve } from "heartbook/measure/curves.ts";
import { rocBand } from "heartbook/measure/roc-band.ts";
import { intervalsOf } from "heartbook/measure/bootstrap.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import { seeded } from "heartbook/random.ts";

const random = seeded(5);
const label = Array.from({ length: 120 }, (_, i) => i % 2);
const p = label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + 1.5 * random.normal()))));
const scored = { label, p };

Deno.test("rocBand() has the curve inside it at every rate the curve reaches", async () => {
  const band = await rocBand(scored, { seed: 1, replicates: 500, points: 61 });
  const curve = rocCurve(scored);
  for (const { falsePositiveRate, low, high } of band) {
    const within = curve.filter((point) => point.falsePositiveRate <= falsePositiveRate + 1e-9);
    const recall = Math.max(...within.map((point) => point.recall));
    assert(low <= recall && recall <= high, `${falsePositiveRate}: ${low} ${recall} ${high}`);
  }
});

Deno.test("rocBand() never falls, and is nothing but 1 where everybody may be called", async () => {
  const band = await rocBand(scored, { seed: 1, replicates: 200, points: 11 });
  band.slice(1).forEach((point, i) => {
    assert(point.low >= band[i].low && point.high >= band[i].high);
  });
  assertEquals([band[10].low, band[10].high], [1, 1]);
  assertAlmostEquals(band[5].falsePositiveRate, 0.5, 1e-12);
});

Deno.test("rocBand() is the interval of the highest recall at no more than each rate", async () => {
  const some = {
    label: label.slice(0, 50),
    p: p.slice(0, 50).map((each) => Math.round(9 * each) / 9),
  };
  const options = { seed: 3, replicates: 40, level: 0.8, points: 8 };
  const rates = Array.from({ length: 8 }, (_, i) => i / 7);
  const figures = await replicateFigures([some], ([sample]) => {
    const curve = rocCurve({ label: Array.from(sample.label), p: Array.from(sample.p) });
    return rates.map((rate) =>
      Math.max(
        ...curve.filter(({ falsePositiveRate }) => falsePositiveRate <= rate + 1e-9)
          .map(({ recall }) => recall),
      )
    );
  }, options);
  const expected = intervalsOf(figures, options).map(({ low, high }, i) => {
    return { falsePositiveRate: rates[i], low, high };
  });
  assertEquals(await rocBand(some, options), expected);
  assertEquals((await rocBand(some, { seed: 3, replicates: 5 })).length, 51);
});

Deno.test("rocBand() refuses fewer than two points, and patients of one outcome", async () => {
  await assertRejects(() => rocBand(scored, { seed: 1, points: 1 }), RangeError, "points");
  const healthy = { label: [0, 0], p: [0.1, 0.2] };
  await assertRejects(() => rocBand(healthy, { seed: 1 }), RangeError, "no diseased");
});
