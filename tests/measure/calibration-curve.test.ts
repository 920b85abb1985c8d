import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  calibrationCurve,
  calibrationErrors,
  smoothObserved,
} from "heartbook/measure/calibration-curve.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import reference from "../reference/calibration.json" with { type: "json" };
import { logistic, neighbours } from "./predictions.ts";

Deno.test("calibrationErrors() equal those of R's loess, with and without ties", () => {
  for (const [key, scored] of Object.entries({ logistic, neighbours })) {
    const expected = reference.loess[key as keyof typeof reference.loess];
    for (const [name, error] of Object.entries(calibrationErrors(scored))) {
      assertAlmostEquals(error, expected[name as "ici"], 1e-12, `${key} ${name}`);
    }
  }
});

Deno.test("calibrationErrors() of a straight line of shares are next to nothing", () => {
  // In every tenth, as many of twenty patients are diseased as expected.
  const p = Array.from({ length: 180 }, (_, i) => (Math.floor(i / 20) + 1) / 10);
  const label = p.map((value, i) => Number(i % 20 < Math.round(value * 20)));
  assertAlmostEquals(calibrationErrors({ label, p }).emax, 0, 1e-12);
});

Deno.test("calibrationCurve() runs from the lowest to the highest probability, within its band", async () => {
  const curve = await calibrationCurve(logistic, { seed: 1, replicates: 200, points: 21 });
  assertEquals(curve.smoother, "loess, degree 2, span 0.75");
  assertEquals(curve.points.length, 21);
  assertEquals(curve.points[0].p, Math.min(...Array.from(logistic.p)));
  assertEquals(curve.points[20].p, Math.max(...Array.from(logistic.p)));
  const smoothed = smoothObserved(logistic, curve.points.map(({ p }) => p));
  curve.points.forEach(({ observed, low, high }, i) => {
    assertEquals(observed, smoothed[i]);
    assertEquals(low < observed && observed < high, true);
  });
  assertEquals(curve.errors.ici.estimate, calibrationErrors(logistic).ici);
});

Deno.test("calibrationErrors() of a bootstrap sample are those of its rows", async () => {
  for (const table of [logistic, neighbours]) {
    const { replicates } = await replicateFigures([table], ([sample]) => {
      const rows = { label: Array.from(sample.label), p: Array.from(sample.p) };
      return [sample, rows].flatMap((scored) => Object.values(calibrationErrors(scored)));
    }, { seed: 1, replicates: 20 });
    assertEquals(replicates.slice(0, 4), replicates.slice(4));
  }
});

Deno.test("calibrationErrors() refuses patients of one class", () => {
  assertThrows(
    () => calibrationErrors({ label: [1, 1, 1], p: [0.2, 0.4, 0.5] }),
    RangeError,
    "got only diseased",
  );
});

Deno.test("calibrationCurve() refuses too few points and columns that cannot be measured", async () => {
  await assertRejects(
    () => calibrationCurve(logistic, { seed: 1, points: 1 }),
    RangeError,
    "point",
  );
  const broken = { label: [1, 0], p: [0.5, 2] };
  await assertRejects(() => calibrationCurve(broken, { seed: 1 }), RangeError, "p[1]");
});

Deno.test("smoothObserved() refuses one class and too few different probabilities", () => {
  assertThrows(() => smoothObserved({ label: [1, 1], p: [0.2, 0.4] }, [0.3]), RangeError, "class");
  const flat = { label: [1, 0, 1, 0], p: [0.5, 0.5, 0.5, 0.5] };
  assertThrows(() => smoothObserved(flat, [0.5]), RangeError, "three different");
});
