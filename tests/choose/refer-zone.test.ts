import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { referZone, referZoneAtFloors } from "heartbook/choose/refer-zone.ts";
import { scoredPatients, steady } from "../measure/arbitrary.ts";
import { logistic } from "../measure/predictions.ts";

const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };

Deno.test("referZone() refers from the low threshold on and decides from the high one on", () => {
  const zone = referZone(four, { low: 0.4, high: 0.9 });
  assertEquals(zone.ruledOut, { diseased: 0, healthy: 1 });
  assertEquals(zone.referred, { diseased: 1, healthy: 1 });
  assertEquals(zone.flagged, { diseased: 1, healthy: 0 });
  assertEquals([zone.referredShare, zone.missedShare, zone.alarmedShare], [0.5, 0, 0]);
});

Deno.test("referZone() refers nobody between equal thresholds", () => {
  assertEquals(referZone(four, { low: 0.5, high: 0.5 }).referredShare, 0);
});

Deno.test("referZone() refuses a low threshold above the high one", () => {
  assertThrows(() => referZone(four, { low: 0.7, high: 0.3 }), RangeError, "0.7 and 0.3");
  assertThrows(() => referZone(four, { low: NaN, high: 0.3 }), RangeError, "NaN");
});

Deno.test("referZoneAtFloors() refers nobody if one threshold keeps both floors", () => {
  const sure = { label: [1, 1, 0, 0], p: [0.9, 0.8, 0.2, 0.1] };
  assertEquals(referZoneAtFloors(sure, { recall: 1, specificity: 1 }).referredShare, 0);
  // Here the recall floor is kept from .9 on and the specificity floor already from .1 on.
  const lax = referZoneAtFloors(four, { recall: 0.5, specificity: 0.0001 });
  assertEquals([lax.low, lax.high], [0.9, 0.9]);
});

Deno.test("referZoneAtFloors() of .95 and .95 refers a good part of the patients", () => {
  const zone = referZoneAtFloors(logistic, { recall: 0.95, specificity: 0.95 });
  assertEquals(zone.missedShare <= 0.05 && zone.alarmedShare <= 0.05, true);
  assertEquals(zone.referredShare > 0.2, true);
});

Deno.test("every patient is ruled out, referred or flagged, and both floors are kept", () => {
  const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(scoredPatients, share, (scored, recall) => {
      const highest = Math.max(...Array.from(scored.p));
      // Otherwise no threshold lets a healthy patient go.
      fc.pre(Array.from(scored.p).some((p, i) => scored.label[i] === 0 && p < highest));
      const zone = referZoneAtFloors(scored, { recall, specificity: 0.01 });
      const parts = [zone.ruledOut, zone.referred, zone.flagged];
      const count = parts.reduce((sum, part) => sum + part.diseased + part.healthy, 0);
      assertEquals(count, scored.p.length);
      assertEquals(1 - zone.missedShare >= recall - 1e-12, true);
    }),
    steady,
  );
});
