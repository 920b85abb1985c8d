/** What every preparation step promises; a kind that is not listed does not compile. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import { applySteps, fitSteps, type RowStep, type StepSettings } from "heartbook/prepare/steps.ts";
import type { Dataset, Row } from "heartbook/types.ts";
import { number } from "../prepare/small.ts";
import {
  deepFreeze,
  gappy,
  IMPOSSIBLE,
  mapRows,
  rescaled,
  shuffledOrder,
  spoiled,
  take,
  withConstant,
} from "./patients.ts";

interface StepCase {
  readonly settings: StepSettings;
  /** Why a law does not hold. */
  readonly exempt?: Partial<Record<"copies" | "constant column" | "unit", string>>;
}

const steps: Readonly<Record<StepSettings["kind"], Readonly<Record<string, StepCase>>>> = {
  derive: {
    "derive": {
      settings: {
        kind: "derive",
        features: [
          { feature: number("ratio"), formula: ["/", "rate", "age"], source: "" },
          { feature: number("older"), formula: ["if", [">=", "age", 60], 1, 0], source: "" },
        ],
      },
    },
  },
  clip: {
    "clip by z-score": { settings: { kind: "clip", rule: "z-score", cutoff: 1 } },
    "clip by quartiles": { settings: { kind: "clip", rule: "interquartile", cutoff: 0.5 } },
    "clip by robust z": { settings: { kind: "clip", rule: "robust z", cutoff: 1 } },
  },
  "indicate-missing": { "indicate-missing": { settings: { kind: "indicate-missing" } } },
  "impute-neighbours": {
    "impute-neighbours": {
      settings: { kind: "impute-neighbours", k: 4 },
      exempt: {
        copies: "two copies of a patient are two of the k",
        "constant column": "a distance over fewer columns is scaled up to all of them",
      },
    },
  },
  "impute-iterative": {
    "impute-iterative": {
      settings: { kind: "impute-iterative" },
      exempt: { copies: "the penalty weighs half as much against twice the rows" },
    },
  },
  select: { "select": { settings: { kind: "select", correlation: 0.5 } } },
};

const cases = Object.values(steps).flatMap((kind) => Object.entries(kind));

function promise(
  words: string,
  test: (each: StepCase) => void,
  unless?: "copies" | "constant column" | "unit",
): void {
  for (const [name, each] of cases) {
    if (unless !== undefined && each.exempt?.[unless] !== undefined) continue;
    Deno.test(`step ${name}: ${words}`, () => test(each));
  }
}

function learn({ settings }: StepCase, train: Dataset): readonly RowStep[] {
  return fitSteps(train, [settings]).steps;
}

/** Numbers may differ in the last digits; all else may not. */
function assertSameRows(got: readonly Row[], expected: readonly Row[]): void {
  assertEquals(got.length, expected.length);
  got.forEach((row, i) => {
    assertEquals(Object.keys(row), Object.keys(expected[i]));
    for (const [name, cell] of Object.entries(row)) {
      const other = expected[i][name];
      if (typeof cell === "number" && typeof other === "number") {
        assertAlmostEquals(cell, other, 1e-6, `row ${i + 1}, ${name}`);
      } else assertEquals(cell, other, `row ${i + 1}, ${name}`);
    }
  });
}

promise("the rows it learned from leave it as any other rows would", (each) => {
  const { steps, train } = fitSteps(gappy, [each.settings]);
  assertEquals(applySteps(steps, gappy.rows), train.rows);
  assertEquals(applySteps(steps, [gappy.rows[4]]), [train.rows[4]]);
  assertEquals([train.labels, train.ids], [gappy.labels, gappy.ids]);
  assert(train.schema.features.every(({ name }) => train.rows.every((row) => name in row)));
});

promise("the order of the training rows changes nothing", (each) => {
  const shuffled = take(gappy, shuffledOrder(60));
  assertSameRows(
    applySteps(learn(each, shuffled), gappy.rows),
    applySteps(learn(each, gappy), gappy.rows),
  );
});

promise("every training row twice is as good as once", (each) => {
  const all = gappy.rows.map((_, i) => i);
  assertSameRows(
    applySteps(learn(each, take(gappy, [...all, ...all])), gappy.rows),
    applySteps(learn(each, gappy), gappy.rows),
  );
}, "copies");

promise("a number that is the same for everybody changes no other cell", (each) => {
  const wider = withConstant(gappy);
  const without = applySteps(learn(each, wider), wider.rows).map((row) => {
    const { same, ...rest } = row;
    assertEquals(same, 0.1);
    return rest;
  });
  assertSameRows(without, applySteps(learn(each, gappy), gappy.rows));
}, "constant column");

promise("another unit of a number is another unit of what it becomes", (each) => {
  const changed = { ...gappy, rows: applySteps(learn(each, gappy), gappy.rows) };
  const other = rescaled(gappy);
  assertSameRows(applySteps(learn(each, other), other.rows), rescaled(changed).rows);
}, "unit");

promise("one training row is enough, or refused in words", (each) => {
  try {
    const one = take(gappy, [0]);
    const [row] = applySteps(learn(each, one), one.rows);
    assert(Object.values(row).every((cell) => typeof cell !== "number" || Number.isFinite(cell)));
  } catch (error) {
    assert(error instanceof RangeError && /expected/.test(error.message), `${error}`);
  }
});

promise("no training rows are refused", ({ settings }) => {
  const none = take(gappy, []);
  assertThrows(
    () => fitPreprocessor(none, { numbers: "raw", levels: "all", steps: [settings] }),
    RangeError,
    "expected at least one training row",
  );
});

promise("learning again gives the same bytes", (each) => {
  assertEquals(
    JSON.stringify(learn(each, structuredClone(gappy))),
    JSON.stringify(learn(each, gappy)),
  );
});

promise("written as JSON and read again it does the same", (each) => {
  const learned = learn(each, gappy);
  const read: RowStep[] = JSON.parse(JSON.stringify(learned));
  assertEquals(read, learned);
  assertEquals(applySteps(read, gappy.rows), applySteps(learned, gappy.rows));
});

promise("learning and applying write to nothing that they are given", (each) => {
  const given = deepFreeze(structuredClone(gappy));
  applySteps(deepFreeze(learn(each, given)), given.rows);
});

promise("what no measurement is gets refused by row and column, in training and after", (each) => {
  const preparation = { numbers: "standardised", levels: "all", steps: [each.settings] } as const;
  const fitted = fitPreprocessor(gappy, preparation);
  const named = /row 4, column rate: .*got -?(NaN|Infinity|1e\+300)/;
  for (const value of IMPOSSIBLE) {
    const wrong = spoiled(gappy, value);
    for (
      const work of [
        (): unknown => prepare(fitPreprocessor(wrong, preparation), wrong.rows),
        (): unknown => prepare(fitted, wrong.rows),
      ]
    ) {
      const error = assertThrows(work);
      assert(error instanceof TypeError || error instanceof RangeError, `${error}`);
      assert(named.test(error.message), error.message);
    }
  }
});

promise("a row that lacks a column, or has text for a number, is refused by name", (each) => {
  const preparation = { numbers: "raw", levels: "all", steps: [each.settings] } as const;
  const fitted = fitPreprocessor(gappy, preparation);
  const { rate: _, ...less } = gappy.rows[3];
  const rows = gappy.rows.with(3, less);
  assertThrows(() => prepare(fitted, rows), TypeError, "row 4: expected a column rate");
  const texts = mapRows(gappy, (row, i) => i === 3 ? { ...row, rate: "150" } : row);
  assertThrows(() => prepare(fitted, texts.rows), TypeError, "row 4, column rate");
});
