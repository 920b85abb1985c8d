import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { acrossPlaces } from "heartbook/measure/across-places.ts";
import { randomEffects } from "heartbook/stats/meta-analysis.ts";

const z = 1.959963984540054;

Deno.test("acrossPlaces() pools ratios as the meta-analysis of their logarithms", () => {
  const studies = [
    { estimate: Math.log(1.2), standardError: 0.1 },
    { estimate: Math.log(0.9), standardError: 0.2 },
    { estimate: Math.log(1.6), standardError: 0.15 },
  ];
  const intervals = Object.fromEntries(studies.map(({ estimate, standardError }, i) => {
    const [low, high] = [-z, z].map((errors) => Math.exp(estimate + errors * standardError));
    return [`place ${i}`, {
      estimate: Math.exp(estimate),
      low,
      high,
      level: 0.95,
      method: "by hand",
    }];
  }));
  const { summary } = acrossPlaces(intervals, { scale: "log" });
  const expected = randomEffects(studies, { level: 0.95 }).summary;
  for (const end of ["estimate", "low", "high"] as const) {
    assertAlmostEquals(summary[end], Math.exp(expected[end]), 1e-9);
  }
});

const toInterval = (estimate: number, low: number, level = 0.95) => {
  return { estimate, low, high: 2 * estimate - low, level, method: "by hand" };
};

Deno.test("acrossPlaces() pools a figure as it is, or shares by their log odds", () => {
  const places = { a: toInterval(0.8, 0.7), b: toInterval(0.7, 0.65), c: toInterval(0.9, 0.85) };
  const options = { level: 0.9 };
  const plain = Object.values(places).map(({ estimate, low }) => {
    return { estimate, standardError: (estimate - low) / z };
  });
  const asTheyAre = acrossPlaces(places, { scale: "identity", ...options });
  const pooled = randomEffects(plain, options);
  for (const end of ["estimate", "low", "high"] as const) {
    assertAlmostEquals(asTheyAre.summary[end], pooled.summary[end], 1e-12);
    assertAlmostEquals(asTheyAre.prediction![end], pooled.prediction![end], 1e-12);
  }

  const onLogit = plain.map(({ estimate: p, standardError }) => {
    return { estimate: Math.log(p / (1 - p)), standardError: standardError / (p * (1 - p)) };
  });
  const expected = randomEffects(onLogit, options),
    got = acrossPlaces(places, {
      scale: "logit",
      ...options,
    });
  for (const which of ["summary", "prediction"] as const) {
    for (const end of ["estimate", "low", "high"] as const) {
      assertAlmostEquals(got[which]![end], 1 / (1 + Math.exp(-expected[which]![end])), 1e-12);
    }
  }
  assertAlmostEquals(got.iSquared, expected.iSquared, 1e-12);
});

Deno.test("acrossPlaces() takes each interval by its own level, and predicts from three places on", () => {
  const wide = 0.8 - 0.1 * 2.5758293035489004 / z;
  const two = { a: toInterval(0.8, wide, 0.99), b: toInterval(0.7, 0.65) };
  const same = { a: toInterval(0.8, 0.7), b: toInterval(0.7, 0.65) };
  const [got, expected] = [two, same].map((each) => acrossPlaces(each, { scale: "identity" }));
  assertAlmostEquals(got.summary.low, expected.summary.low, 1e-9);
  assertEquals([got.prediction, got.summary.level], [null, 0.95]);
});

Deno.test("acrossPlaces() names a place whose figure its scale cannot take", () => {
  const b = toInterval(0.7, 0.65);
  for (
    const [scale, wrong, said] of [
      ["logit", toInterval(1, 0.9), "1 [0.9, 1.1]"],
      ["log", toInterval(0, -1), "0 [-1, 1]"],
      ["identity", toInterval(0.8, 0.8), "0.8 [0.8, 0.8]"],
    ] as const
  ) {
    const message =
      `here: expected an estimate inside its scale and an interval around it, got ${said}`;
    assertThrows(() => acrossPlaces({ b, here: wrong }, { scale }), RangeError, message);
  }
});
