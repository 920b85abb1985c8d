import { assertEquals } from "@std/assert";
import { keepDistinct, missingPatients } from "heartbook/data/distinct.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { popularEdition, popularEditionRepeated } from "heartbook/heart/popular/popular.ts";
import { numbers } from "../prepare/small.ts";

Deno.test("keepDistinct() keeps the first of equal rows, and both of rows that differ in outcome", () => {
  const rows = numbers([1, 1, 2, 1, null, null]); // labels 0 1 0 1 0 1
  const kept = keepDistinct(rows);
  assertEquals(kept.ids, ["1", "2", "3", "5", "6"]);
  assertEquals(keepDistinct(kept), kept);
});

Deno.test("keepDistinct() finds the same patients in both popular editions", () => {
  const patients = readHeart();
  const once = keepDistinct(popularEdition(patients));
  const repeated = keepDistinct(popularEditionRepeated(patients));
  assertEquals(missingPatients(once, repeated).rows, []);
  assertEquals(missingPatients(repeated, once).rows, []);
});

Deno.test("missingPatients() names the patients that the other table lacks, in order, copies included", () => {
  const wanted = numbers([5, 1, 7, 3, 5, 7]); // labels 0 1 0 1 0 1
  assertEquals(missingPatients(wanted, numbers([9, 1])).ids, ["1", "3", "4", "5", "6"]);
  assertEquals(missingPatients(wanted, numbers([1, 9])).ids.length, 6);
  assertEquals(missingPatients(wanted, wanted).ids, []);
});
