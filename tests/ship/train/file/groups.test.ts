import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { heartSchema } from "heartbook/heart/heart.ts";
import { seeded } from "heartbook/random.ts";
import { drawGroups } from "heartbook/ship/train/file/groups.ts";
import { joinGroups, readFileTable } from "heartbook/ship/train/file/table.ts";
import { type FileTrainOptions, trainFromFile } from "heartbook/ship/train/file/train.ts";
import { describeFileModel } from "heartbook/ship/train/file/words.ts";
import type { FeatureSchema, Scored } from "heartbook/types.ts";
import pl from "nodejs-polars";

const schema: FeatureSchema = {
  name: "visits.csv",
  missing: [],
  outcome: { name: "ill", label: "Ill", positive: "yes", negative: "no", about: "Ill or not." },
  features: [{
    kind: "number",
    name: "x",
    label: "x",
    unit: "",
    range: [0, 1],
    about: "Of a person.",
  }],
};

const options: FileTrainOptions = {
  schema,
  learner: { kind: "boosting", settings: { trees: 60 } },
  rule: (scored) => ({ threshold: atRecallFloor(scored, 0.8), refer: null }),
  describe: describeFileModel,
  replicates: 20,
  seed: 5,
  created: "2026-01-02T03:04:05.000Z",
};

async function withTable<T>(
  rows: readonly string[],
  test: (path: string) => Promise<T>,
): Promise<T> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, ["person,x,ill", ...rows].join("\n"));
    return await test(path);
  } finally {
    await Deno.remove(path);
  }
}

/** People whose visits all have one number, which says nothing of others; outcomes by the toss. */
function visits(people: number, each: number): string[] {
  const random = seeded(1);
  return Array.from({ length: people }, (_, i) => {
    const x = random.uniform().toFixed(6), ill = random.uniform() < 0.5 ? "yes" : "no";
    return Array<string>(each).fill(`p${i},${x},${ill}`);
  }).flat();
}

/** The text by text way of `readGroups`: which row first had the name of each row. */
function firstOfName(names: readonly string[]): number[] {
  return names.map((name, i) =>
    name.trim() === "" ? i : names.findIndex((other) => other.trim() === name.trim())
  );
}

Deno.test("drawGroups() parts no group, draws about as many rows as asked, and heeds no order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { minLength: 4, maxLength: 200 }),
      fc.nat(),
      fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      (names, seed, share) => {
        const count = Math.max(1, Math.floor(share * names.length));
        const groups = Uint32Array.from(names);
        const drawn = drawGroups(groups, { count, seed });
        const sides = Map.groupBy(names.keys(), (row) => names[row]);
        for (const rows of sides.values()) {
          assertEquals(new Set(rows.map((row) => drawn[row])).size, 1);
        }
        const sizes = [...sides.values()].map((rows) => rows.length);
        const total = drawn.reduce((sum, each) => sum + each, 0);
        assert(total < names.length);
        // Up to half of a group more; less only by groups of which none would have come nearer.
        assert(2 * (total - count) < Math.max(...sizes));
        const left = [...sides.values()].filter(([row]) => drawn[row] === 0);
        if (total < count && left.length > 1) {
          assert(left.every((rows) => rows.length >= 2 * (count - total)));
        }
        const order = seeded(seed).shuffled(names.map((_, row) => row));
        const again = drawGroups(Uint32Array.from(order, (row) => names[row]), { count, seed });
        assertEquals([...again], order.map((row) => drawn[row]));
      },
    ),
  );
});

Deno.test("drawGroups() draws each of equal groups about as often, over the seeds", () => {
  const groups = Uint32Array.from({ length: 100 }, (_, row) => row >> 1);
  const times = new Float64Array(50);
  for (let seed = 0; seed < 2000; seed++) {
    drawGroups(groups, { count: 20, seed }).forEach((each, row) => times[row >> 1] += each / 2);
  }
  assertEquals(times.reduce((sum, each) => sum + each), 2000 * 10);
  // Of 2,000 draws a fifth, 400 with a standard deviation of 18.
  times.forEach((each) => assert(Math.abs(each - 400) < 90, `${each}`));
});

Deno.test("a file's groups are those that its texts name, in CSV and Parquet; a row without a name stands alone", async () => {
  const names = ["ä", " a", "a ", "", "a", '"b"', "b", "  ", "ä", "7", "7", "\u00a0a", "né e", "c"];
  const rows = names.map((name, i) => `${name},0.5,${i % 2 ? "yes" : "no"}`);
  const plain = names.map((name) => name.replaceAll('"', ""));
  const parts = (groups: Uint32Array | undefined): number[] =>
    Array.from(groups!, (bits) => groups!.indexOf(bits));
  const read = async (path: string, group?: string): Promise<Uint32Array | undefined> =>
    joinGroups(await readFileTable(path, { schema, group }));
  await withTable(rows, async (path) => {
    assertEquals(await read(path), undefined);
    const groups = await read(path, "person");
    assertEquals(parts(groups), firstOfName(plain));
    const parquet = await Deno.makeTempFile({ suffix: ".parquet" });
    try {
      pl.DataFrame({
        person: plain.map((name) => name === "" ? null : name),
        x: names.map(() => 0.5),
        ill: names.map((_, i) => i % 2 ? "yes" : "no"),
      }).writeParquet(parquet);
      assertEquals(await read(parquet, "person"), groups);
    } finally {
      await Deno.remove(parquet);
    }
    await assertRejects(() => read(path, "patient"), SyntaxError, "column patient is missing");
  });
});

Deno.test("a file's groups go with their rows where rows without an outcome are left out, over blocks", async () => {
  const rows = Array.from(
    { length: 70_000 },
    (_, i) => `${i % 997},0.5,${i % 3 === 0 ? "" : i % 2 ? "ja" : "nein"}`,
  );
  const outcome = { positive: ["ja"], negative: ["nein"] };
  await withTable(rows, async (path) => {
    const table = await readFileTable(path, { schema, outcome, group: "person" });
    const groups = joinGroups(table)!;
    const names = Array.from(rows.keys()).filter((i) => i % 3 !== 0).map((i) => i % 997);
    assertEquals(groups.length, names.length);
    const bits = new Map(names.map((name, row) => [name, groups[row]]));
    assert(names.every((name, row) => bits.get(name) === groups[row]));
    assertEquals(new Set(groups).size, 997);
  });
});

Deno.test("trainFromFile() finds no skill in visits of which nothing can be learned, where it holds out people", async () => {
  const auc = async (path: string, group?: string): Promise<number> => {
    const { file: { card } } = await trainFromFile(path, { ...options, group });
    return card.groups[0].figures.find(({ name }) => /auc/i.test(name))!.interval.estimate;
  };
  await withTable(visits(300, 8), async (path) => {
    const byRows = await auc(path), byPeople = await auc(path, "person");
    assert(byRows > 0.8, `by rows ${byRows}`);
    assert(Math.abs(byPeople - 0.5) < 0.15, `by people ${byPeople}`);
  });
});

Deno.test("trainFromFile() settles a threshold on some people and judges it on others", async () => {
  const settledOn: Scored[] = [];
  await withTable(visits(300, 8), async (path) => {
    await trainFromFile(path, {
      ...options,
      group: "person",
      // One probability per person, as no two have the same number.
      learner: { kind: "logistic", l2: 1 },
      rule: (scored) => {
        settledOn.push(scored);
        return options.rule(scored);
      },
    });
  });
  const [one, other, all] = settledOn.map(({ p }) => new Set(Array.from(p)));
  assertEquals([one.size, other.size, all.size], [30, 30, 60]);
  assert(one.isDisjointFrom(other));
});

Deno.test("trainFromFile() says on the card that whole groups were held out, and writes the same bytes for the same seed", async () => {
  await withTable(visits(300, 8), async (path) => {
    const train = (seed: number): Promise<string[]> =>
      trainFromFile(path, { ...options, seed, group: "person" }).then(({ file }) => [
        file.contentSha256,
        file.card.validation,
        file.card.limits[0],
      ]);
    const [sha, validation, limit] = await train(5);
    assertEquals(
      validation,
      "The model learned from 1920 rows. The figures are of 480 others, drawn at random and held " +
        "out: whole groups, so that no value of person stands on both sides. Each half was decided " +
        "about at a threshold settled on the other, and no group was halved.",
    );
    assertEquals(
      limit,
      "Rows with one value of person were held out together, but intervals count each row as one " +
        "of its own and are too narrow.",
    );
    assertEquals((await train(5))[0], sha);
    assert((await train(6))[0] !== sha);
  });
});

Deno.test("trainFromFile() refuses groups too few to be held out and halved, and says what to do", async () => {
  await withTable(visits(3, 200), async (path) => {
    await assertRejects(
      () => trainFromFile(path, { ...options, group: "person" }),
      RangeError,
      "person: expected at least two groups of each outcome among the",
    );
  });
});

Deno.test("trainFromFile() writes the bytes that it wrote before it knew of groups, where there are none", async () => {
  const frozen = {
    logistic: "1c6dc9adfaa3d41d06fadd54664569239bef0591f75b3b66dcb1106cf924a986",
    boosting: "959f0dfbb348028b54d4897bf6fd72bf01e9a597c8908522710eb6563c0f6f1d",
  };
  const learners = [{ kind: "logistic", l2: 1 }, {
    kind: "boosting",
    settings: { trees: 20 },
  }] as const;
  for (const learner of learners) {
    const { file } = await trainFromFile("data/cleveland.csv", {
      ...options,
      schema: heartSchema,
      learner,
      rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
      heldOut: 100,
      seed: 1,
    });
    assertEquals(file.contentSha256, frozen[learner.kind]);
  }
});
