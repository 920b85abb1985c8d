/** What every rule for a threshold promises; a rule that is exported and not listed is an error. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import * as cost from "heartbook/choose/cost.ts";
import * as floor from "heartbook/choose/floor.ts";
import * as neyman from "heartbook/choose/neyman-pearson.ts";
import * as several from "heartbook/choose/several-floors.ts";
import type { ThresholdRule } from "heartbook/choose/threshold.ts";
import { confusionAt } from "heartbook/measure/confusion.ts";
import type { Scored } from "heartbook/types.ts";
import { deepFreeze, IMPOSSIBLE } from "./patients.ts";

type Named<Module> = Extract<keyof Module, `at${string}` | "neymanPearson">;
type RuleName =
  | Named<typeof cost>
  | Named<typeof floor>
  | Named<typeof neyman>
  | Named<typeof several>;

interface RuleCase {
  readonly choose: ThresholdRule;
  /** Does not look at the patients, or promises something that copies of them would make surer. */
  readonly exempt?: Partial<Record<"copies" | "order of p", string>>;
}

const rules: Readonly<Record<RuleName, RuleCase>> = {
  atRecallFloor: { choose: (scored) => floor.atRecallFloor(scored, 0.8) },
  atSpecificityFloor: { choose: (scored) => floor.atSpecificityFloor(scored, 0.8) },
  atFloors: { choose: (scored) => several.atFloors(scored, { accuracy: 0.1, precision: 0.1 }) },
  atCosts: {
    choose: (scored) => cost.atCosts(scored, { falseAlarm: 1, miss: 4 }),
    exempt: { "order of p": "it needs no patients, only probabilities that can be believed" },
  },
  neymanPearson: {
    choose: (scored) => neyman.neymanPearson(scored, { recall: 0.5, confidence: 0.9 }),
    exempt: { copies: "copies would feign more patients than there are" },
  },
};

Deno.test("every function of choose/ that answers with a threshold is tried here", () => {
  const folder = new URL("../../lib/choose/", import.meta.url);
  const found = [...Deno.readDirSync(folder)].flatMap(({ name }) => {
    if (!name.endsWith(".ts") || name === "threshold.ts") return [];
    const text = Deno.readTextFileSync(new URL(name, folder));
    return [...text.matchAll(/^export function (\w+)\(.*?\): (\w+) \{$/gms)]
      .filter(([, , answer]) => answer === "Threshold").map(([, rule]) => rule);
  });
  assertEquals(found.filter((rule) => !(rule in rules)), []);
  assert(found.length >= 5, `${found}`);
});

/** Patients of both classes, four of each at least, with ties. */
const drawn: fc.Arbitrary<Scored> = fc.array(
  fc.record({ label: fc.constantFrom(0, 1), p: fc.integer({ min: 0, max: 16 }) }),
  { minLength: 0, maxLength: 24 },
).map((rest) => ({
  label: [0, 1, 0, 1, 0, 1, 0, 1, ...rest.map(({ label }) => label)],
  p: [0.125, 0.875, 0.75, 0.25, 0.375, 0.625, 0.5, 0.5, ...rest.map(({ p }) => p / 16)],
}));

const steady = { seed: 11, numRuns: 60 } as const;

function promise(
  words: string,
  test: (each: RuleCase) => void,
  unless?: "copies" | "order of p",
): void {
  for (const [name, each] of Object.entries(rules)) {
    if (unless !== undefined && each.exempt?.[unless] !== undefined) continue;
    Deno.test(`rule ${name}: ${words}`, () => test(each));
  }
}

/** The value, or the refusal's words: some draws meet no floor. */
function outcome({ choose }: RuleCase, scored: Scored): number | string {
  try {
    return choose(scored).value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

promise("its confusion is what its value does, and its value and words are there", (each) => {
  fc.assert(
    fc.property(drawn, (scored) => {
      if (typeof outcome(each, scored) === "string") return;
      const { value, method, promise: words, confusion } = each.choose(scored);
      assert(value >= 0 && value <= 1, `${value}`);
      assertEquals(confusion, confusionAt(scored, value));
      assert(method.length > 3 && words.length > 10 && !/NaN|undefined|Infinity|\.$/.test(words));
    }),
    steady,
  );
});

promise("the order of the patients changes nothing", (each) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const back = { label: Array.from(label).reverse(), p: Array.from(p).reverse() };
      assertEquals(outcome(each, back), outcome(each, { label, p }));
    }),
    steady,
  );
});

promise("each patient twice is as good as once", (each) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const twice = {
        label: [...Array.from(label), ...Array.from(label)],
        p: [...Array.from(p), ...Array.from(p)],
      };
      assertEquals(outcome(each, twice), outcome(each, { label, p }));
    }),
    steady,
  );
}, "copies");

promise("halving all probabilities halves the threshold", (each) => {
  fc.assert(
    fc.property(drawn, ({ label, p }) => {
      const halved = outcome(each, { label, p: Array.from(p, (one) => one / 2) });
      const whole = outcome(each, { label, p });
      if (typeof whole === "number") assertAlmostEquals(Number(halved), whole / 2, 1e-12);
      else assertEquals(halved, whole);
    }),
    steady,
  );
}, "order of p");

promise("written as JSON and read again it is the same", ({ choose }) => {
  const scored = { label: [0, 1, 0, 1, 1, 1, 1], p: [0.1, 0.9, 0.6, 0.4, 0.7, 0.8, 0.5] };
  const threshold = choose(scored);
  assertEquals(JSON.parse(JSON.stringify(threshold)), threshold);
});

promise("writes to nothing that it is given, and a typed array is as good as a list", (each) => {
  const label = [0, 1, 0, 1, 1, 1, 1], p = [0.1, 0.9, 0.6, 0.4, 0.7, 0.8, 0.5];
  const typed = { label: Uint8Array.from(label), p: Float64Array.from(p) };
  const kept = structuredClone(typed);
  assertEquals(each.choose(typed), each.choose(deepFreeze({ label: [...label], p: [...p] })));
  assertEquals(typed, kept);
});

promise("one class and one patient are refused, or answered with a number", (each) => {
  for (const only of [0, 1]) {
    for (const p of [[0.2, 0.9, 0.4, 0.6], [0.3]]) {
      const got = outcome(each, { label: p.map(() => only), p });
      assert(typeof got === "string" ? got.length > 10 : got >= 0 && got <= 1, `${got}`);
    }
  }
});

promise("what no probability is gets refused by its place", ({ choose }) => {
  for (const value of IMPOSSIBLE) {
    const p = [0.1, 0.9, value, 0.4];
    assertThrows(() => choose({ label: [0, 1, 0, 1], p }), RangeError, "p[2]: ");
  }
});
