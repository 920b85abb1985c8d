import { assertEquals, assertThrows } from "@std/assert";
import { delongInterval } from "heartbook/measure/delong.ts";
import { wilson } from "heartbook/stats/intervals.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { seeded } from "heartbook/random.ts";
import type { Judged } from "heartbook/ship/train/decision.ts";
import {
  describeGroup,
  describeProbabilities,
  hasLogOdds,
  toScored,
} from "heartbook/ship/train/figures.ts";

const judged: readonly Judged[] = [
  { label: 1, p: 0.9, decision: "diseased" },
  { label: 1, p: 0.6, decision: "diseased" },
  { label: 1, p: 0.4, decision: "refer" },
  { label: 1, p: 0.1, decision: "healthy" },
  { label: 0, p: 0.7, decision: "diseased" },
  { label: 0, p: 0.5, decision: "refer" },
  { label: 0, p: 0.3, decision: "refer" },
  { label: 0, p: 0.2, decision: "healthy" },
  { label: 0, p: 0.05, decision: "healthy" },
];

Deno.test("describeGroup() counts who is ruled out, referred and called diseased, by hand", () => {
  const { name, patients, diseased, figures } = describeGroup("everybody", judged);
  assertEquals([name, patients, diseased], ["everybody", 9, 4]);
  assertEquals(Object.fromEntries(figures.map(({ name, interval }) => [name, interval])), {
    "ROC AUC": delongInterval(toScored(judged)),
    recall: wilson(3, 4), // all but the one who is ruled out
    specificity: wilson(2, 5),
    "negative predictive value": wilson(2, 3),
    "healthy called diseased": wilson(1, 5),
    referred: wilson(3, 9),
  });
});

Deno.test("describeGroup() names a group that cannot be described", () => {
  const healthy = judged.filter(({ label }) => label === 0);
  assertThrows(() => describeGroup("female", healthy), RangeError, "group female: ");
});

Deno.test("describeProbabilities() is about all patients, with intervals around the figures", async () => {
  const random = seeded(1);
  const many = Array.from({ length: 200 }, (): Judged => {
    const p = 0.05 + 0.9 * random.uniform();
    return { label: random.uniform() < p ? 1 : 0, p, decision: "refer" };
  });
  const figures = await describeProbabilities(many, { seed: 1, replicates: 100 });
  assertEquals(figures.map(({ name }) => name), [
    "Brier score",
    "scaled Brier score",
    "O:E",
    "calibration in the large",
    "calibration slope",
  ]);
  assertEquals(figures[0].interval.estimate, metrics.brier.score(toScored(many)));
  figures.forEach(({ interval: { low, estimate, high } }) => {
    assertEquals(low < estimate && estimate < high, true);
  });
});

Deno.test("describeProbabilities() leaves out the slope where a sample is told apart without a mistake", async () => {
  // All but one pair in order: a sample that lacks one of that pair has no finite slope.
  const apart = Array.from({ length: 40 }, (_, i): Judged => {
    const label = i < 20 ? 0 : 1, p = (i === 19 ? 22 : i === 20 ? 19 : i + 1) / 42;
    return { label, p, decision: label === 1 ? "diseased" : "healthy" };
  });
  const figures = await describeProbabilities(apart, { seed: 1, replicates: 50 });
  assertEquals(
    figures.map(({ name }) => name),
    ["Brier score", "scaled Brier score", "O:E", "calibration in the large"],
  );
});

Deno.test("describeProbabilities() leaves out what certain predictions have no log odds for", async () => {
  const certain = [...judged, { label: 0, p: 0, decision: "healthy" } as const];
  assertEquals([hasLogOdds(judged), hasLogOdds(certain)], [true, false]);
  const figures = await describeProbabilities(certain, {
    seed: 1,
    replicates: 20,
    stratified: true,
  });
  assertEquals(figures.map(({ name }) => name), ["Brier score", "scaled Brier score", "O:E"]);
});
