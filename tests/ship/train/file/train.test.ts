import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { atRecallFloor } from "heartbook/choose/floor.ts";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { binEdges, makeBinner } from "heartbook/models/boosting/binned.ts";
import { fitBinnedBoosting } from "heartbook/models/boosting/boosting.ts";
import { predictRows, prepareTraining } from "heartbook/pipeline.ts";
import { seeded } from "heartbook/random.ts";
import { parseModelFile } from "heartbook/ship/model-file/read.ts";
import { encodeModelFile } from "heartbook/ship/model-file/write.ts";
import { type FileTrainOptions, trainFromFile } from "heartbook/ship/train/file/train.ts";
import { readFileTable, takeFileRows } from "heartbook/ship/train/file/table.ts";
import type { Dataset } from "heartbook/types.ts";
import pl from "nodejs-polars";

const patients = readHeart();
const { schema } = patients;
const text = await Deno.readTextFile("data/cleveland.csv");
const words = { use: [], misuse: [], reasons: [], limits: [], patients: "All." };

const options: FileTrainOptions = {
  schema,
  learner: { kind: "logistic", l2: 1 },
  rule: (scored) => ({ threshold: atRecallFloor(scored, 0.9), refer: null }),
  describe: () => ({ title: "From a file", ...words }),
  heldOut: 60,
  replicates: 20,
  seed: 3,
  created: "2026-01-02T03:04:05.000Z",
};

async function withFile<T>(content: string, test: (path: string) => Promise<T>): Promise<T> {
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, content);
    return await test(path);
  } finally {
    await Deno.remove(path);
  }
}

/** The rows that `trainFromFile` holds out with seed 3, found out by drawing as it does. */
function trainingRows(): Dataset {
  const random = seeded(3), held = new Set<number>();
  while (held.size < 60) held.add(random.integer(patients.rows.length));
  return takeRows(patients, [...patients.rows.keys()].filter((row) => !held.has(row)));
}

Deno.test("trainFromFile() finds the logistic model that the training rows in memory give", async () => {
  for (const l2 of [1, 0]) {
    const { file } = await trainFromFile("data/cleveland.csv", {
      ...options,
      learner: { kind: "logistic", l2 },
    });
    const plain = await logistic({ l2 })(trainingRows());
    assertEquals(
      file.preprocessor.columns.map(({ feature, fill }) => [feature, fill]),
      plain.preprocessor.columns.map(({ feature, fill }) => [feature, fill]),
    );
    const expected = predictRows(plain, patients.rows);
    predictRows(file, patients.rows).forEach((p, i) => assertAlmostEquals(p, expected[i], 1e-6));
  }
});

Deno.test("trainFromFile() boosts the trees that the training rows in memory give", async () => {
  const settings = { trees: 8, maxDepth: 3 };
  const { file } = await trainFromFile("data/cleveland.csv", {
    ...options,
    learner: { kind: "boosting", settings },
  });
  const { training: { X, y }, preprocessor } = prepareTraining(trainingRows(), {
    numbers: "raw",
    levels: "all",
  });
  const edges = preprocessor.columns.map((_, j) =>
    binEdges(X.values.filter((_, cell) => cell % X.columns === j))
  );
  const codes = edges.map((some, j) => {
    const column = new Uint8Array(X.rows);
    makeBinner(some)(X.values.filter((_, cell) => cell % X.columns === j), column);
    return column;
  });
  const plain = fitBinnedBoosting({ table: { rows: X.rows, codes, edges }, y }, settings);
  assertEquals(file.preprocessor, preprocessor);
  assertEquals(file.model, plain);
});

Deno.test("trainFromFile() writes an ordinary model file, the same for the same seed", async () => {
  const [one, other] = await Promise.all(
    [1, 2].map(() => trainFromFile("data/cleveland.csv", options)),
  );
  const bytes = encodeModelFile(one.file);
  assertEquals(bytes, encodeModelFile(other.file));
  assertEquals(await parseModelFile(bytes), one.file);
  const { card } = one.file;
  assertEquals(card.patients.count, 60);
  assertEquals(card.outOfFold.label.length, 60);
  assert(card.validation.startsWith("The model learned from 243 rows. The figures are of 60"));
});

Deno.test("trainFromFile() holds out a fifth of a small table, and 200 draws, where nobody says otherwise", async () => {
  const { heldOut: _, replicates: __, ...usual } = options;
  const [left, said] = await Promise.all([
    trainFromFile("data/cleveland.csv", usual),
    trainFromFile("data/cleveland.csv", { ...usual, heldOut: 60, replicates: 200 }),
  ]);
  assertEquals(left.file.contentSha256, said.file.contentSha256);
  for (const heldOut of [0, 1, 2.5, 303]) {
    await assertRejects(
      () => trainFromFile("data/cleveland.csv", { ...options, heldOut }),
      Error,
      "heldOut",
    );
  }
});

Deno.test("trainFromFile() holds out 10,000 of a long table", async () => {
  const [header, ...lines] = text.trimEnd().split("\n");
  const many = Array.from({ length: 50_010 }, (_, i) => lines[i % lines.length]);
  const { heldOut: _, ...usual } = options;
  const learner = { kind: "boosting", settings: { trees: 1, maxDepth: 2 } } as const;
  await withFile([header, ...many].join("\n"), async (path) => {
    const { file: { card } } = await trainFromFile(path, { ...usual, learner, replicates: 2 });
    assertEquals(card.patients.count, 10_000);
    assert(
      card.validation.startsWith("The model learned from 40010 rows. The figures are of 10000"),
    );
  });
});

Deno.test("trainFromFile() decides about each half at the threshold that the other settles", async () => {
  const settled: number[] = [];
  const { file } = await trainFromFile("data/cleveland.csv", {
    ...options,
    rule: (scored) => {
      settled.push(scored.p.length);
      return options.rule(scored);
    },
  });
  assertEquals(settled, [30, 30, 60]);
  const { outOfFold: { label, p }, groups: [{ figures }] } = file.card;
  const half = (odd: number): { label: number[]; p: number[] } => ({
    label: label.filter((_, i) => i % 2 === odd),
    p: p.filter((_, i) => i % 2 === odd),
  });
  const found = [0, 1].flatMap((odd) => {
    const { value } = atRecallFloor(half(1 - odd), 0.9);
    const { label, p } = half(odd);
    return p.filter((each, i) => label[i] === 1 && each >= value);
  });
  const { interval } = figures.find(({ name }) => name === "recall")!;
  const diseased = label.filter((each) => each === 1).length;
  assertAlmostEquals(interval.estimate, found.length / diseased, 1e-12);
});

Deno.test("trainFromFile() learns nothing from the rows that it holds out", async () => {
  const kept = new Set(trainingRows().ids.map(Number));
  const [header, ...lines] = text.trimEnd().split("\n");
  // They all become very old women.
  const changed = lines.map((line, i) => {
    const cells = line.split(",");
    return kept.has(i + 1) ? line : [cells[0], "99", "female", ...cells.slice(3)].join(",");
  });
  await withFile([header, ...changed].join("\n"), async (path) => {
    for (
      const learner of [options.learner, { kind: "boosting", settings: { trees: 3 } }] as const
    ) {
      const one = await trainFromFile("data/cleveland.csv", { ...options, learner });
      const other = await trainFromFile(path, { ...options, learner });
      assertEquals(other.file.preprocessor, one.file.preprocessor);
      assertEquals(other.file.model, one.file.model);
    }
  });
});

Deno.test("readFileTable() reads the rows that readDataset() reads, from CSV and Parquet", async () => {
  const all = Int32Array.from(patients.rows.keys());
  const table = await readFileTable("data/cleveland.csv", { schema });
  assertEquals({ ...takeFileRows(table, all), ids: [] }, { ...patients, ids: [] });
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    pl.readCSV(text, { inferSchemaLength: 0 }).writeParquet(path);
    const again = await readFileTable(path, { schema });
    assertEquals(takeFileRows(again, all), takeFileRows(table, all));
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("readFileTable() reads more rows than a block or a stretch holds, in order", async () => {
  const [header, ...lines] = text.trimEnd().split("\n");
  const rows = 70_000;
  const many = Array.from({ length: rows }, (_, i) => lines[(7 * i) % lines.length]);
  await withFile([header, ...many].join("\n"), async (path) => {
    const table = await readFileTable(path, { schema });
    assertEquals([table.rows, table.blocks.map((block) => block.rows)], [rows, [65_536, 4464]]);
    const some = Int32Array.of(0, 1, 65_535, 65_536, rows - 1);
    const { rows: found, labels, ids } = takeFileRows(table, some);
    assertEquals(ids, ["1", "2", "65536", "65537", "70000"]);
    const expected = takeRows(patients, [...some].map((row) => (7 * row) % lines.length));
    assertEquals([found, labels], [expected.rows, expected.labels]);
  });
});

const refused: readonly [what: string, content: string, message: string][] = [
  ["a cell", text.replace(",286,", ",7.4,"), "row 2, column chol: expected 80 to 700 mg/dl"],
  ["an outcome", text.replace(/yes\n/, "maybe\n"), 'expected "yes" or "no", got "maybe"'],
  ["a short row", text.replace(",145,", ","), "row 1: expected 15 cells, got 14"],
  ["a missing column", text.replace("chol", "cholesterol"), "column chol is missing; there are id"],
  ["no rows", text.split("\n")[0], "has a header but no rows"],
];

for (const [what, content, message] of refused) {
  Deno.test(`readFileTable() names the file and the place of ${what}`, () =>
    withFile(content, async (path) => {
      const error = await assertRejects(
        () => readFileTable(path, { schema }),
        SyntaxError,
        message,
      );
      assert(error.message.startsWith(`${path}: `));
    }));
}

Deno.test("trainFromFile() refuses to hold out all rows", async () => {
  await assertRejects(
    () => trainFromFile("data/cleveland.csv", { ...options, heldOut: 303 }),
    RangeError,
    "heldOut: expected fewer than the 303 rows",
  );
});

Deno.test("trainFromFile() reads an outcome by its rule, as if it were written as the schema calls it", async () => {
  const [header, ...lines] = text.trimEnd().split("\n");
  const { name, positive } = schema.outcome, place = header.split(",").indexOf(name);
  const write = (words: (isPositive: boolean, i: number) => string): string =>
    [
      header,
      ...lines.map((line, i) =>
        line.split(",").with(place, words(line.split(",")[place] === positive, i)).join(",")
      ),
    ].join("\n");
  const outcome = { positive: ["ja", "1"], negative: ["nein"] };
  const yes = (i: number): string => i % 2 ? "ja" : "1";
  const rows = (content: string): Promise<Dataset> =>
    withFile(content, async (path) => {
      const table = await readFileTable(path, { schema, outcome });
      return takeFileRows(table, Int32Array.from({ length: table.rows }, (_, i) => i));
    });
  const all = await rows(write((isPositive, i) => isPositive ? yes(i) : "nein"));
  assertEquals(all.labels, patients.labels);

  // In a row that is left out nothing is refused.
  const holed = write((isPositive, i) => i % 5 === 0 ? "" : isPositive ? yes(i) : "nein")
    .replace(/^[^\n]*\n[^,]*/, `${header}\n999`);
  const known = patients.labels.filter((_, i) => i % 5 !== 0);
  assertEquals((await rows(holed)).labels, known);
  assertEquals((await rows(holed)).rows[0], all.rows[1]);
  const { doubts } = await withFile(
    holed,
    (path) => trainFromFile(path, { ...options, seed: 4, outcome }),
  );
  assertEquals(doubts.map(({ seen }) => seen), ["61 rows without a known outcome"]);
  await assertRejects(
    () => rows(write((isPositive) => isPositive ? "ja" : "false")),
    SyntaxError,
    `column ${name}: expected "ja", "1", "nein", got "false"`,
  );
  await assertRejects(() => rows(write(() => "")), SyntaxError, `no row has an outcome in ${name}`);
});

Deno.test("trainFromFile() wants ten held-out rows of each outcome, and says of which it has fewer", async () => {
  const [header, ...lines] = text.trimEnd().split("\n");
  const { name, positive } = schema.outcome, place = header.split(",").indexOf(name);
  const healthy = lines.filter((line) => line.split(",")[place] !== positive);
  const ill = lines.filter((line) => line.split(",")[place] === positive);
  const rare = [header, ...healthy, ...healthy, ...ill.slice(0, 12)].join("\n");
  await assertRejects(
    () => withFile(rare, (path) => trainFromFile(path, options)),
    RangeError,
    "expected at least 10 rows of each outcome among the 60 held out, got ",
  );
});
