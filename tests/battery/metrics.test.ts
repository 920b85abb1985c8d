/** What every metric promises; a key that is not listed does not compile. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  atThreshold,
  type DecisionKey,
  type MetricKey,
  metrics,
} from "heartbook/measure/metrics.ts";
import type { Metric, Scored } from "heartbook/types.ts";
import { deepFreeze, IMPOSSIBLE } from "./patients.ts";

/** What a metric looks at: the order of the patients alone, the calls at 0.5, or how sure it is. */
interface Promises {
  readonly reads: "order" | "calls" | "probabilities";
  /** Which class alone leaves it undefined. */
  readonly undefinedFor: readonly (0 | 1)[];
}

const both = [0, 1] as const;

const listed = {
  rocAuc: { reads: "order", undefinedFor: both },
  averagePrecision: { reads: "order", undefinedFor: both },
  brier: { reads: "probabilities", undefinedFor: [] },
  logLoss: { reads: "probabilities", undefinedFor: [] },
  recall: { reads: "calls", undefinedFor: [0] },
  specificity: { reads: "calls", undefinedFor: [1] },
  precision: { reads: "calls", undefinedFor: [] },
  f1: { reads: "calls", undefinedFor: [] },
  accuracy: { reads: "calls", undefinedFor: [] },
  balancedAccuracy: { reads: "calls", undefinedFor: both },
  kappa: { reads: "calls", undefinedFor: [] },
  matthews: { reads: "calls", undefinedFor: both },
} as const satisfies Record<MetricKey, Promises>;

const atOther = {
  recall: 0,
  specificity: 0,
  precision: 0,
  negativePredictiveValue: 0,
  f1: 0,
  accuracy: 0,
  balancedAccuracy: 0,
  kappa: 0,
  matthews: 0,
} as const satisfies Record<DecisionKey, 0>;

const cases: readonly (readonly [string, Metric, Partial<Promises>])[] = [
  ...(Object.keys(listed) as MetricKey[]).map((key) => [key, metrics[key], listed[key]] as const),
  ...(Object.keys(atOther) as DecisionKey[]).map((key) =>
    [`${key} at 0.3`, atThreshold(key, 0.3), {}] as const
  ),
];

/** Patients of both classes with some ties, in which nobody is quite sure. */
const drawn: fc.Arbitrary<Scored> = fc.array(
  fc.record({ label: fc.constantFrom(0, 1), p: fc.integer({ min: 1, max: 15 }) }),
  { minLength: 1, maxLength: 30 },
).map((rest) => ({
  label: [0, 1, 0, 1, ...rest.map(({ label }) => label)],
  p: [0.125, 0.875, 0.75, 0.25, ...rest.map(({ p }) => p / 16)],
}));

const steady = { seed: 7, numRuns: 60 } as const;

function promise(
  words: string,
  test: (metric: Metric, promises: Partial<Promises>) => void,
): void {
  for (const [name, metric, promises] of cases) {
    Deno.test(`metric ${name}: ${words}`, () => test(metric, promises));
  }
}

promise("lies in its range, and the best is the end that its direction names", (metric) => {
  const [low, high] = metric.range;
  fc.assert(
    fc.property(drawn, (scored) => {
      const value = metric.score(scored);
      assert(value >= low && value <= high, `${value}`);
    }),
    steady,
  );
  const sure = { label: [0, 0, 1, 1], p: [0, 0, 1, 1] };
  // Taken together with + 0, because -0 is the same number.
  assertEquals(metric.score(sure) + 0, metric.better === "higher" ? high : low);
  const wrong = metric.score({ label: [0, 0, 1, 1], p: [1, 1, 0, 0] });
  assert(metric.better === "higher" ? wrong < high : wrong > low);
});

promise("the order of the patients changes nothing", (metric) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const back = { label: Array.from(label).reverse(), p: Array.from(p).reverse() };
      assertAlmostEquals(metric.score(back), metric.score({ label, p }), 1e-12);
    }),
    steady,
  );
});

promise("each patient twice is as good as once", (metric) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const twice = {
        label: [...Array.from(label), ...Array.from(label)],
        p: [...Array.from(p), ...Array.from(p)],
      };
      assertAlmostEquals(metric.score(twice), metric.score({ label, p }), 1e-12);
    }),
    steady,
  );
});

promise("reads what it says it reads and nothing else", (metric, { reads }) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const value = metric.score({ label, p });
      const cubed = { label, p: Array.from(p, (each) => each ** 3) };
      const called = { label, p: Array.from(p, (each) => each >= 0.5 ? 0.9 : 0.1) };
      if (reads === "order") assertEquals(metric.score(cubed), value);
      if (reads === "calls") assertEquals(metric.score(called), value);
    }),
    steady,
  );
});

promise("one class gives a number in its range or a refusal in words, never NaN", (metric, its) => {
  for (const only of [0, 1] as const) {
    for (const p of [[0.2, 0.9], [0.2, 0.3], [0.8, 0.9], [0.9]]) {
      const scored = { label: p.map(() => only), p };
      if (its.undefinedFor?.includes(only)) {
        assertThrows(() => metric.score(scored), RangeError);
      } else {
        try {
          const value = metric.score(scored);
          assert(value >= metric.range[0] && value <= metric.range[1], `${value}`);
        } catch (error) {
          assert(error instanceof RangeError && /undefined|classes/.test(error.message));
        }
      }
    }
  }
});

promise("everybody at one probability gives a number or a refusal in words", (metric) => {
  for (const p of [0, 0.5, 1]) {
    try {
      const value = metric.score({ label: [0, 1, 1], p: [p, p, p] });
      assert(value >= metric.range[0] && value <= metric.range[1], `${value}`);
    } catch (error) {
      assert(error instanceof RangeError && /undefined/.test(error.message), `${error}`);
    }
  }
});

promise("writes to nothing that it is given, and a typed array is as good as a list", (metric) => {
  const label = [0, 1, 0, 1, 1], p = [0.1, 0.9, 0.6, 0.4, 0.7];
  const frozen = deepFreeze({ label: [...label], p: [...p] });
  const typed = { label: Uint8Array.from(label), p: Float64Array.from(p) };
  const kept = structuredClone(typed);
  assertEquals(metric.score(frozen), metric.score(typed));
  assertEquals(typed, kept);
});

promise("what no probability is gets refused by its place, and so does a label", (metric) => {
  for (const value of [...IMPOSSIBLE, -1e-9, 1 + 1e-9]) {
    const p = [0.1, 0.9, value, 0.4];
    assertThrows(() => metric.score({ label: [0, 1, 0, 1], p }), RangeError, `p[2]: `);
  }
  const p = [0.1, 0.9, 0.3, 0.4];
  assertThrows(() => metric.score({ label: [0, 1, 2, 1], p }), RangeError, "label[2]: ");
  assertThrows(() => metric.score({ label: [0, 1, 1], p }), TypeError, "3 labels");
  assertThrows(() => metric.score({ label: [], p: [] }), RangeError, "none");
});
