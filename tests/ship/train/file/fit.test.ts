import { assertEquals, assertRejects } from "@std/assert";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { seeded } from "heartbook/random.ts";
import { trainFromFile } from "heartbook/ship/train/file/train.ts";
import { describeFileModel } from "heartbook/ship/train/file/words.ts";
import type { Feature } from "heartbook/types.ts";

const age: Feature = {
  kind: "number",
  name: "age",
  label: "Age",
  unit: "years",
  range: [0, 120],
  about: "Age.",
};

/** Trains on 400 rows of an age and one more column. */
async function train(feature: Feature, cell: (i: number) => string, l2: number): Promise<void> {
  const random = seeded(1);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const ill = random.uniform() < 0.4;
    return `${Math.round(40 + 30 * random.uniform() + (ill ? 9 : 0))},${cell(i)},${
      ill ? "yes" : "no"
    }`;
  });
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, [`age,${feature.name},ill`, ...rows].join("\n"));
    await trainFromFile(path, {
      schema: {
        name: "rows.csv",
        missing: [],
        outcome: { name: "ill", label: "Ill", positive: "yes", negative: "no", about: "Ill?" },
        features: [age, feature],
      },
      learner: { kind: "logistic", l2 },
      rule: (scored) => ({ threshold: atRecallFloor(scored, 0.8), refer: null }),
      describe: describeFileModel,
      replicates: 20,
      seed: 5,
      created: "2026-01-02T03:04:05.000Z",
    });
  } finally {
    await Deno.remove(path);
  }
}

const stamp: Feature = { ...age, name: "stamp", range: [0, 1e9] };
const site: Feature = {
  kind: "category",
  name: "site",
  label: "Site",
  levels: ["A", "B", "C"],
  about: "Where.",
};

for (const l2 of [1, 0]) {
  Deno.test(`a logistic fit to a file names the column that is constant in seven digits, and what to do, with l2 ${l2}`, async () => {
    const told = async (feature: Feature, cell: (i: number) => string): Promise<string> =>
      (await assertRejects(() => train(feature, cell, l2), RangeError)).message;
    assertEquals(
      await told(stamp, (i) => `${100_000_000 + i / 400}`),
      "logistic: expected columns that differ between rows, got one value, to seven digits, in all " +
        "320 rows looked at: stamp; leave them out, a level by taking it out of the column's levels " +
        "or merging it with another",
    );
    assertEquals(
      (await told(site, (i) => i % 2 ? "A" : "B")).includes("looked at: site: C;"),
      true,
    );
    await train(site, (i) => "ABC"[i % 3], l2);
  });
}
