import { assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { partialDependence } from "heartbook/explain/dependence.ts";
import { explainRows } from "heartbook/explain/explain-rows.ts";

const patients = readHeart();
const pipeline = await logistic({ l2: 1 })(patients);

Deno.test("a misspelt option of an explanation is told, with the nearest there is", () => {
  assertThrows(
    () => partialDependence(pipeline, patients.rows, { feature: "age", value: [50] } as never),
    RangeError,
    'partialDependence: option "value": unknown name; the nearest are values',
  );
  assertThrows(
    () => explainRows(pipeline, patients.rows.slice(0, 1), { sample: 10 } as never),
    RangeError,
    "the nearest are samples",
  );
});
