import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { validationPatientsNeeded } from "heartbook/measure/validation-size.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { countParameters, coxSnell, patientsNeeded } from "heartbook/measure/sample-size.ts";

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

Deno.test("patientsNeeded() refuses an invalid share, and an R² that cannot be reached", () => {
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

const reference = JSON.parse(
  Deno.readTextFileSync(new URL("../reference/sample-size.json", import.meta.url)),
);

Deno.test("patientsNeeded() equals pmsampsize, criterion by criterion", () => {
  for (const { needed, ...options } of reference.development) {
    const { shrinkage, optimism, overallRisk, needed: all } = patientsNeeded(options);
    assertEquals([shrinkage, optimism, overallRisk, all], needed);
  }
});

Deno.test("validationPatientsNeeded() equals pmvalsampsize but for its rounding and its draws", () => {
  for (const { needed, prevalence, auc, mean, sd } of reference.validation) {
    const logOdds = Array.from(
      { length: 20001 },
      (_, i) => normalQuantile((i + 0.5) / 20001, mean, sd),
    );
    const ours = validationPatientsNeeded({ prevalence, auc, logOdds });
    assertEquals(ours.auc, needed[2]);
    // Theirs draws a million log odds; ours are spread evenly over the same distribution.
    assertAlmostEquals(ours.slope / needed[1], 1, 0.005);
    // Theirs goes up to a standard error of O:E in steps of 1e-4, so it asks for a little less.
    const step = (0.0509 / (0.0509 + 1e-4)) ** 2;
    assert(needed[0] <= ours.observedToExpected && needed[0] >= ours.observedToExpected * step - 1);
    assertEquals(ours.needed, Math.max(ours.auc, ours.slope, ours.observedToExpected));
  }
});

Deno.test("validationPatientsNeeded() refuses what cannot be, naming it", () => {
  const fine = { prevalence: 0.5, auc: 0.8, logOdds: [-1, 1] };
  const refuse = (wrong: Partial<typeof fine>, field: string): void => {
    assertThrows(() => validationPatientsNeeded({ ...fine, ...wrong }), RangeError, field);
  };
  refuse({ prevalence: 1 }, "prevalence");
  refuse({ auc: 0.5 }, "auc");
  refuse({ logOdds: [1, 1] }, "logOdds");
  assertThrows(() => validationPatientsNeeded(fine, { slope: 0 }), RangeError, "width of slope");
});
