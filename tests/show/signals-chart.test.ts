import { assertStringIncludes, assertThrows } from "@std/assert";
import { beatsChart, ecgChart } from "heartbook/show/charts/signals.ts";

const beat = { second: 1, rr: 800, prematurity: 1, height: 1, width: 20, energy: 0.04 };
const kinds = { narrow: [beat], wide: [{ ...beat, second: 3, width: 80 }] };
const ecg = { values: Float64Array.from({ length: 40 }, (_, i) => i % 10), perSecond: 10 };

Deno.test("ecgChart() marks the beats of its stretch and says how many", () => {
  const bundle = ecgChart(ecg, kinds, { from: 0, to: 2, title: "One beat" });
  assertStringIncludes(bundle["text/plain"], "from 0 to 2 seconds: 1 narrow, 0 wide beats");
  assertStringIncludes(bundle["image/svg+xml"]!, "<svg");
});

Deno.test("beatsChart() says how many beats there are of each kind", () => {
  assertStringIncludes(beatsChart(kinds, { title: "Two" })["text/plain"], "1 narrow, 1 wide");
});

Deno.test("a chart of beats refuses a stretch without values and other than two kinds", () => {
  const stretch = { from: 50, to: 60, title: "Nothing" };
  assertThrows(() => ecgChart(ecg, kinds, stretch), RangeError, "no values from 50 to 60 s");
  assertThrows(() => beatsChart({ narrow: [] }, { title: "One" }), RangeError, "two kinds, got 1");
});
