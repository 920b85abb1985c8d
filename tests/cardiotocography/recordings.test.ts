import { assert, assertEquals, assertThrows } from "@std/assert";
import { groupRecordings } from "heartbook/cardiotocography/groups.ts";
import {
  countStates,
  readCardiotocography,
  readFetalStates,
} from "heartbook/cardiotocography/recordings.ts";
import { groupIdentical } from "heartbook/data/identical.ts";
import { tendencyOf } from "heartbook/signals/rate-histogram.ts";
import type { Dataset } from "heartbook/types.ts";
import { sha256Hex } from "../data/sha256.ts";

const recordings = readCardiotocography();
const states = readFetalStates();
const number = (row: number, name: string): number => recordings.rows[row][name] as number;

Deno.test("readCardiotocography() has UCI's 2,126 recordings with 21 features each", () => {
  assertEquals(recordings.rows.length, 2126);
  assertEquals(recordings.schema.features.length, 21);
  assertEquals(Object.keys(recordings.rows[0]).length, 21);
});

Deno.test("countStates() has UCI's 1,655 normal, 295 suspect and 176 pathologic", () => {
  assertEquals(countStates(), [
    { state: "normal", recordings: 1655, share: 1655 / 2126 },
    { state: "suspect", recordings: 295, share: 295 / 2126 },
    { state: "pathologic", recordings: 176, share: 176 / 2126 },
  ]);
});

Deno.test("readCardiotocography() starts and ends with UCI's first and last recording", () => {
  const [first, last] = [recordings.rows[0], recordings.rows[2125]].map((row) =>
    Object.values(row)
  );
  assertEquals(
    first,
    [120, 0, 0, 0, 0, 0, 0, 73, 0.5, 43, 2.4, 64, 62, 126, 2, 0, 120, 137, 121, 73, 1],
  );
  assertEquals(
    last,
    [142, 0.002, 0.002, 0.008, 0, 0, 0, 74, 0.4, 36, 5, 42, 117, 159, 2, 1, 145, 143, 145, 1, 0],
  );
  assertEquals([states[0], states[2125]], ["suspect", "normal"]);
});

Deno.test("readCardiotocography() counts the given states as 1, default pathologic", () => {
  recordings.labels.forEach((label, i) => assertEquals(label === 1, states[i] === "pathologic"));
  const both = readCardiotocography({ diseased: ["suspect", "pathologic"] });
  both.labels.forEach((label, i) => assertEquals(label === 0, states[i] === "normal"));
  for (const diseased of [[], ["normal", "suspect", "pathologic"], ["ill"]]) {
    assertThrows(
      () => readCardiotocography({ diseased: diseased as never }),
      RangeError,
      "diseased: expected one or two of normal, suspect, pathologic",
    );
  }
});

Deno.test("Width is Max minus Min, and Tendency in 9 of 10 rows the third that the median lies in", () => {
  const rows = recordings.rows.keys().toArray();
  assert(rows.every((i) => number(i, "Width") === number(i, "Max") - number(i, "Min")));
  const agreed = rows.filter((i) =>
    tendencyOf({ min: number(i, "Min"), max: number(i, "Max"), median: number(i, "Median") }) ===
      number(i, "Tendency")
  );
  assert(agreed.length > 0.9 * rows.length, `${agreed.length}`);
});

Deno.test("15 recordings repeat the features of an earlier one, and twice the experts disagree", () => {
  const groups = groupIdentical(recordings, { outcome: false });
  assertEquals(2126 - groups.length, 15);
  const disputed = groups.filter((group) => new Set(group.map((row) => states[row])).size > 1);
  assertEquals(disputed, [[806, 807], [1380, 1381]]);
});

function withBaselines(baselines: readonly number[]): Dataset {
  const { schema, rows } = recordings;
  return {
    schema,
    rows: baselines.map((LB, i) => ({ ...rows[i], LB })),
    labels: baselines.map(() => 0),
    ids: baselines.map(String),
  };
}

Deno.test("groupRecordings() starts a group where the baseline jumps", () => {
  const made = withBaselines([120, 122, 123, 126, 126, 120]);
  assertEquals(groupRecordings(made), [[0, 1, 2], [3, 4], [5]]);
  assertEquals(groupRecordings(made, { jump: 3 }), [[0, 1, 2, 3, 4], [5]]);
});

Deno.test("groupRecordings() puts stretches that share a row into one group", () => {
  const made = withBaselines([120, 130, 140, 120]);
  const rows = [...made.rows.slice(0, 3), made.rows[0]];
  assertEquals(groupRecordings({ ...made, rows }), [[0, 3], [1], [2]]);
});

Deno.test("groupRecordings() has each row in one group and no identical rows in two", () => {
  const groups = groupRecordings(recordings);
  assertEquals(groups.flat().toSorted((a, b) => a - b), [...recordings.rows.keys()]);
  const groupOf = new Map(groups.flatMap((group, g) => group.map((row) => [row, g])));
  for (const copies of groupIdentical(recordings)) {
    assertEquals(new Set(copies.map((row) => groupOf.get(row))).size, 1);
  }
});

Deno.test("data/README.md states the sha256 of cardiotocography.csv and ecg-208.csv", async () => {
  const readme = await Deno.readTextFile(new URL("../../data/README.md", import.meta.url));
  for (const name of ["cardiotocography.csv", "ecg-208.csv"]) {
    assert(readme.includes(await sha256Hex(name)), name);
  }
});
