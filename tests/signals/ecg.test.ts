import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readEcg } from "heartbook/heart/ecg.ts";
import { findBeats } from "heartbook/signals/ecg-beats.ts";
import { describeBeats, medianEnergy } from "heartbook/signals/ecg-features.ts";
import { movingMean } from "heartbook/signals/moving.ts";
import { rateBetweenBeats, rrIntervals } from "heartbook/signals/rr-intervals.ts";
import reference from "../reference/signals.json" with { type: "json" };
import { ecgOf, type Wave } from "./made-up.ts";

/** A narrow tall wave each 0.8 s with a low broad one after it, as R and T. */
const waves: Wave[] = Array.from({ length: 12 }, (_, i) => 0.5 + 0.8 * i).flatMap((at) => [
  { at, height: 1.2, spread: 0.012 },
  { at: at + 0.3, height: 0.3, spread: 0.05 },
]);

// By hand.

Deno.test("findBeats() finds each tall wave and none of the low ones", () => {
  const expected = Array.from({ length: 12 }, (_, i) => 250 + 400 * i);
  assertEquals(findBeats(ecgOf(waves)), expected);
});

Deno.test("findBeats() is misled neither by drift nor by noise", () => {
  const beats = findBeats(ecgOf(waves, { drift: 0.8, noise: 0.05 }));
  assertEquals(beats.length, 12);
  beats.forEach((beat, i) => assert(Math.abs(beat - (250 + 400 * i)) <= 5, `${beat}`));
});

Deno.test("findBeats() finds a beat that points down at its lowest point", () => {
  const down = waves.map((wave) => ({ ...wave, height: -wave.height }));
  assertEquals(findBeats(ecgOf(down))[0], 250);
});

Deno.test("findBeats() finds nothing in a flat line", () => {
  assertEquals(findBeats({ values: new Float64Array(1000).fill(0.3), perSecond: 360 }), []);
});

Deno.test("describeBeats() measures height, width and energy of a bell-shaped wave", () => {
  const [beat] = describeBeats(
    ecgOf([{ at: 1, height: 1, spread: 0.01 }, { at: 2, height: 1.5, spread: 0.02 }], {
      seconds: 3,
    }),
    [500, 1000],
  );
  assertAlmostEquals(beat.height, 1.5, 1e-6);
  // The square of a bell is a bell, narrower by the root of 2: its middle 80 % span 2 · 1.2816 s.
  assertAlmostEquals(beat.width, 2 * 1.2815515655 * 20 / Math.SQRT2, 0.2);
  assertAlmostEquals(beat.energy, 1.5 ** 2 * 0.02 * Math.sqrt(Math.PI), 1e-6);
});

Deno.test("describeBeats() calls a beat early by the rhythm around it", () => {
  const beats = [0, 400, 800, 1200, 1400, 2000, 2400, 2800, 3200, 3600, 4000, 4400];
  const early = describeBeats(ecgOf(waves), beats).map(({ prematurity }) => prematurity);
  assertEquals(early.slice(0, 6), [1, 1, 1, 0.5, 1.5, 1]);
});

Deno.test("rateBetweenBeats() has a gap where beats were lost", () => {
  const rate = rateBetweenBeats([0, 500, 1000, 2600, 3000], { perSecond: 500, valuesPerSecond: 1 });
  assertEquals(rate.values, [60, 60, null, null, null, null]);
});

Deno.test("movingMean() takes what is there at the ends", () => {
  assertEquals([...movingMean([2, 4, 6, 8], 1)], [2, 4, 6, 8]);
  assertEquals([...movingMean([2, 4, 6, 8], 9)], [5, 5, 5, 5]);
  assertThrows(() => movingMean([1], 0), RangeError, "width");
});

Deno.test("movingMean() by hand: an even window reaches as far to either side as an odd one", () => {
  assertEquals([...movingMean([2, 4, 9], 3)], [3, 5, 6.5]);
  assertEquals([...movingMean([2, 4, 9], 2)], [3, 5, 6.5]);
  assertEquals([...movingMean([], 2)], []);
});

Deno.test("describeBeats() by hand: seconds, intervals, height and energy, the first beat left out", () => {
  const values = Float64Array.from({ length: 301 }, (_, i) => i === 100 ? 2 : i === 200 ? -3 : 0);
  const beats = describeBeats({ values, perSecond: 100 }, [100, 200]);
  assertEquals(beats, [
    // One value holds all energy: its middle 80 % are 0.8 of 10 ms.
    { second: 2, rr: 1000, prematurity: 1, height: -3, width: beats[0].width, energy: 0.09 },
  ]);
  assertAlmostEquals(beats[0].width, 8, 1e-9);
  assertEquals(medianEnergy([{ ...beats[0], energy: 1 }, { ...beats[0], energy: 4 }]), 2.5);
  assertThrows(() => describeBeats({ values, perSecond: 100 }, [1, 2.5]), RangeError, "2.5 is");
  assertThrows(() => describeBeats({ values, perSecond: 100 }, [1, 301]), RangeError, "301 is");
  assertEquals(describeBeats({ values, perSecond: 100 }, [0, 300]).length, 1);
});

Deno.test("beats that do not rise, are too few, or lie outside are refused", () => {
  const ecg = ecgOf(waves);
  assertThrows(() => rrIntervals([5], 500), RangeError, "at least two, got 1");
  assertThrows(() => rrIntervals([5, 5], 500), RangeError, "expected rising places, got 5");
  assertThrows(() => describeBeats(ecg, [5, 9999]), RangeError, "9999 is outside the signal");
  assertThrows(() => findBeats({ values: [], perSecond: 360 }), RangeError, "got none");
  assertThrows(() => findBeats({ values: [1, NaN], perSecond: 360 }), RangeError, "NaN at 1");
});

// Reference.

const ecg = readEcg();
const beats = findBeats(ecg);

Deno.test("findBeats() and NeuroKit agree on 98 of 100 beats of a real recording, either way", () => {
  const near = (a: readonly number[], b: readonly number[]): number =>
    a.filter((beat) => b.some((other) => Math.abs(beat - other) <= 36)).length / a.length;
  assert(near(beats, reference.beats) > 0.98, `${near(beats, reference.beats)}`);
  assert(near(reference.beats, beats) > 0.98, `${near(reference.beats, beats)}`);
});

// Law.

Deno.test("doubling the voltage finds the same beats, twice as high, with the energy of four", () => {
  const doubled = { ...ecg, values: Float64Array.from(ecg.values, (value) => 2 * value) };
  assertEquals(findBeats(doubled), beats);
  const before = describeBeats(ecg, beats), after = describeBeats(doubled, beats);
  before.forEach((beat, i) => {
    assertAlmostEquals(after[i].height, 2 * beat.height, 1e-9);
    assertAlmostEquals(after[i].energy, 4 * beat.energy, 1e-9);
    assertAlmostEquals(after[i].width, beat.width, 1e-6);
  });
});

Deno.test("describeBeats() looks at what there is around a beat near either end, all of it", () => {
  // 150 ms are 15 values: of a beat at 10 from the first value on, of one at 50 up to the last.
  const flat = new Float64Array(60);
  const energyWith = (place: number, beat: 0 | 1): number => {
    const values = Float64Array.from(flat, (_, i) => Number(i === place) + Number(i === 30));
    return describeBeats({ values, perSecond: 100 }, [2, 10, 50])[beat].energy;
  };
  const without = [0, 1].map((beat) => energyWith(30, beat as 0 | 1));
  for (const place of [0, 1, 25]) assert(energyWith(place, 0) > without[0] + 0.005, `${place}`);
  for (const place of [35, 58, 59]) assert(energyWith(place, 1) > without[1] + 0.005, `${place}`);
  assertAlmostEquals(energyWith(26, 0), without[0], 0.002);
});
