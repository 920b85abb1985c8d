import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { deleteCells, restorationError, restoreCells } from "heartbook/prepare/restore-cells.ts";
import { median } from "heartbook/stats/quantile.ts";
import { numbers } from "./small.ts";

const patients = readHeart();

Deno.test("deleteCells() deletes about its share, changes nothing else, and mutates nothing", () => {
  const before = structuredClone(patients.rows);
  const holed = deleteCells(patients, { share: 0.3, seed: 5 });
  assertEquals(patients.rows, before);
  let deleted = 0;
  holed.rows.forEach((row, i) =>
    Object.entries(row).forEach(([name, cell]) => {
      if (cell === null) deleted += Number(patients.rows[i][name] !== null);
      else assertEquals(cell, patients.rows[i][name]);
    })
  );
  const cells = 303 * 13 - 6;
  assert(Math.abs(deleted / cells - 0.3) < 4 * Math.sqrt(0.3 * 0.7 / cells));
  assertEquals(holed, deleteCells(patients, { share: 0.3, seed: 5 }));
});

Deno.test("deleteCells() refuses an invalid share and an unknown feature", () => {
  for (const share of [0, 1, NaN]) {
    assertThrows(() => deleteCells(patients, { share, seed: 1 }), RangeError, "share");
  }
  const features = ["cholesterol"];
  assertThrows(() => deleteCells(patients, { share: 0.5, seed: 1, features }), RangeError, "age");
});

Deno.test("restoreCells() by hand: the median for each, in standard deviations", () => {
  const complete = numbers([0, 2, 4, 6, 8]); // mean 4, standard deviation sqrt(8)
  const holed = numbers([0, null, 4, 6, null]);
  const cells = restoreCells({ complete, holed }, []);
  assertEquals(cells.map(({ row, feature }) => [row, feature]), [[1, "x"], [4, "x"]]);
  assertAlmostEquals(cells[0].truth, -2 / Math.sqrt(8), 1e-12);
  assertAlmostEquals(cells[1].filled, (median([0, 4, 6]) - 4) / Math.sqrt(8), 1e-12);
  assertAlmostEquals(restorationError(cells), Math.sqrt((2 ** 2 + 4 ** 2) / 8 / 2), 1e-12);
});

Deno.test("restoreCells() is about deleted numbers alone, and steps come nearer than the median", () => {
  const holed = deleteCells(patients, {
    share: 0.2,
    seed: 1,
    features: ["oldpeak", "thalach", "cp"],
  });
  const pair = { complete: patients, holed };
  const byMedian = restoreCells(pair, []);
  assertEquals(new Set(byMedian.map(({ feature }) => feature)), new Set(["oldpeak", "thalach"]));
  const byRest = restoreCells(pair, [{ kind: "impute-iterative" }]);
  assertEquals(byRest.length, byMedian.length);
  assert(restorationError(byRest) < restorationError(byMedian));
});

Deno.test("restoreCells() and restorationError() refuse tables of other patients, and no cells", () => {
  assertThrows(
    () => restoreCells({ complete: numbers([1]), holed: numbers([1, 2]) }, []),
    TypeError,
  );
  assertThrows(() => restorationError([]), RangeError);
});
