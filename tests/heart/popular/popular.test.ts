import { assertEquals, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { groupIdentical } from "heartbook/data/identical.ts";
import { decodePopular, encodePopular, popularSchema } from "heartbook/heart/popular/codes.ts";
import { toPopular } from "heartbook/heart/popular/read.ts";
import {
  correctPopular,
  popularEdition,
  popularEditionRepeated,
} from "heartbook/heart/popular/popular.ts";
import { parseTable } from "heartbook/data/table.ts";
import type { Dataset } from "heartbook/types.ts";

const patients = readHeart();
const popular = popularEdition(patients);

function countsOf(dataset: Dataset, name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of dataset.rows) counts[String(row[name])] = (counts[String(row[name])] ?? 0) + 1;
  return counts;
}

/** The original's count of a level, with the duplicated and the lost patient accounted for. */
function expectedCount(name: string, cell: string | number | null): number {
  const count = patients.rows.filter((row) => row[name] === cell).length;
  const duplicated = patients.rows.find((row) => row.chol === 175 && row.age === 38)!;
  const lost = patients.rows.find((row) => row.chol === 305 && row.age === 60)!;
  return count + Number(duplicated[name] === cell) - Number(lost[name] === cell);
}

Deno.test("popularEdition() has 303 rows of 302 people, one of them twice in a row", () => {
  assertEquals(popular.rows.length, 303);
  const groups = groupIdentical(popular);
  assertEquals(groups.length, 302);
  assertEquals(groups.filter((group) => group.length > 1), [[163, 164]]);
  const { age, sex, trestbps, chol, ca } = popular.rows[164];
  assertEquals([age, sex, trestbps, chol, ca], [38, "1", 138, 175, 4]);
});

Deno.test("popularEdition() has lost the woman of 60 with 158 and 305", () => {
  const isLost = (row: Dataset["rows"][number]): boolean =>
    row.age === 60 && row.trestbps === 158 && row.chol === 305;
  assertEquals(patients.rows.filter(isLost).length, 1);
  assertEquals(popular.rows.filter(isLost), []);
});

Deno.test("popularEdition() calls the 165 without disease 1 and the 138 diseased 0, in that order", () => {
  assertEquals(popular.labels, [...Array(165).fill(1), ...Array(138).fill(0)]);
  assertEquals(popular.schema.outcome.name, "target");
});

Deno.test("popularEdition() starts as the popular file does", () => {
  const cells = popular.rows.slice(0, 3).map((row) => Object.values(row).join(","));
  assertEquals(cells, [
    "63,1,3,145,233,1,0,150,0,2.3,0,0,1",
    "37,1,2,130,250,0,1,187,0,3.5,0,0,2",
    "41,0,1,130,204,0,0,172,0,1.4,2,0,2",
  ]);
});

Deno.test("popularEdition() has the popular file's counts, code by code", () => {
  assertEquals(countsOf(popular, "sex"), { 0: 96, 1: 207 });
  assertEquals(countsOf(popular, "cp"), { 0: 143, 1: 50, 2: 87, 3: 23 });
  assertEquals(countsOf(popular, "fbs"), { 0: 258, 1: 45 });
  assertEquals(countsOf(popular, "restecg"), { 0: 147, 1: 152, 2: 4 });
  assertEquals(countsOf(popular, "exang"), { 0: 204, 1: 99 });
  assertEquals(countsOf(popular, "slope"), { 0: 21, 1: 140, 2: 142 });
  assertEquals(countsOf(popular, "ca"), { 0: 175, 1: 65, 2: 38, 3: 20, 4: 5 });
  assertEquals(countsOf(popular, "thal"), { 0: 2, 1: 18, 2: 166, 3: 117 });
});

Deno.test("each code stands for as many rows as its level in the original", () => {
  for (const feature of popularSchema.features) {
    for (const code of Object.keys(countsOf(popular, feature.name))) {
      const cell = feature.kind === "number" ? Number(code) : code;
      assertEquals(
        popular.rows.filter((row) => row[feature.name] === cell).length,
        expectedCount(feature.name, decodePopular(feature.name, cell)),
        `${feature.name} ${code}`,
      );
    }
  }
});

Deno.test("each row of popularEdition() is one patient of the original in all 14 columns", () => {
  const originals = new Set(
    patients.rows.map((row, i) => JSON.stringify([row, 1 - patients.labels[i]])),
  );
  popular.rows.forEach((row, i) => {
    const named = Object.fromEntries(
      Object.entries(row).map(([name, code]) => [name, decodePopular(name, code)]),
    );
    assertEquals(originals.has(JSON.stringify([named, popular.labels[i]])), true, `row ${i}`);
  });
});

Deno.test("popularEdition() refuses other patients", () => {
  const others = { ...patients, rows: patients.rows.filter((row) => row.age !== 60) };
  assertThrows(() => popularEdition(others), RangeError, "expected the Cleveland patients");
});

Deno.test("popularEditionRepeated() is the 302 people, three or four times each, always the same", () => {
  const repeated = popularEditionRepeated(patients);
  assertEquals(repeated.rows.length, 1025);
  assertEquals(new Set(repeated.ids).size, 1025);
  const sizes = groupIdentical(repeated).map((group) => group.length);
  assertEquals(sizes.length, 302);
  assertEquals(new Set(sizes), new Set([3, 4]));
  assertEquals(popularEditionRepeated(patients), repeated);
});

Deno.test("correctPopular() gives back the 302 patients, outcome the right way round", () => {
  const original = patients.rows
    .map((row, i) => JSON.stringify([row, patients.labels[i]]))
    .filter((_, i) => !(patients.rows[i].chol === 305 && patients.rows[i].age === 60));
  for (const edition of [popular, popularEditionRepeated(patients)]) {
    const corrected = correctPopular(edition);
    assertEquals(corrected.labels.filter((label) => label === 1).length, 138);
    const rows = corrected.rows.map((row, i) => JSON.stringify([row, corrected.labels[i]]));
    assertEquals(rows.sort(), original.toSorted());
  }
});

Deno.test("correctPopular() inverts nothing twice", () => {
  const corrected = correctPopular(popular);
  assertThrows(() => correctPopular(corrected), TypeError, "popular edition");
});

Deno.test("toPopular() reads either copy's column names, and 1.0 for 1", () => {
  const first = "63,1,3,145,233,1,0,150,0,2.3,0,0,1.0,1";
  const one = "age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,target";
  const other = "age,sex,cp,trtbps,chol,fbs,restecg,thalachh,exng,oldpeak,slp,caa,thall,output";
  for (const header of [one, other]) {
    const read = toPopular(parseTable(`${header}\n${first}\n`, "heart.csv"));
    assertEquals(read.rows, [popular.rows[0]]);
    assertEquals(correctPopular(read).rows, [patients.rows[0]]);
    assertEquals(correctPopular(read).labels, [0]);
  }
});

Deno.test("a level or a code that the popular file does not have is refused", () => {
  assertThrows(() => encodePopular("cp", "stabbing"), RangeError, "no code for stabbing");
  assertThrows(() => encodePopular("age", null), RangeError, "column age");
  assertThrows(() => decodePopular("cp", "4"), RangeError, "codes 3, 1, 2, 0");
});

Deno.test("popularEdition() leaves the patients as they were", () => {
  const before = structuredClone(patients);
  correctPopular(popularEditionRepeated(patients));
  assertEquals(patients, before);
});
