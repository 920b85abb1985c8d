import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { seeded } from "heartbook/random.ts";
import {
  answerConformally,
  describeConformal,
  fitConformal,
} from "heartbook/resample/conformal.ts";
import { sigmoid } from "heartbook/stats/log-odds.ts";

/** Patients whose outcome is drawn from the log odds `lift + z`, and who are told sigmoid(z). */
function draw(
  random: ReturnType<typeof seeded>,
  n: number,
  lift = 0,
): { label: number[]; p: number[] } {
  const z = Array.from({ length: n }, () => 1.5 * random.normal());
  const label = z.map((each) => Number(random.uniform() < sigmoid(each + lift)));
  return { label, p: z.map(sigmoid) };
}

Deno.test("fitConformal() by hand: nine calibration patients at nine in ten exclude no outcome", () => {
  const p = [0.95, 0.9, 0.8, 0.7, 0.45, 0.4, 0.2, 0.1, 0.05];
  const label = [1, 1, 1, 1, 1, 0, 0, 0, 0];
  const rule = fitConformal({ label, p }, { coverage: 0.9 });
  // The 9th smallest strangeness of nine is the largest: 1 - 0.45.
  assertAlmostEquals(rule.diseasedFrom, 0.45, 1e-12);
  assertAlmostEquals(rule.healthyUpTo, 0.55, 1e-12);
  const answers = [0.44, 0.46, 0.54, 0.56].map((each) => answerConformally(rule, each));
  assertEquals(answers, ["healthy", "either", "either", "diseased"]);
});

Deno.test("fitConformal() says everything where there are too few patients to promise", () => {
  const rule = fitConformal({ label: [1, 0], p: [0.9, 0.1] }, { coverage: 0.9 });
  assertEquals([0, 0.5, 1].map((p) => answerConformally(rule, p)), ["either", "either", "either"]);
});

for (const perClass of [false, true]) {
  Deno.test(`conformal answers hold the outcome as often as promised, ${perClass ? "per class" : "in all"}`, () => {
    const random = seeded(8);
    const figures = Array.from({ length: 400 }, () => {
      const rule = fitConformal(draw(random, 80), { coverage: 0.9, perClass });
      return describeConformal(rule, draw(random, 200));
    });
    const mean = (key: keyof typeof figures[0]): number =>
      figures.reduce((sum, each) => sum + each[key], 0) / figures.length;
    const keys = perClass ? ["coveredDiseased", "coveredHealthy"] as const : ["covered"] as const;
    for (const key of keys) {
      // At least 0.9 less four standard errors of the mean over draws; not far above it either.
      assert(mean(key) > 0.9 - 0.01, `${key} ${mean(key)}`);
      assert(mean(key) < 0.94, `${key} ${mean(key)}`);
    }
  });
}

Deno.test("conformal answers break their promise where the patients are others", () => {
  const random = seeded(8);
  const rule = fitConformal(draw(random, 500), { coverage: 0.9, perClass: true });
  const shifted = describeConformal(rule, draw(random, 2000, 3));
  // Of those with low log odds many more are diseased than the calibration patients told.
  assert(shifted.coveredDiseased < 0.8, `${shifted.coveredDiseased}`);
});

Deno.test("a higher coverage never takes an outcome out of an answer", () => {
  const random = seeded(3);
  const scored = draw(random, 60);
  fc.assert(fc.property(
    fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    fc.boolean(),
    (coverage, perClass) => {
      const narrow = fitConformal(scored, { coverage, perClass });
      const wide = fitConformal(scored, { coverage: coverage + 0.05, perClass });
      assert(wide.diseasedFrom <= narrow.diseasedFrom && wide.healthyUpTo >= narrow.healthyUpTo);
    },
  ));
});

Deno.test("fitConformal() refuses a coverage of 1 and patients of one class", () => {
  const scored = { label: [1, 0], p: [0.9, 0.1] };
  assertThrows(() => fitConformal(scored, { coverage: 1 }), RangeError, "coverage");
  assertThrows(() => fitConformal({ label: [1], p: [0.9] }, { coverage: 0.9 }), RangeError);
});

Deno.test("describeConformal() by hand: who is covered, and who is decided about", () => {
  const rule = fitConformal({
    label: [1, 1, 1, 1, 1, 0, 0, 0, 0],
    p: [0.95, 0.9, 0.8, 0.7, 0.45, 0.4, 0.2, 0.1, 0.05],
  }, { coverage: 0.9 });
  // Diseased from 0.55 up, healthy below 0.45, either in between.
  const figures = describeConformal(rule, {
    label: [1, 1, 1, 0, 0],
    p: [0.9, 0.5, 0.2, 0.8, 0.5],
  });
  assertAlmostEquals(figures.coveredDiseased, 2 / 3, 1e-12);
  assertAlmostEquals(figures.coveredHealthy, 1 / 2, 1e-12);
  assertAlmostEquals(figures.covered, 3 / 5, 1e-12);
  assertAlmostEquals(figures.decided, 3 / 5, 1e-12);
  assertAlmostEquals(figures.undecided, 2 / 5, 1e-12);
});

Deno.test("answerConformally() takes a score equal to the limit into the set, rounding aside", () => {
  const rule = { coverage: 0.9, perClass: true, diseasedFrom: 0.7, healthyUpTo: 0.3 };
  const told = [0.3, 0.3 + 1e-12, 0.3 + 1e-11, 0.7 - 1e-11, 0.7 - 5e-13, 0.7];
  assertEquals(told.map((p) => answerConformally(rule, p)), [
    ...["healthy", "healthy", "neither", "neither", "diseased", "diseased"] as const,
  ]);
  // 1 - (1 - 0.1) is not 0.1.
  const both = { ...rule, diseasedFrom: 1 - (1 - 0.1), healthyUpTo: 1 };
  assertEquals(answerConformally(both, 0.1), "either");
});

Deno.test("fitConformal() by hand: ten patients at one half, whose 5.5th score is the sixth", () => {
  const p = [0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.2, 0.1, 0.05];
  const label = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
  const { diseasedFrom, healthyUpTo } = fitConformal({ label, p }, { coverage: 0.5 });
  // Sorted: 0.05, 0.1, 0.1, 0.2, 0.2, 0.3 …
  assertAlmostEquals(healthyUpTo, 0.3, 1e-12);
  assertAlmostEquals(diseasedFrom, 0.7, 1e-12);
  // 0.5 of 10 and 0.9 of 10 are whole: the fifth of nine, the ninth of nine.
  const nine = { label: label.slice(0, 9), p: p.slice(0, 9) };
  assertAlmostEquals(fitConformal(nine, { coverage: 0.5 }).healthyUpTo, 0.3, 1e-12);
  assertAlmostEquals(fitConformal(nine, { coverage: 0.9 }).healthyUpTo, 0.45, 1e-12);
});
