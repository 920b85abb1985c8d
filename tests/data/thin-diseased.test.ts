import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { thinDiseased } from "heartbook/data/thin-diseased.ts";

const patients = readHeart();

Deno.test("thinDiseased() keeps all of the healthy and the given number of diseased, in order", () => {
  const thin = thinDiseased(patients, { keep: 20, seed: 1 });
  assertEquals(thin.labels.filter((label) => label === 1).length, 20);
  assertEquals(thin.labels.filter((label) => label === 0).length, 164);
  assertEquals(thin.ids, patients.ids.filter((id) => thin.ids.includes(id)));
});

Deno.test("thinDiseased() draws by its seed", () => {
  const draw = (seed: number): readonly string[] => thinDiseased(patients, { keep: 20, seed }).ids;
  assertEquals(draw(1), draw(1));
  assertNotEquals(draw(1), draw(2));
});

Deno.test("thinDiseased() refuses to keep more than there are, or none", () => {
  for (const keep of [0, 140, 1.5]) {
    assertThrows(() => thinDiseased(patients, { keep, seed: 1 }), RangeError, "1 to 139");
  }
});

Deno.test("thinDiseased() keeps one, or all", () => {
  const count = (keep: number): number =>
    thinDiseased(patients, { keep, seed: 1 }).labels.filter((label) => label === 1).length;
  assertEquals([count(1), count(139)], [1, 139]);
});
