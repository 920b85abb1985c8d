import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { calibration, spiegelhalter } from "heartbook/measure/calibration.ts";
import { seeded } from "heartbook/random.ts";
import { type CalibrationDrift, calibrationDrift } from "heartbook/watch/calibration-drift.ts";
import { outcomesOf, uniforms } from "./draws.ts";

const figure = (drift: CalibrationDrift, name: string): CalibrationDrift["figures"][number] =>
  drift.figures.find((each) => each.name === name)!;

/** Probabilities of all sizes, but none so sure that log odds run away. */
const someP = (count: number, seed: number): number[] =>
  uniforms(seeded(seed), count).map((x) => 0.03 + 0.94 * x);

Deno.test("calibrationDrift() tests O:E against the spread of the number of diseased", () => {
  // 5 expected with a variance of 20 · 0.25 · 0.75, 9 observed.
  const p = new Array(20).fill(0.25);
  const label = p.map((_, i) => i < 9 ? 1 : 0);
  const { value, pValue } = figure(calibrationDrift({ label, p }), "O:E");
  assertAlmostEquals(value, 1.8, 1e-12);
  assertAlmostEquals(pValue, 0.03887, 1e-5); // z = 4 / sqrt(3.75) = 2.0656
});

Deno.test("calibrationDrift() gives the figures of calibration and Spiegelhalter's own test", () => {
  const p = someP(80, 1), label = outcomesOf(seeded(2), p);
  const drift = calibrationDrift({ label, p });
  const scored = { label, p };
  assertEquals(figure(drift, "O:E").value, calibration.observedToExpected.score(scored));
  assertEquals(figure(drift, "calibration slope").value, calibration.slope.score(scored));
  const { z, pValue } = spiegelhalter(scored);
  const found = figure(drift, "Spiegelhalter's z");
  assertEquals([found.value, found.pValue], [z, pValue]);
  assertEquals([drift.patients, drift.diseased], [80, label.filter((each) => each === 1).length]);
});

Deno.test("calibrationDrift() names outcomes more frequent, and probabilities too extreme", () => {
  const truth = someP(400, 3), label = outcomesOf(seeded(4), truth);
  assertEquals(calibrationDrift({ label, p: truth }).drifted, false);

  const tooLow = calibrationDrift({ label, p: truth.map((p) => p / 1.4) });
  assertEquals(tooLow.drifted, true);
  assert(figure(tooLow, "O:E").corrected <= 0.05 && figure(tooLow, "O:E").value > 1.2);

  const extreme = calibrationDrift({
    label,
    p: truth.map((p) => p ** 2 / (p ** 2 + (1 - p) ** 2)),
  });
  const slope = figure(extreme, "calibration slope");
  assert(slope.corrected <= 0.05 && slope.value < 0.7);
  assert(figure(extreme, "O:E").corrected > 0.05);
});

Deno.test("calibrationDrift() raises an alarm on true probabilities in at most 5 of 100 reports", () => {
  const random = seeded(5);
  const runs = 2000;
  const alarms = { any: 0, "O:E": 0, "calibration slope": 0, "Spiegelhalter's z": 0 };
  for (let run = 0; run < runs; run++) {
    const p = uniforms(random, 120).map((x) => 0.05 + 0.9 * x);
    const drift = calibrationDrift({ label: outcomesOf(random, p), p });
    if (drift.drifted) alarms.any++;
    for (const { name, pValue } of drift.figures) {
      if (pValue <= 0.05) alarms[name as keyof typeof alarms]++;
    }
  }
  // The slope and Spiegelhalter's z go together, so that Holm's rule keeps below its 0.05.
  assert(alarms.any / runs > 0.02 && alarms.any / runs < 0.06, JSON.stringify(alarms));
  for (const name of ["O:E", "calibration slope", "Spiegelhalter's z"] as const) {
    assertAlmostEquals(alarms[name] / runs, 0.05, 0.015, name);
  }
});

Deno.test("calibrationDrift() leaves out what these patients leave undefined", () => {
  const names = (label: number[], p: number[]): string[] =>
    calibrationDrift({ label, p }).figures.map(({ name }) => name);
  assertEquals(names([1, 1], [0.6, 0.7]), ["O:E", "Spiegelhalter's z"]);
  assertEquals(names([1, 0, 1], [1, 0.2, 0.1]), ["O:E", "Spiegelhalter's z"]);
  assertEquals(names([1, 0], [0.5, 0.5]), ["O:E"]);
  assertEquals(names([1, 0], [1, 0]), []);
});

Deno.test("calibrationDrift() refuses what cannot be measured", () => {
  assertThrows(() => calibrationDrift({ label: [], p: [] }), RangeError, "at least one");
  assertThrows(() => calibrationDrift({ label: [1], p: [0.5] }, { alpha: 5 }), RangeError, "alpha");
});

Deno.test("calibrationDrift() tests the slope by log odds less their mean, weighed by p(1 - p)", () => {
  const p = someP(60, 5), label = outcomesOf(seeded(6), p);
  const logits = p.map((each) => Math.log(each / (1 - each))),
    parts = p.map((each) => each * (1 - each));
  const sum = (of: (i: number) => number): number => p.reduce((all, _, i) => all + of(i), 0);
  const mean = sum((i) => parts[i] * logits[i]) / sum((i) => parts[i]);
  const z = sum((i) => (logits[i] - mean) * (label[i] - p[i])) /
    Math.sqrt(sum((i) => (logits[i] - mean) ** 2 * parts[i]));
  const { pValue } = figure(calibrationDrift({ label, p }), "calibration slope");
  assertAlmostEquals(pValue, 2 * normalCdf(-Math.abs(z), 0, 1), 1e-12);
});
