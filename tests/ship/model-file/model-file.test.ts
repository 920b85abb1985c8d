import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { recalibrate } from "heartbook/measure/recalibrate.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { explainWith, hasReasons } from "heartbook/ship/model-file/explain.ts";
import { decide, predictWith } from "heartbook/ship/model-file/predict.ts";
import { checksum, parseModelFile, readModelFile } from "heartbook/ship/model-file/read.ts";
import { canonicalText } from "heartbook/ship/model-file/text.ts";
import { encodeModelFile, sealModelFile, writeModelFile } from "heartbook/ship/model-file/write.ts";
import { learners, makeModelFile, patients } from "./made.ts";

const files = Object.fromEntries(
  await Promise.all(
    Object.entries(learners).map(async ([name, learner]) => [name, await makeModelFile(learner)]),
  ),
) as Record<string, ModelFile>;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

// deno-lint-ignore no-explicit-any -- what is tried here is precisely what no type allows
type Change = (json: any) => void;

/** The bytes of a file that was changed by someone who knows how to make checksums. */
async function forge(file: ModelFile, change: Change): Promise<Uint8Array> {
  const json = JSON.parse(canonicalText(file));
  change(json);
  return bytesOf(`${canonicalText({ ...json, contentSha256: await checksum(json) })}\n`);
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [name, file] of Object.entries(files)) {
  Deno.test(`a model file saved and read answers with the same bits: ${name}`, async () => {
    await inFolder(async (folder) => {
      const path = `${folder}/model.json`;
      await writeModelFile(file, path);
      const read = await readModelFile(path);
      assertEquals(read, file);
      assertEquals(predictWith(read, patients.rows), predictWith(file, patients.rows));
      assertEquals(hasReasons(read), hasReasons(file));
      if (hasReasons(read)) {
        const few = patients.rows.slice(0, 10);
        assertEquals(explainWith(read, few), explainWith(file, few));
      }
    });
  });
}

Deno.test("predictWith() recalibrates, and decides by what comes out", async () => {
  const calibration = { kind: "logistic", intercept: 1, slope: 2 } as const;
  const { format: _, version: _v, contentSha256: _c, ...content } = files.logistic;
  const changed = await sealModelFile({ ...content, calibration });
  const raw = predictWith(files.logistic, patients.rows).map(({ p }) => p);
  const answers = predictWith(changed, patients.rows);
  assertEquals(Float64Array.from(answers, ({ p }) => p), recalibrate(calibration, raw));
  assertEquals(new Set(answers.map(({ decision }) => decision)).size, 3);
});

Deno.test("decide() takes a probability below a threshold by rounding alone for one at it", () => {
  const { threshold } = files.logistic;
  const refer = { low: 0.3, high: 0.1 + 0.5 };
  const said = (p: number): string => decide({ threshold, refer }, p);
  assertEquals([0.3 - 1e-11, 0.1 + 0.2 - 1e-15, 0.3].map(said), ["healthy", "refer", "refer"]);
  assertEquals([0.6 - 1e-11, 0.6 - 1e-15, 0.6].map(said), ["refer", "diseased", "diseased"]);
});

Deno.test("predictWith() answers the same however many patients come at once", () => {
  const all = predictWith(files.forest, patients.rows);
  assertEquals(patients.rows.flatMap((row) => predictWith(files.forest, [row])), all);
});

Deno.test("parseModelFile() refuses any one changed byte", async () => {
  const all = Object.values(files).map(encodeModelFile);
  const place = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(place, async ([which, at, difference]) => {
      const bytes = all[which % all.length].slice();
      bytes[at % bytes.length] ^= difference;
      await assertRejects(() => parseModelFile(bytes), Error);
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("parseModelFile() refuses a file cut off anywhere, or with something after it", async () => {
  const bytes = encodeModelFile(files.tree);
  for (let i = 0; i < 100; i++) {
    const length = Math.floor(i * bytes.length / 100);
    await assertRejects(() => parseModelFile(bytes.slice(0, length)), SyntaxError);
  }
  await assertRejects(() => parseModelFile(bytes.slice(0, -1)), SyntaxError, "spelling");
  await assertRejects(
    () => parseModelFile(Uint8Array.of(...bytes, 10)),
    SyntaxError,
    '"\\n"', // not a line of its own
  );
});

const tree = (change: Change): Change => ({ model }) => change(model.tree);

/** What is done to a file, the field that must be named, and the kind of error. */
const FORGED: readonly [
  file: keyof typeof files,
  what: string,
  change: Change,
  message: string,
  kind: typeof TypeError | typeof RangeError,
][] = [
  ["logistic", "an unknown key", (f) => f.extra = 1, "extra: expected no such key", TypeError],
  [
    "logistic",
    "an unknown key deep inside",
    (f) => f.schema.features[2].colour = "red",
    "schema.features[2].colour: expected no such key",
    TypeError,
  ],
  ["logistic", "a missing key", (f) => delete f.threshold, "threshold: expected object", TypeError],
  ["logistic", "another format", (f) => f.format = "zip", "format: ", RangeError],
  [
    "logistic",
    "a version of the future",
    (f) => f.version = 2,
    "version: expected 1, got 2",
    RangeError,
  ],
  ["logistic", "an unknown kind", (f) => f.model.kind = "oracle", "model.kind: ", RangeError],
  [
    "logistic",
    "a weight that is not a number",
    (f) => f.model.weights[3] = null,
    "model.weights[3]: expected number, got null",
    TypeError,
  ],
  ["logistic", "a weight as text", (f) => f.model.weights[3] = "1", "model.weights[3]", TypeError],
  [
    "logistic",
    "a weight too many",
    (f) => f.model.weights.push(1),
    "model.weights: expected 25 entries, got 26",
    RangeError,
  ],
  [
    "logistic",
    "a column of no feature",
    (f) => f.preprocessor.columns[0].feature = "height",
    "preprocessor.columns[0].feature: expected one of age",
    RangeError,
  ],
  [
    "logistic",
    "a number column of a category",
    (f) => f.preprocessor.columns[0].feature = "sex",
    "preprocessor.columns[0]: expected sex to be a category",
    RangeError,
  ],
  [
    "logistic",
    "a column of no level",
    (f) => f.preprocessor.columns[1].level = "other",
    "preprocessor.columns[1].level: expected one of female, male",
    RangeError,
  ],
  [
    "logistic",
    "a fill of no level",
    (f) => f.preprocessor.columns[1].fill = "other",
    "preprocessor.columns[1].fill: expected one of female, male",
    RangeError,
  ],
  [
    "logistic",
    "a scale of zero",
    (f) => f.preprocessor.columns[0].scale = 0,
    "preprocessor.columns[0].scale",
    RangeError,
  ],
  [
    "logistic",
    "a feature twice",
    (f) => f.schema.features[1].name = "age",
    'schema: expected each name once, got "age" twice',
    RangeError,
  ],
  [
    "logistic",
    "a range upside down",
    (f) => f.schema.features[0].range = [100, 18],
    "schema.features[0].range",
    RangeError,
  ],
  [
    "logistic",
    "a code of no level",
    (f) => f.schema.features[1].codes["2"] = "other",
    "schema.features[1].codes.2: expected one of female, male",
    RangeError,
  ],
  [
    "logistic",
    "a threshold above 1",
    (f) => f.threshold.value = 1.5,
    "threshold.value",
    RangeError,
  ],
  [
    "logistic",
    "a zone beside the threshold",
    (f) => f.refer = { low: 0.98, high: 0.99 },
    "refer: expected a zone around the threshold",
    RangeError,
  ],
  [
    "logistic",
    "a recalibration that falls",
    (f) => f.calibration = { kind: "isotonic", p: [0.1, 0.2], value: [1, 0] },
    "calibration.value[1]: expected numbers that never fall, got 0 after 1",
    RangeError,
  ],
  ["logistic", "a date that is none", (f) => f.created = "yesterday", "created: ", RangeError],
  ["logistic", "a seed below zero", (f) => f.seed = -1, "seed: ", RangeError],
  [
    "logistic",
    "a background of other columns",
    (f) => f.background[0].pop(),
    "background[0]: expected 25 entries, got 24",
    RangeError,
  ],
  [
    "logistic",
    "an interval upside down",
    (f) => f.card.groups[0].figures[0].interval.high = 0.1,
    "card.groups[0].figures[0].interval.high: expected 0.8 or more, got 0.1",
    RangeError,
  ],
  [
    "logistic",
    "counts of other levels",
    (f) => f.card.patients.features[1].counts.pop(),
    "card.patients.features[1].counts: expected 2 entries, got 1",
    RangeError,
  ],
  ["neighbours", "more neighbours than patients", (f) => f.model.k = 61, "model.k", RangeError],
  ["neighbours", "a label of 2", (f) => f.model.labels[0] = 2, "model.labels[0]", RangeError],
  ["neighbours", "a cell missing", (f) => f.model.values.pop(), "model.values", RangeError],
  [
    "naive Bayes",
    "a column out of range",
    (f) => f.model.numbers[0].column = 99,
    "model.numbers[0].column: expected a column below 25, got 99",
    RangeError,
  ],
  [
    "naive Bayes",
    "a variance of zero",
    (f) => f.model.numbers[0].variance[1] = 0,
    "model.numbers[0].variance[1]",
    RangeError,
  ],
  ["RBF SVM", "a vector cut short", (f) => f.model.vectors.pop(), "model.vectors", RangeError],
  [
    "RBF SVM",
    "an unknown kernel",
    (f) => f.model.kernel.kind = "string",
    "model.kernel",
    RangeError,
  ],
  ["tree", "a way back to the root", tree((t) => t.left[1] = 0), "model.tree.left[1]", RangeError],
  [
    "tree",
    "a node that is its own child",
    tree((t) => t.left[0] = 0),
    "model.tree.left[0]",
    RangeError,
  ],
  [
    "tree",
    "a child that does not exist",
    tree((t) => t.right[0] = 999),
    "model.tree.right[0]: expected a node in 1 to",
    RangeError,
  ],
  [
    "tree",
    "a child of two parents",
    tree((t) => t.right[0] = t.left[0]),
    "model.tree: node",
    RangeError,
  ],
  [
    "tree",
    "a leaf with a child",
    tree((t) => t.left[t.feature.indexOf(-1)] = 1),
    "expected -1, as it is a leaf",
    RangeError,
  ],
  ["tree", "half a node", tree((t) => t.left[0] = 1.5), "model.tree.left[0]", TypeError],
  [
    "tree",
    "a column out of range",
    tree((t) => t.feature[0] = 25),
    "model.tree.feature[0]: expected a column below 25, got 25",
    RangeError,
  ],
  ["tree", "lists of other lengths", tree((t) => t.value.pop()), "model.tree.value", RangeError],
  ["tree", "a share above 1", tree((t) => t.value[0] = 1.1), "model.tree.value[0]", RangeError],
  [
    "tree",
    "no nodes",
    tree((t) => Object.keys(t).forEach((key) => t[key] = [])),
    "model.tree.feature",
    RangeError,
  ],
  ["forest", "no trees", (f) => f.model.trees = [], "model.trees", RangeError],
  [
    "forest",
    "a circle in one of the trees",
    (f) => f.model.trees[2].right[0] = 0,
    "model.trees[2].right[0]",
    RangeError,
  ],
  [
    "boosting",
    "another number of columns",
    (f) => f.model.columns = 24,
    "model.columns",
    RangeError,
  ],
  [
    "steps",
    "a derived feature that needs what the schema lacks",
    (f) => f.preprocessor.steps[0].features[0].formula[1] = "luck",
    "heart_rate_reached: needs luck, which the schema lacks",
    RangeError,
  ],
  [
    "steps",
    "a fence upside down",
    (f) => f.preprocessor.steps[1].fences[0].low = 1e9,
    "preprocessor.steps[1].fences[0].high",
    RangeError,
  ],
  [
    "steps",
    "a donor without a column",
    (f) => delete f.preprocessor.steps[3].donors[7].age,
    "preprocessor.steps[3].donors[7].age: expected a number or null, got undefined",
    RangeError,
  ],
  [
    "steps",
    "a rule for a column that is none",
    (f) => f.preprocessor.steps[4].rules[0].column = 99,
    "preprocessor.steps[4].rules[0].column",
    RangeError,
  ],
];

for (const [name, what, change, message, kind] of FORGED) {
  Deno.test(`parseModelFile() names the field of ${what}, checksum or not: ${name}`, async () => {
    const bytes = await forge(files[name], change);
    await assertRejects(() => parseModelFile(bytes), kind, message);
  });
}

const text = new TextDecoder().decode(encodeModelFile(files.logistic));

/** Text that no writer of ours writes. */
const MISSPELT: readonly [what: string, text: string, message: string][] = [
  ["nothing", "", "Unexpected end"],
  ["a byte-order mark", `\uFEFF${text}`, "Unexpected token"],
  ["a blank", text.replace(":", ": "), "spelling"],
  ["a key twice", text.replace('{"background"', '{"seed":7,"background"'), "spelling"],
  ["a number in other words", text.replace('"seed":1,', '"seed":1.0,'), "spelling"],
  ["a comment", `${text}// trust me`, "Unexpected"],
  ["deep nesting", "[".repeat(1_000_000), "at most 16 levels"],
  ["deep objects", '{"a":'.repeat(1_000_000), "at most 16 levels"],
];

for (const [what, misspelt, message] of MISSPELT) {
  Deno.test(`parseModelFile() refuses ${what}`, async () => {
    await assertRejects(() => parseModelFile(bytesOf(misspelt)), SyntaxError, message);
  });
}

for (const key of ["__proto__", "constructor", "prototype"]) {
  Deno.test(`parseModelFile() refuses the key ${key} anywhere, and nothing inherits it`, async () => {
    const outside = text.replace("{", `{"${key}":{"polluted":1},`);
    await assertRejects(() => parseModelFile(bytesOf(outside)), RangeError, key);
    const inside = text.replace('"codes":{', `"codes":{"${key}":"male",`);
    await assertRejects(() => parseModelFile(bytesOf(inside)), RangeError, `codes.${key}`);
    assertEquals((({}) as Record<string, unknown>).polluted, undefined);
  });
}

Deno.test("parseModelFile() refuses a number too large to be one, naming it", async () => {
  const changed = text.replace(/"intercept":[-\d.]+/, '"intercept":1e999');
  await assertRejects(() => parseModelFile(bytesOf(changed)), RangeError, "model.intercept");
});

Deno.test("parseModelFile() refuses text that is not UTF-8", async () => {
  await assertRejects(() => parseModelFile(Uint8Array.of(0xff, 0xfe, 0x7b)), SyntaxError, "UTF-8");
});

Deno.test("readModelFile() refuses a file that is too large before it reads it", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/huge.json`;
    await Deno.writeFile(path, new Uint8Array(0));
    await Deno.truncate(path, 2 ** 33); // a hole of 8 GiB takes no room on the disk
    await assertRejects(
      () => readModelFile(path),
      RangeError,
      `${path}: expected at most 67108864`,
    );
    await Deno.writeTextFile(path, text);
    await assertRejects(() => readModelFile(path, { maxBytes: 1000 }), RangeError, "1000 bytes");
  });
});

Deno.test("readModelFile() names the path of a file that is not there", async () => {
  await assertRejects(() => readModelFile("no/such.json"), Deno.errors.NotFound, "no/such.json");
});

Deno.test("sealModelFile() refuses to seal what a reader would refuse", async () => {
  const { format: _, version: _v, contentSha256: _c, ...content } = files.logistic;
  const model = { ...content.model, intercept: NaN } as typeof content.model;
  await assertRejects(() => sealModelFile({ ...content, model }), RangeError, "model.intercept");
  const refer = { low: 0, high: 2 };
  await assertRejects(() => sealModelFile({ ...content, refer }), RangeError, "refer.high");
});

Deno.test("writeModelFile() leaves an existing file alone without `overwrite`", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await writeModelFile(files.tree, path);
    const again = (): Promise<void> => writeModelFile(files.forest, path);
    await assertRejects(again, Deno.errors.AlreadyExists, path);
    assertEquals(await readModelFile(path), files.tree);
    await writeModelFile(files.forest, path, { overwrite: true });
    assertEquals(await readModelFile(path), files.forest);
    const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assertEquals(left, ["model.json"]);
  });
});

Deno.test("writeModelFile() shows readers a whole file at any moment", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await writeModelFile(files.tree, path);
    let isWriting = true;
    const write = async (): Promise<void> => {
      for (let i = 0; i < 50; i++) {
        await writeModelFile(i % 2 === 0 ? files.steps : files.tree, path, { overwrite: true });
      }
      isWriting = false;
    };
    const read = async (): Promise<number> => {
      let reads = 0;
      for (; isWriting; reads++) await readModelFile(path);
      return reads;
    };
    const [reads] = await Promise.all([read(), write()]);
    assertEquals(reads > 0, true);
  });
});

Deno.test("a process killed while it writes leaves the old file whole", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/model.json`;
    await writeModelFile(files.steps, path);
    const script = `
      import { readModelFile } from "heartbook/ship/model-file/read.ts";
      import { writeModelFile } from "heartbook/ship/model-file/write.ts";
      const [path] = Deno.args;
      const file = await readModelFile(path);
      console.log("reading done");
      while (true) await writeModelFile(file, path, { overwrite: true });
    `;
    await Deno.writeTextFile(`${folder}/write.ts`, script);
    const writer = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", "deno.json", `${folder}/write.ts`, path],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    await writer.stdout.getReader().read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    writer.kill("SIGKILL");
    await writer.status;
    assertEquals(await readModelFile(path), files.steps);
  });
});

Deno.test("the same model gives the same bytes", async () => {
  const again = await makeModelFile(learners.forest);
  assertEquals(encodeModelFile(again), encodeModelFile(files.forest));
});
