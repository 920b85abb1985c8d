/** The near-linear calibration curve against its plain twin, which smooths over all patients. */
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { replicateBinned } from "heartbook/measure/calibration-binned.ts";
import {
  calibrationCurve,
  calibrationErrors,
  smoothObserved,
} from "heartbook/measure/calibration-curve.ts";
import { seeded } from "heartbook/random.ts";

/** Patients whose probabilities are `shape`d and whose outcomes follow `truth`. */
function madeUp(
  n: number,
  { seed, shape, truth }: {
    readonly seed: number;
    readonly shape: (u: number) => number;
    readonly truth: (p: number) => number;
  },
): { label: number[]; p: number[] } {
  const random = seeded(seed);
  const p = Array.from({ length: n }, () => shape(random.uniform()));
  return { p, label: p.map((each) => Number(random.uniform() < truth(each))) };
}

const CASES = {
  "evenly spread": { shape: (u: number) => u, truth: (p: number) => p },
  "rare and sure": { shape: (u: number) => u ** 6, truth: (p: number) => Math.min(1, 1.4 * p) },
  "both ends": {
    shape: (u: number) => u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) ** 2,
    truth: (p: number) => 0.1 + 0.8 * p,
  },
};
const AT = Array.from({ length: 41 }, (_, i) => (i + 0.5) / 42);

for (const [name, made] of Object.entries(CASES)) {
  Deno.test(`calibrationCurve() of many patients is the plain one to 0.005, ICI to 0.001: ${name}`, async () => {
    for (const n of [2600, 6000]) {
      const scored = madeUp(n, { seed: n, ...made });
      const low = Math.min(...scored.p), high = Math.max(...scored.p);
      const at = AT.map((share) => low + share * (high - low));
      const { estimates } = await replicateBinned(scored, at, { seed: 1, replicates: 1 });
      const [ici, e50, e90, emax, ...observed] = estimates;
      const plain = calibrationErrors(scored);
      assert(Math.abs(ici - plain.ici) <= 0.001, `ICI ${ici} and ${plain.ici}`);
      assert(Math.abs(e50 - plain.e50) <= 0.002, `E50 ${e50} and ${plain.e50}`);
      assert(Math.abs(e90 - plain.e90) <= 0.005, `E90 ${e90} and ${plain.e90}`);
      assert(emax <= plain.emax + 0.005, `Emax ${emax} and ${plain.emax}`);
      smoothObserved(scored, at).forEach((share, i) => {
        assert(Math.abs(observed[i] - share) <= 0.005, `at ${at[i]}: ${observed[i]} and ${share}`);
      });
    }
  });
}

Deno.test("calibrationCurve() of many patients stays within 0 and 1", async () => {
  const scored = madeUp(3000, { seed: 5, shape: (u) => u ** 8, truth: (p) => p / 3 });
  const { points } = await calibrationCurve(scored, { seed: 1, replicates: 50 });
  for (const { observed, low, high } of points) {
    assert(0 <= low && low <= observed && observed <= high && high <= 1);
  }
});

Deno.test("calibrationCurve() of many patients has intervals as wide as the plain bootstrap's", async () => {
  const scored = madeUp(2600, { seed: 9, ...CASES["both ends"] });
  const binned = await calibrationCurve(scored, { seed: 1, replicates: 60 });
  const plain = await calibrationCurve(scored, { seed: 1, replicates: 60, stratified: true });
  const width = ({ errors: { ici } }: typeof plain): number => ici.high - ici.low;
  assert(width(binned) > 0.6 * width(plain) && width(binned) < 1.6 * width(plain));
});

Deno.test("calibrationCurve() of many patients gives the same figures for the same seed", async () => {
  const scored = madeUp(3000, { seed: 2, ...CASES["evenly spread"] });
  const options = { seed: 4, replicates: 20 };
  assertEquals(await calibrationCurve(scored, options), await calibrationCurve(scored, options));
});

Deno.test("replicateBinned() tells of its progress every hundred, and at the end", async () => {
  const scored = madeUp(50, { seed: 1, shape: (u) => u, truth: (p) => p });
  const told: (readonly [number, number])[] = [];
  const progress = (done: number, total: number): void => void told.push([done, total]);
  await replicateBinned(scored, [0.5], { seed: 1, replicates: 150, progress });
  assertEquals(told, [[100, 150], [150, 150]]);
});

Deno.test("replicateBinned() of fewer patients than bins is the plain curve itself", async () => {
  const scored = madeUp(300, { seed: 2, shape: (u) => u, truth: (p) => p });
  const at = [0.1, 0.5, 0.9];
  const { estimates } = await replicateBinned(scored, at, { seed: 1, replicates: 1 });
  const { ici, e50, e90, emax } = calibrationErrors(scored);
  [ici, e50, e90, emax, ...smoothObserved(scored, at)].forEach((value, i) => {
    assert(Math.abs(estimates[i] - value) < 1e-9, `${i}: ${estimates[i]} and ${value}`);
  });
});

Deno.test("replicateBinned() counts every patient, the first and the last among them", async () => {
  // 801 patients in bins of three, and 802 of whom the last has one alone.
  for (const count of [801, 802]) {
    const { label, p } = madeUp(count, { seed: 3, shape: (u) => u, truth: (each) => each });
    const order = p.map((_, i) => i).sort((i, j) => p[i] - p[j]);
    const at = [p[order[0]], p[order[count - 1]]];
    const observed = async (labels: number[]): Promise<number[]> => {
      const { estimates } = await replicateBinned({ label: labels, p }, at, {
        seed: 1,
        replicates: 1,
      });
      return [...estimates.slice(4)];
    };
    const usual = await observed(label);
    for (const [end, row] of [order[0], order[count - 1]].entries()) {
      const other = await observed(label.with(row, 1 - label[row]));
      assert(Math.abs(other[end] - usual[end]) > 1e-4, `${other} and ${usual}`);
    }
  }
});

Deno.test("replicateBinned() draws patients, not rows: every row twice changes nothing", async () => {
  const { label, p } = madeUp(300, { seed: 5, shape: (u) => u, truth: (each) => each });
  const twice = { label: [...label, ...label], p: [...p, ...p], row: [...p.keys(), ...p.keys()] };
  const options = { seed: 1, replicates: 20 };
  const once = await replicateBinned({ label, p }, [0.2, 0.8], options);
  const { replicates } = await replicateBinned(twice, [0.2, 0.8], options);
  replicates.forEach((values, f) =>
    values.forEach((value, b) => assert(Math.abs(value - once.replicates[f][b]) < 1e-9))
  );
});

Deno.test("replicateBinned() counts patients of one bin alike, and equal probabilities are in one bin", async () => {
  // 1,200 patients in bins of three; the fourth has the probability of the third, and joins its bin.
  const p = Array.from({ length: 1200 }, (_, i) => (i + 0.5) / 1200);
  p[3] = p[2];
  const estimatesFor = async (diseased: number): Promise<Float64Array> => {
    const label = p.map((each, i) => i < 8 ? Number(i === diseased) : Number(i % 7 < 7 * each));
    const { estimates } = await replicateBinned({ label, p }, [p[0], p[4], p[7]], {
      seed: 1,
      replicates: 1,
    });
    return estimates;
  };
  const told = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(estimatesFor));
  for (const [one, other] of [[0, 1], [0, 2], [0, 3], [4, 5], [4, 6]]) {
    assertEquals(told[one], told[other], `patients ${one} and ${other}`);
  }
  for (const [one, other] of [[3, 4], [6, 7]]) {
    assertNotEquals(told[one], told[other], `patients ${one} and ${other}`);
  }
});

Deno.test("replicateBinned() has no jackknife, and says why", async () => {
  const scored = madeUp(50, { seed: 1, shape: (u) => u, truth: (p) => p });
  const { jackknife } = await replicateBinned(scored, [0.5], { seed: 1, replicates: 1 });
  assertThrows(jackknife, RangeError, "leaving each of 50 patients out takes too long");
});
