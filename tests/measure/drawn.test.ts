/** Figures of a drawn sample come from counts; written out, row by row, they are the same. */
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as fc from "fast-check";
import { calibration } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { replicateFigures } from "heartbook/measure/replicates.ts";
import type { MaybeRepeated } from "heartbook/measure/patients.ts";
import type { Scored } from "heartbook/types.ts";
import { scoredInside, steady } from "./arbitrary.ts";

/** The figure, or what it says where it is undefined, without what the drawing adds. */
function score(figure: (scored: Scored) => number, scored: Scored): number | string {
  try {
    return figure(scored);
  } catch (error) {
    return (error as Error).message;
  }
}

/** Each patient with a second prediction. */
function twice({ label, p }: Scored): MaybeRepeated {
  const rows = Array.from(p, (_, i) => i);
  return {
    label: [...Array.from(label), ...Array.from(label)],
    p: [...Array.from(p), ...Array.from(p, (each) => 1 - each)],
    row: [...rows, ...rows],
  };
}

for (const [key, figure] of Object.entries({ ...metrics, ...calibration })) {
  Deno.test(`${key} of a drawn sample is that of its rows written out`, async () => {
    await fc.assert(
      fc.asyncProperty(scoredInside, fc.boolean(), async (scored, isRepeated) => {
        const table = isRepeated ? twice(scored) : scored;
        let samples = 0;
        await replicateFigures([table], ([sample]) => {
          const own = score(figure.score, sample);
          const written = score(figure.score, {
            label: Array.from(sample.label),
            p: Array.from(sample.p),
          });
          samples++;
          if (typeof own === "string" || typeof written === "string") assertEquals(own, written);
          else assertAlmostEquals(own, written, 1e-7 * Math.max(1, Math.abs(written)));
          return [0];
        }, { seed: 1, replicates: 6 });
        assertEquals(samples, 7);
      }),
      { ...steady, numRuns: 12 },
    );
  });
}

Deno.test("a sample draws each patient with all rows, as many patients as there are", async () => {
  const scored = { label: [1, 0, 0, 1], p: [0.9, 0.1, 0.3, 0.7] };
  const table = {
    label: [1, 0, 1, 0, 0, 1],
    p: [0.9, 0.1, 0.8, 0.2, 0.3, 0.7],
    row: [0, 1, 0, 1, 2, 3],
  };
  await replicateFigures([scored, scored], ([first, second]) => {
    assertEquals([first.p.length, [...second.p as number[]]], [4, [...first.p as number[]]]);
    return [0];
  }, { seed: 2, replicates: 20 });
  let drawn = 0;
  await replicateFigures([table], ([{ p }]) => {
    const count = (value: number): number => Array.from(p).filter((each) => each === value).length;
    assertEquals([count(0.9), count(0.1)], [count(0.8), count(0.2)]);
    assertEquals(count(0.9) + count(0.1) + count(0.3) + count(0.7), 4);
    drawn++;
    return [0];
  }, { seed: 2, replicates: 20 });
  assertEquals(drawn, 21);
});

Deno.test("a sample with other probabilities is no sample any more, only its rows", async () => {
  const table = { label: [1, 0, 0, 1], p: [0.9, 0.1, 0.3, 0.7] };
  await replicateFigures([table], ([sample]) => {
    const turned = { ...sample, p: Array.from(sample.p, (each) => 1 - each) };
    const own = metrics.rocAuc.score(sample);
    assertEquals(metrics.rocAuc.score(turned), 1 - own);
    assertEquals(Object.keys(sample), ["label", "p"]);
    return [own];
  }, { seed: 2, replicates: 20, stratified: true });
});

Deno.test("a stratified sample has as many of either outcome as the table", async () => {
  const scored = { label: [1, 0, 0, 1, 0], p: [0.9, 0.1, 0.3, 0.7, 0.5] };
  await replicateFigures([scored], ([{ label }]) => {
    assertEquals(Array.from(label).filter((each) => each === 1).length, 2);
    return [0];
  }, { seed: 2, replicates: 30, stratified: true });
});

Deno.test("progress is told every hundred replicates and at the end, no more", async () => {
  const scored = { label: [1, 0], p: [0.9, 0.1] };
  for (
    const [replicates, expected] of [
      [99, [[99, 99]]],
      [100, [[100, 100]]],
      [201, [[100, 201], [200, 201], [201, 201]]],
    ] as const
  ) {
    const told: number[][] = [];
    await replicateFigures([scored], () => [0], {
      seed: 1,
      replicates,
      progress: (done, total) => void told.push([done, total]),
    });
    assertEquals<unknown>(told, expected);
  }
});

Deno.test("a sample lasts until its figures are returned, and says which is undefined", async () => {
  const scored = { label: [1, 0, 0], p: [0.9, 0.1, 0.2] };
  const kept: Scored[] = [];
  await replicateFigures([scored], ([sample]) => (kept.push(sample), [0]), {
    seed: 1,
    replicates: 2,
  });
  let said = "";
  try {
    kept[1].p;
  } catch (error) {
    said = (error as Error).message;
  }
  assertEquals(said, "a sample: expected to be read before its figures are returned");
  let calls = 0;
  const undefinedAt = (call: number) => (): number[] => {
    if (calls++ === call) throw new RangeError("no such figure");
    return [0];
  };
  await assertRejects(
    () => replicateFigures([scored], undefinedAt(3), { seed: 1, replicates: 5 }),
    RangeError,
    "replicate 2 of 5: no such figure",
  );
  await assertRejects(
    () => replicateFigures([], () => [0], { seed: 1 }),
    RangeError,
    "tables: expected at least one, got none",
  );
});
