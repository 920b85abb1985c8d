import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { randomEffects } from "heartbook/stats/meta-analysis.ts";

const reference = JSON.parse(
  Deno.readTextFileSync(new URL("../reference/meta-analysis.json", import.meta.url)),
);

const toStudies = (yi: number[], sei: number[]): { estimate: number; standardError: number }[] =>
  yi.map((estimate, i) => ({ estimate, standardError: sei[i] }));

for (const [name, wanted] of Object.entries<Record<string, never>>(reference.sets)) {
  Deno.test(`randomEffects() equals metafor's REML with Hartung and Knapp: ${name}`, () => {
    const { summary, prediction, tauSquared, iSquared, heterogeneity } = randomEffects(
      toStudies(wanted.yi, wanted.sei),
    );
    const pairs = [
      [summary.estimate, wanted.estimate],
      [summary.low, wanted.low],
      [summary.high, wanted.high],
      [prediction!.low, wanted.piLow],
      [prediction!.high, wanted.piHigh],
      [tauSquared, wanted.tau2],
      [iSquared, wanted.i2],
      [heterogeneity.q, wanted.q],
      [heterogeneity.pValue, wanted.p],
    ];
    pairs.forEach(([got, expected]) => assertAlmostEquals(got, expected, 1e-6));
  });
}

Deno.test("randomEffects() of studies that agree is their mean, with no variance between them", () => {
  const { summary, tauSquared, iSquared } = randomEffects(toStudies([1, 1, 1], [0.1, 0.2, 0.3]));
  assertAlmostEquals(summary.estimate, 1, 1e-12);
  assertEquals([tauSquared, iSquared], [0, 0]);
});

Deno.test("randomEffects() maximises the restricted likelihood: no variance nearby is likelier", () => {
  const { yi, sei } = reference.sets.many as { yi: number[]; sei: number[] };
  const restricted = (tauSquared: number): number => {
    const w = sei.map((s) => 1 / (s ** 2 + tauSquared));
    const total = w.reduce((a, b) => a + b);
    const mean = yi.reduce((a, y, i) => a + w[i] * y, 0) / total;
    const squares = yi.reduce((a, y, i) => a + w[i] * (y - mean) ** 2, 0);
    return w.reduce((a, each) => a + Math.log(each), 0) / 2 - Math.log(total) / 2 - squares / 2;
  };
  const { tauSquared } = randomEffects(toStudies(yi, sei));
  assert(restricted(tauSquared) > restricted(tauSquared * 1.01));
  assert(restricted(tauSquared) > restricted(tauSquared * 0.99));
});

Deno.test("randomEffects() moves with its estimates, and forgets their order", () => {
  const study = fc.record({
    estimate: fc.double({ min: -5, max: 5, noNaN: true }),
    standardError: fc.double({ min: 0.05, max: 2, noNaN: true }),
  });
  fc.assert(fc.property(fc.array(study, { minLength: 3, maxLength: 8 }), (studies) => {
    const { summary, prediction, tauSquared } = randomEffects(studies);
    const moved = randomEffects(
      studies.toReversed().map((each) => ({ ...each, estimate: each.estimate + 1 })),
    );
    assertAlmostEquals(moved.summary.estimate, summary.estimate + 1, 1e-6);
    assertAlmostEquals(moved.tauSquared, tauSquared, 1e-5 * (1 + tauSquared));
    assert(prediction!.low <= summary.estimate && summary.estimate <= prediction!.high);
  }));
});

Deno.test("randomEffects() has no prediction interval for two studies, and refuses one", () => {
  assertEquals(randomEffects(toStudies([1, 2], [0.1, 0.1])).prediction, null);
  assertThrows(
    () => randomEffects(toStudies([1], [0.1])),
    RangeError,
    "expected at least 2, got 1",
  );
  assertThrows(() => randomEffects(toStudies([1, 2], [0.1, 0])), RangeError, "study 1");
  assertThrows(() => randomEffects(toStudies([NaN, 2], [0.1, 1])), RangeError, "study 0");
});

Deno.test("randomEffects() of two studies by hand: half the squared difference, less the error", () => {
  // With equal errors the restricted estimate is the variance of the two less theirs.
  const { summary, tauSquared, iSquared, heterogeneity } = randomEffects(
    toStudies([1, 2], [0.5, 0.5]),
    { level: 0.5 },
  );
  assertAlmostEquals(tauSquared, 1 / 2 - 1 / 4, 1e-9);
  assertAlmostEquals(iSquared, (1 / 4) / (1 / 2), 1e-9);
  assertAlmostEquals(heterogeneity.q, (1 / 4 + 1 / 4) / (1 / 4), 1e-12);
  assertEquals(heterogeneity.degrees, 1);
  // A t on one degree of freedom has its quartile at 1; the standard error is half of 1.
  assertAlmostEquals(summary.low, 1.5 - 0.5, 1e-9);
  assertAlmostEquals(summary.high, 1.5 + 0.5, 1e-9);
});

Deno.test("randomEffects() says after how many steps it has found no variance", () => {
  // One study is exact, of the other nothing is known.
  const studies = [{ estimate: 271.62670877414666, standardError: Math.sqrt(8.4e-6) }, {
    estimate: 0,
    standardError: Math.sqrt(8.7e11),
  }];
  assertThrows(() => randomEffects(studies), RangeError, "no variance was found in 1000 steps");
});
