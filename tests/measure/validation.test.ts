import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { acrossPlaces } from "heartbook/measure/across-places.ts";
import { bootstrap } from "heartbook/measure/bootstrap.ts";
import { confusionAt } from "heartbook/measure/confusion.ts";
import { netBenefit } from "heartbook/measure/netbenefit.ts";
import {
  netBenefitInterval,
  observedToExpectedInterval,
  validate,
} from "heartbook/measure/validation.ts";
import { seeded } from "heartbook/random.ts";
import { fitWithErrors } from "heartbook/stats/logistic-errors.ts";
import { logits, sigmoid } from "heartbook/stats/log-odds.ts";

const reference = JSON.parse(
  Deno.readTextFileSync(new URL("../reference/validation.json", import.meta.url)),
);
const scored = { label: reference.label as number[], p: reference.p as number[] };

Deno.test("validate() has R's slope, calibration in the large, and their standard errors", () => {
  const { slope, inTheLarge } = validate(scored, { threshold: 0.3 });
  assertAlmostEquals(slope.estimate, reference.slope[0], 1e-6);
  assertAlmostEquals(slope.high - slope.low, 2 * 1.959963984540054 * reference.slope[1], 1e-6);
  assertAlmostEquals(inTheLarge.estimate, reference.inTheLarge[0], 1e-6);
  assertAlmostEquals(
    inTheLarge.high - inTheLarge.low,
    2 * 1.959963984540054 * reference.inTheLarge[1],
    1e-6,
  );
});

Deno.test("fitWithErrors() has R's log likelihood", () => {
  const fitted = fitWithErrors({ target: scored.label, columns: [logits(scored.p)] });
  assertAlmostEquals(fitted.logLikelihood, reference.logLikelihood, 1e-6);
});

Deno.test("observedToExpectedInterval() by hand: 50 of 100 where 40 are expected", () => {
  const label = Array.from({ length: 100 }, (_, i) => Number(i < 50));
  const { estimate, low, high } = observedToExpectedInterval({ label, p: label.map(() => 0.4) });
  const reach = 1.959963984540054 * Math.sqrt(0.5 / 50);
  assertAlmostEquals(estimate, 1.25, 1e-12);
  assertAlmostEquals(low, 1.25 * Math.exp(-reach), 1e-12);
  assertAlmostEquals(high, 1.25 * Math.exp(reach), 1e-12);
});

Deno.test("netBenefitInterval() agrees with the bootstrap over patients", async () => {
  const threshold = 0.3;
  const normal = netBenefitInterval(scored, { threshold });
  const score = (sample: typeof scored): number =>
    netBenefit(confusionAt(sample, threshold), threshold);
  const { nb } = await bootstrap(scored, { nb: { score: score as never } }, {
    seed: 1,
    replicates: 4000,
  });
  assertAlmostEquals(normal.estimate, nb.estimate, 1e-12);
  assertAlmostEquals(normal.low, nb.low, 0.01);
  assertAlmostEquals(normal.high, nb.high, 0.01);
});

Deno.test("validate() covers the truth: of 300 hospitals drawn from true probabilities, 95 in 100 slopes", () => {
  const random = seeded(5);
  let slopes = 0, ratios = 0;
  const hospitals = 300;
  for (let hospital = 0; hospital < hospitals; hospital++) {
    const p = Array.from({ length: 150 }, () => sigmoid(1.5 * random.normal()));
    const label = p.map((each) => Number(random.uniform() < each));
    const { slope, observedToExpected } = validate({ label, p }, { threshold: 0.5 });
    slopes += Number(slope.low <= 1 && 1 <= slope.high);
    ratios += Number(observedToExpected.low <= 1 && 1 <= observedToExpected.high);
  }
  // Three standard errors of a share of 0.95 in 300 are 0.038; O:E takes the expected as known and
  // the patients' mix as drawn, which makes its interval too wide here, never too narrow.
  assertAlmostEquals(slopes / hospitals, 0.95, 0.038);
  assertEquals(ratios / hospitals > 0.95 - 0.038, true);
});

Deno.test("validate() refuses one class only and a certain probability", () => {
  assertThrows(() => validate({ label: [1, 1], p: [0.2, 0.4] }, { threshold: 0.5 }), RangeError);
  const certain = { label: [1, 0, 1, 0], p: [1, 0.2, 0.3, 0.4] };
  assertThrows(() => validate(certain, { threshold: 0.5 }), RangeError, "p[0]");
});

Deno.test("acrossPlaces() takes a ratio and its inverse for the same thing", () => {
  const ratio = (
    estimate: number,
    factor: number,
  ): { estimate: number; low: number; high: number; level: number; method: string } => ({
    estimate,
    low: estimate / factor,
    high: estimate * factor,
    level: 0.95,
    method: "by hand",
  });
  const there = acrossPlaces({ a: ratio(2, 1.5), b: ratio(1.2, 1.3), c: ratio(0.9, 2) }, {
    scale: "log",
  });
  const back = acrossPlaces(
    { a: ratio(1 / 2, 1.5), b: ratio(1 / 1.2, 1.3), c: ratio(1 / 0.9, 2) },
    { scale: "log" },
  );
  assertAlmostEquals(there.summary.estimate, 1 / back.summary.estimate, 1e-9);
  assertAlmostEquals(there.prediction!.low, 1 / back.prediction!.high, 1e-9);
});

Deno.test("acrossPlaces() refuses a perfect AUC, naming the place", () => {
  const perfect = { estimate: 1, low: 1, high: 1, level: 0.95, method: "DeLong" };
  const good = { estimate: 0.8, low: 0.7, high: 0.9, level: 0.95, method: "DeLong" };
  assertThrows(
    () => acrossPlaces({ good, perfect }, { scale: "logit" }),
    RangeError,
    "perfect: expected an estimate inside its scale",
  );
});

Deno.test("validate() by hand: shares, and the net benefit of treating everyone", () => {
  const label = [1, 1, 1, 0, 0, 0, 0, 0], p = [0.9, 0.6, 0.1, 0.7, 0.3, 0.2, 0.15, 0.05];
  const found = validate({ label, p }, { threshold: 0.25, level: 0.9 });
  assertEquals([found.patients, found.diseased, found.threshold], [8, 3, 0.25]);
  assertAlmostEquals(found.recall.estimate, 2 / 3, 1e-12);
  assertAlmostEquals(found.specificity.estimate, 3 / 5, 1e-12);
  assertAlmostEquals(found.auc.estimate, (5 + 4 + 1) / 15, 1e-12);
  assertAlmostEquals(found.treatAll, 3 / 8 - 5 / 8 * (0.25 / 0.75), 1e-12);
  assertAlmostEquals(found.netBenefit.estimate, 2 / 8 - 2 / 8 * (0.25 / 0.75), 1e-12);
  assertAlmostEquals(found.observedToExpected.estimate, 3 / 3, 1e-12);
  const { auc, recall, specificity, slope, inTheLarge, observedToExpected, netBenefit } = found;
  for (
    const each of [auc, recall, specificity, slope, inTheLarge, observedToExpected, netBenefit]
  ) {
    assertEquals(each.level, 0.9);
  }
});

Deno.test("netBenefitInterval() by hand: the variance of what each patient brings", () => {
  const label = [1, 1, 0, 0], p = [0.9, 0.1, 0.8, 0.2];
  // One true positive, one false: 1, 0, -1/3, 0.
  const brings = [1, 0, -1 / 3, 0], mean = 1 / 6;
  const variance = brings.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 3;
  const { estimate, high } = netBenefitInterval({ label, p }, { threshold: 0.25 });
  assertAlmostEquals(estimate, mean, 1e-12);
  assertAlmostEquals(high - estimate, 1.959963984540054 * Math.sqrt(variance / 4), 1e-9);
  assertThrows(
    () => netBenefitInterval({ label: [1], p: [0.5] }, { threshold: 0.25 }),
    RangeError,
    "expected at least 2 patients, got 1",
  );
});

Deno.test("observedToExpectedInterval() refuses where nobody is diseased, or expected to be", () => {
  for (const [label, p] of [[[0, 0], [0.2, 0.3]], [[1, 0], [0, 0]]]) {
    assertThrows(() => observedToExpectedInterval({ label, p }), RangeError, "O:E");
  }
});
