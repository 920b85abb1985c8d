import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { pickFeatures } from "heartbook/schema.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { countParameters, coxSnell, patientsNeeded } from "heartbook/ship/train/sample-size.ts";

Deno.test("patientsNeeded() gives the worked example of Riley et al. (2020)", () => {
  // Pre-eclampsia: 30 parameters, 5% affected, R² of 0.05.
  const { shrinkage } = patientsNeeded({ parameters: 30, prevalence: 0.05, rSquared: 0.05 });
  assertEquals(shrinkage, 5249);
});

Deno.test("patientsNeeded() asks for (1.96 / 0.05)² φ (1 - φ) to know the overall risk", () => {
  const { overallRisk } = patientsNeeded({ parameters: 13, prevalence: 0.5, rSquared: 0.4 });
  assertEquals(overallRisk, 385);
});

Deno.test("patientsNeeded() needs the most that any criterion asks for", () => {
  for (const rSquared of [0.05, 0.2, 0.5]) {
    const { needed, ...criteria } = patientsNeeded({ parameters: 18, prevalence: 0.4, rSquared });
    assertEquals(needed, Math.max(...Object.values(criteria)));
  }
});

Deno.test("patientsNeeded() refuses what is no share, and an R² that cannot be reached", () => {
  const fine = { parameters: 13, prevalence: 0.5, rSquared: 0.4 };
  for (
    const wrong of [
      { parameters: 0 },
      { parameters: 1.5 },
      { prevalence: 0 },
      { prevalence: 1 },
      { rSquared: 0 },
      { rSquared: 0.75 }, // 1 - exp(-2 log 2), where everybody is predicted right
      { rSquared: NaN },
    ]
  ) {
    assertThrows(() => patientsNeeded({ ...fine, ...wrong }), RangeError, Object.keys(wrong)[0]);
  }
});

Deno.test("countParameters() counts a number once and a category by its levels but one", () => {
  assertEquals(countParameters(heartSchema), 18);
  assertEquals(countParameters(pickFeatures(heartSchema, ["age", "cp"])), 4);
});

Deno.test("coxSnell() is 0 for the prevalence and as high as can be for the truth", () => {
  const label = [1, 1, 0, 0];
  assertAlmostEquals(coxSnell({ label, p: [0.5, 0.5, 0.5, 0.5] }), 0, 1e-12);
  assertAlmostEquals(coxSnell({ label, p: label }), 0.75, 1e-12);
  assertEquals(coxSnell({ label, p: [0.1, 0.1, 0.9, 0.9] }) < 0, true);
});
