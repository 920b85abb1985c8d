import { assertEquals, assertThrows } from "@std/assert";
import {
  above,
  type Allowed,
  checkAllowed,
  checkedWithData,
  from,
  oneOf,
  or,
  share,
  whole,
} from "heartbook/models/allowed.ts";
import { fitElasticNet } from "heartbook/models/logistic/elastic-net.ts";
import { fitNeighbours } from "heartbook/models/neighbours/neighbours.ts";
import { fitSvm } from "heartbook/models/svm/svm.ts";

/** Which of these values are taken. */
function taken({ allows }: Allowed, values: readonly unknown[]): unknown[] {
  return values.filter((value) => allows(value));
}

Deno.test("above() takes finite numbers beyond its end, without the end", () => {
  const values = [-1, 0, 2, 2.001, 1e9, Infinity, NaN, "3", null];
  assertEquals(taken(above(2), values), [2.001, 1e9]);
  assertEquals(above(2).expected, "a finite number above 2");
});

Deno.test("from() takes finite numbers with both ends", () => {
  const values = [-0.1, 0, 0.5, 1, 1.1, Infinity, NaN, "0.5"];
  assertEquals(taken(from(0, 1), values), [0, 0.5, 1]);
  assertEquals(taken(from(0), values), [0, 0.5, 1, 1.1]);
  assertEquals(from(0, 1).expected, "a number in 0 to 1");
  assertEquals(from(0).expected, "a finite number of 0 or more");
});

Deno.test("whole() takes whole numbers with both ends", () => {
  const values = [1, 2, 2.5, 3, 4, 5, Infinity, NaN, "3"];
  assertEquals(taken(whole(2, 4), values), [2, 3, 4]);
  assertEquals(taken(whole(2), values), [2, 3, 4, 5]);
  assertEquals(whole(2, 4).expected, "a whole number from 2 to 4");
  assertEquals(whole(2).expected, "a whole number of 2 or more");
});

Deno.test("share takes numbers above 0 and up to 1", () => {
  assertEquals(taken(share, [-1, 0, 1e-9, 0.5, 1, 1.001, NaN, "1"]), [1e-9, 0.5, 1]);
});

Deno.test("oneOf() takes its values alone, and or() one more", () => {
  assertEquals(taken(oneOf("a", true), ["a", true, "b", "true"]), ["a", true]);
  assertEquals(oneOf("a", true).expected, 'one of "a", true');
  assertEquals(taken(or("sqrt", whole(1)), ["sqrt", 1, 0, "log"]), ["sqrt", 1]);
  assertEquals(or("sqrt", whole(1)).expected, 'a whole number of 1 or more, or "sqrt"');
  assertEquals(or(Infinity, whole(1)).expected, "a whole number of 1 or more, or Infinity");
  assertEquals(taken(checkedWithData, [0, "x", null]), [0, "x", null]);
});

Deno.test("checkAllowed() names model, setting, what was expected and what came", () => {
  const allowed = { C: above(0), k: whole(1) };
  checkAllowed("svm", { C: 1, k: undefined }, allowed as never);
  const refuse = (settings: object, message: string): void => {
    assertThrows(() => checkAllowed("svm", settings, allowed as never), RangeError, message);
  };
  refuse({ C: 0 }, "svm: C: expected a finite number above 0, got 0");
  refuse({ C: 1, k: 0 }, "svm: k: expected a whole number of 1 or more, got 0");
  refuse({ c: 1 }, 'svm: c: expected a setting of C, k, got "c"');
  assertThrows(
    () => checkAllowed("prevalence", { C: 1 } as object, {} as never),
    RangeError,
    'prevalence: C: expected no settings, got "C"',
  );
});

Deno.test("checkAllowed() wants what has no default, so that no model is fitted with a hole in it", () => {
  const training = {
    X: { values: Float64Array.of(1, 2, 3, 4), rows: 4, columns: 1 },
    y: Uint8Array.of(0, 1, 0, 1),
    columns: [{} as never],
  };
  const refuse = (fit: () => unknown, message: string): void => {
    assertThrows(fit, RangeError, message);
  };
  refuse(
    () => fitElasticNet(training, { penalty: 1 } as never),
    "elastic net: l1Ratio: expected a number in 0 to 1, got nothing",
  );
  refuse(
    () => fitNeighbours(training, undefined as never),
    "neighbours: k: expected a whole number of 1 or more, got nothing",
  );
  refuse(
    () => fitSvm(training, { kernel: "linear", C: undefined } as never),
    "svm: C: expected a finite number above 0, got nothing",
  );
});
