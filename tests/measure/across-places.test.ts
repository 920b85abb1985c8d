import { assertAlmostEquals } from "@std/assert";
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
