import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { rocAuc } from "heartbook/measure/auc.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import {
  fitRecalibration,
  recalibrate,
  type Recalibration,
} from "heartbook/measure/recalibrate.ts";
import type { Scored } from "heartbook/types.ts";
import reference from "../reference/calibration.json" with { type: "json" };
import { steady } from "./arbitrary.ts";
import { logistic, neighbours } from "./predictions.ts";

type Kind = keyof typeof fitRecalibration;

function recalibrated(kind: Kind, scored: Scored): Scored {
  return { label: scored.label, p: recalibrate(fitRecalibration[kind](scored), scored.p) };
}

Deno.test("recalibrate() by intercept and slope works on the odds, by hand", () => {
  const shifted = recalibrate({ kind: "intercept", intercept: Math.log(2) }, [0.5]);
  assertAlmostEquals(shifted[0], 2 / 3, 1e-12);
  const stretched = recalibrate({ kind: "logistic", intercept: 0, slope: 2 }, [0.8]);
  assertAlmostEquals(stretched[0], 16 / 17, 1e-12);
});

Deno.test("recalibrate() by beta with a = b = 1 and c = 0 changes nothing", () => {
  const same = recalibrate({ kind: "beta", a: 1, b: 1, c: 0 }, [0.1, 0.5, 0.97]);
  [0.1, 0.5, 0.97].forEach((p, i) => assertAlmostEquals(same[i], p, 1e-12));
});

Deno.test("logistic, platt and beta equal the coefficients of R's glm", () => {
  const expected: Recalibration[] = [
    { kind: "logistic", intercept: reference.intercept, slope: reference.slope },
    { kind: "platt", ...reference.platt },
    { kind: "beta", ...reference.beta },
    { kind: "intercept", intercept: reference.inTheLarge },
  ];
  for (const { kind, ...coefficients } of expected) {
    const fitted: Record<string, unknown> = { ...fitRecalibration[kind](logistic) };
    for (const [name, value] of Object.entries(coefficients)) {
      assertAlmostEquals(fitted[name] as number, value, 1e-12, `${kind} ${name}`);
    }
  }
});

Deno.test("beta with a negative coefficient is refitted without it, and never falls", () => {
  // All that p says is said near 1, so that log p is left with the wrong sign.
  const p = [0.02, 0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99];
  for (
    const label of [[1, 1, 0, 0, 0, 1, 0, 1, 1, 1], [0, 0, 0, 1, 0, 1, 1, 1, 0, 0]]
  ) {
    const fitted = fitRecalibration.beta({ label, p });
    assertEquals(fitted.kind === "beta" && fitted.a >= 0 && fitted.b >= 0, true);
    assertEquals(fitted.kind === "beta" && fitted.a * fitted.b, 0);
    const values = recalibrate(fitted, p);
    values.slice(1).forEach((value, i) => assertEquals(value >= values[i], true));
  }
});

Deno.test("a certain 0 or 1 stays certain where log odds are stretched", () => {
  const kinds: Recalibration[] = [
    { kind: "intercept", intercept: -0.3 },
    { kind: "logistic", intercept: 0.2, slope: 0.9 },
    { kind: "beta", a: 0.5, b: 2, c: 1 },
  ];
  for (const fitted of kinds) assertEquals([...recalibrate(fitted, [0, 1])], [0, 1]);
  const flat = recalibrate({ kind: "beta", a: 0, b: 1, c: 0 }, [0, 1]);
  assertEquals([...flat], [0.5, 1]);
});

Deno.test("recalibrating twice is recalibrating once: intercept, logistic and isotonic", () => {
  for (const kind of ["intercept", "logistic", "isotonic"] as const) {
    const once = recalibrated(kind, logistic);
    if (kind === "isotonic") {
      assertEquals(recalibrated(kind, once).p, once.p);
      continue;
    }
    const twice = recalibrated(kind, once);
    Array.from(once.p).forEach((p, i) => assertAlmostEquals(twice.p[i], p, 1e-9, kind));
  }
});

Deno.test("recalibrated on the log odds, calibration is perfect where it was fitted", () => {
  const scored = recalibrated("logistic", logistic);
  assertAlmostEquals(calibration.inTheLarge.score(scored), 0, 1e-9);
  assertAlmostEquals(calibration.slope.score(scored), 1, 1e-9);
  assertAlmostEquals(calibration.observedToExpected.score(scored), 1, 1e-9);
  for (const kind of ["intercept", "beta", "isotonic"] as const) {
    const oToE = calibration.observedToExpected.score(recalibrated(kind, logistic));
    assertAlmostEquals(oToE, 1, 1e-9, kind);
  }
});

Deno.test("a recalibration that rises leaves the AUC alone", () => {
  for (const kind of ["intercept", "logistic", "platt", "beta"] as const) {
    assertEquals(rocAuc(recalibrated(kind, logistic)), rocAuc(logistic), kind);
  }
});

Deno.test("a fitted recalibration goes through JSON unchanged", () => {
  for (const kind of Object.keys(fitRecalibration) as Kind[]) {
    const fitted = fitRecalibration[kind](logistic);
    assertEquals(fitted.kind, kind);
    assertEquals(JSON.parse(JSON.stringify(fitted)), fitted);
  }
});

Deno.test("every recalibration gives probabilities", () => {
  const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
  const fitted = (Object.keys(fitRecalibration) as Kind[]).map((k) =>
    fitRecalibration[k](logistic)
  );
  fc.assert(
    fc.property(p, (values) => {
      for (const each of fitted) {
        assertEquals(recalibrate(each, values).every((value) => value >= 0 && value <= 1), true);
      }
    }),
    steady,
  );
});

Deno.test("fitting refuses one class, a certain probability and separated classes", () => {
  for (const [kind, fit] of Object.entries(fitRecalibration)) {
    assertThrows(() => fit({ label: [1, 1], p: [0.2, 0.3] }), RangeError, "only diseased", kind);
  }
  for (const kind of ["intercept", "logistic", "beta"] as const) {
    assertThrows(() => fitRecalibration[kind](neighbours), RangeError, "log odds", kind);
  }
  const separated = { label: [0, 0, 1, 1], p: [0.1, 0.2, 0.8, 0.9] };
  assertThrows(() => fitRecalibration.logistic(separated), RangeError, "separate");
  assertEquals(fitRecalibration.platt(separated).kind, "platt");
});

Deno.test("recalibrate() refuses an invalid probability", () => {
  const fitted: Recalibration = { kind: "intercept", intercept: 0 };
  assertThrows(() => recalibrate(fitted, [0.5, NaN]), RangeError, "p[1]");
  assertThrows(() => recalibrate(fitted, [1.5]), RangeError, "p[0]");
  assertEquals(recalibrate(fitted, []).length, 0);
});
