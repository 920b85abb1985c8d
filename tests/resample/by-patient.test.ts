import { assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { byPatient } from "heartbook/resample/by-patient.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";

Deno.test("byPatient() puts each repeat in the patients' order and keeps the rows together", async () => {
  const patients = readHeart();
  const splits = stratifiedFolds(patients.labels, { folds: 5, repeats: 2, seed: 3 });
  const { knn } = await crossValidate(patients, { knn: neighbours({ k: 5 }) }, splits);
  const sorted = byPatient(knn);
  assertEquals([...sorted.row], [...patients.rows.keys(), ...patients.rows.keys()]);
  assertEquals([...sorted.label], [...patients.labels, ...patients.labels]);
  const entry = knn.row.indexOf(17);
  assertEquals([sorted.p[17], sorted.split[17]], [knn.p[entry], knn.split[entry]]);
});

Deno.test("byPatient() with `only` leaves all others out", () => {
  const table = {
    repeat: Int32Array.of(0, 0, 1, 1),
    split: Int32Array.of(0, 1, 2, 3),
    row: Int32Array.of(1, 0, 0, 1),
    label: Uint8Array.of(1, 0, 0, 1),
    p: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  };
  assertEquals([...byPatient(table, { only: (row) => row === 1 }).p], [0.1, 0.4]);
});
