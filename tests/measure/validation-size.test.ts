import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { expectElsewhere, validationPatientsNeeded } from "heartbook/measure/validation-size.ts";

Deno.test("validationPatientsNeeded() refuses an AUC of chance and a perfect one", () => {
  for (const auc of [0.5, 1]) {
    assertThrows(
      () => validationPatientsNeeded({ prevalence: 0.5, auc, logOdds: [-1, 0, 1] }),
      RangeError,
      "auc: expected above 0.5 and below 1",
    );
  }
});

const options = { prevalence: 0.3, auc: 0.75, logOdds: [-2, -1, 0, 0.5, 3] };
const z = 1.959963984540054;

/** The fewest patients for which a standard error is small enough, by trying. */
function fewest(errorOf: (n: number) => number, width: number): number {
  let n = 1;
  while (errorOf(n) > width / (2 * z)) n++;
  return n;
}

Deno.test("validationPatientsNeeded() has the fewest patients for each width, by trying", () => {
  const { observedToExpected, slope, auc, needed } = validationPatientsNeeded(options);
  // The interval of O:E is exp(-r) to exp(r), r = 1.96 roots of (1 - share) / (n share).
  const widthOf = (n: number): number => {
    const reach = z * Math.sqrt((1 - 0.3) / (n * 0.3));
    return Math.exp(reach) - Math.exp(-reach);
  };
  assert(widthOf(observedToExpected) <= 0.2 && widthOf(observedToExpected - 1) > 0.2);

  const p = options.logOdds.map((x) => 1 / (1 + Math.exp(-x)));
  const information = (power: number): number =>
    p.reduce((sum, each, i) => sum + each * (1 - each) * options.logOdds[i] ** power, 0) / 5;
  const [i00, i01, i11] = [0, 1, 2].map(information);
  const ofSlope = (n: number): number => Math.sqrt(i00 / (n * (i00 * i11 - i01 ** 2)));
  assertEquals(slope, fewest(ofSlope, 0.2));

  const ofAuc = (n: number): number => {
    const spread = 1 + (n / 2 - 1) * (0.25 / 1.25 + 0.75 / 1.75);
    return Math.sqrt(0.75 * 0.25 * spread / (n ** 2 * 0.3 * 0.7));
  };
  assertEquals(auc, fewest(ofAuc, 0.1));
  assertEquals(needed, Math.max(observedToExpected, slope, auc));
});

Deno.test("validationPatientsNeeded() takes the widths that are wanted, 0.2, 0.2 and 0.1 by default", () => {
  const usual = validationPatientsNeeded(options);
  const widths = { observedToExpected: 0.2, slope: 0.2, auc: 0.1 };
  assertEquals(validationPatientsNeeded(options, widths), usual);
  for (const figure of ["observedToExpected", "slope", "auc"] as const) {
    const wider = validationPatientsNeeded(options, { [figure]: 0.3 });
    assert(wider[figure] < usual[figure]);
    assertThrows(
      () => validationPatientsNeeded(options, { [figure]: 0 }),
      RangeError,
      `width of ${figure}: expected above 0, got 0`,
    );
  }
});

Deno.test("validationPatientsNeeded() refuses a share of 0 or 1, and log odds that are all the same", () => {
  for (const prevalence of [0, 1]) {
    const message = `prevalence: expected a share between 0 and 1, got ${prevalence}`;
    assertThrows(() => validationPatientsNeeded({ ...options, prevalence }), RangeError, message);
  }
  const message = "logOdds: expected log odds that vary, got 3 alike";
  assertThrows(
    () => validationPatientsNeeded({ ...options, logOdds: [1, 1, 1] }),
    RangeError,
    message,
  );
});

Deno.test("expectElsewhere() has share, AUC and log odds of the patients at hand", () => {
  const { prevalence, auc, logOdds } = expectElsewhere({ label: [1, 0, 0], p: [0.8, 0.5, 0.9] });
  assertEquals([prevalence, auc], [1 / 3, 0.5]);
  [Math.log(4), 0, Math.log(9)].forEach((each, i) => assertAlmostEquals(logOdds[i], each, 1e-12));
});
