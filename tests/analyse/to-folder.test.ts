/** A folder of results: whole files, nobody else's overwritten, and a run that was ended goes on. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { analyseToFolder, RESULTS } from "heartbook/analyse/to-folder.ts";
import { checkCells } from "heartbook/jupyter/check-cells.ts";
import { readNotebook } from "heartbook/jupyter/notebook.ts";
import { readModelFile } from "heartbook/ship/model-file/read.ts";
import { scoreFile } from "heartbook/ship/score/score.ts";

/** 120 rows that are told apart a little, with a word for each outcome. */
function table(): string {
  const line = (i: number): string => {
    const died = (i * 7919 % 120) < 48;
    const age = 30 + i * 37 % 41 + (died ? 9 : 0);
    return `${age},${["F", "female", "M", "Male"][i * 13 % 4]},${
      ((i * 53 % 97) / 10 + (died ? 1.1 : 0)).toFixed(2)
    },${died ? "died" : "alive"}`;
  };
  return "age,sex,dose,end\n" + Array.from({ length: 120 }, (_, i) => line(i)).join("\n") + "\n";
}

const root = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(root, { recursive: true }));
const path = `${root}/my.csv`;
await Deno.writeTextFile(path, table());

const settings = {
  table: path,
  outcome: "end",
  positive: "died",
  folds: 3,
  group: "sex",
  models: ["tree", "naive Bayes"],
} as const;
const created = "2026-01-02T03:04:05.000Z";
const folder = `${root}/results`;

async function hashes(): Promise<Record<string, string>> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const files = entries.filter(({ isFile }) => isFile).map(({ name }) => name).sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(async (name) => [name, await Deno.readTextFile(`${folder}/${name}`)]),
    ),
  );
}

Deno.test("analyseToFolder() writes the same whole files however often it is ended before", async () => {
  // Ended as each stage begins, and once in the middle of the comparison.
  for (const end of ["comparing", "step", "choosing", "threshold", "running"]) {
    const stop = new AbortController();
    let steps = 0;
    const stage = (name: string): () => void => {
      if (name.startsWith(end)) stop.abort(new Error(`ended at ${end}`));
      return (): void => {
        if (end === "step" && ++steps === 4) stop.abort(new Error("ended at step"));
      };
    };
    await assertRejects(
      () => analyseToFolder(settings, folder, { created, stage, signal: stop.signal }),
      Error,
      `ended at ${end}`,
    );
    const left = Object.keys(await hashes());
    assertEquals(left.filter((name) => name.includes(".part") || name.includes(".tmp")), []);
  }
  const compared: number[] = [];
  const { answer } = await analyseToFolder(settings, folder, {
    created,
    stage: (name) => (done) => void (name.startsWith("comparing") && compared.push(done)),
  });
  // Both models were finished by the run that was ended later: each is one step.
  assertEquals(compared, [3, 6]);
  assertEquals(answer.length, 3);
  assertEquals(Object.keys(await hashes()), [...RESULTS, "schema.json"].toSorted());

  const first = await hashes();
  await analyseToFolder(settings, folder, { created });
  const second = await hashes();
  for (const name of ["model.json", "model.md", "scored.csv", "schema.json"]) {
    assertEquals(second[name], first[name], name);
  }
});

Deno.test("the notebook of an analysis keeps the rules of the project's own", async () => {
  const notebook = await readNotebook(`${folder}/analysis.ipynb`);
  assertEquals(await checkCells([`${folder}/analysis.ipynb`]), []);
  const code = notebook.cells.filter(({ cell_type }) => cell_type === "code");
  assert(code.every(({ source }) => source.split("\n").every((line) => line.length <= 100)));
});

Deno.test("page, card and report speak in the table's words", async () => {
  for (const name of ["model.md", "report.html", "scored.csv"]) {
    const text = await Deno.readTextFile(`${folder}/${name}`);
    assertStringIncludes(text, "died");
    assert(!/diseased|disease\b/.test(text), `${name} speaks of disease`);
  }
});

Deno.test("score takes the model of an analysis as it stands, spellings and all", async () => {
  const file = await readModelFile(`${folder}/model.json`);
  const output = `${root}/new.csv`;
  const counts = await scoreFile(file, { input: path, output });
  assertEquals(counts, { scored: 120, errors: 0, doubts: [] });
});

Deno.test("scored.csv has each row once, in its order, predicted by a fold of its own", async () => {
  const [header, ...lines] = (await Deno.readTextFile(`${folder}/scored.csv`)).trim().split("\n");
  assertEquals(header, "row,id,end,fold,p,called");
  assertEquals(
    lines.map((line) => Number(line.split(",")[0])),
    Array.from({ length: 120 }, (_, i) => i + 1),
  );
  assertEquals(new Set(lines.map((line) => line.split(",")[3])), new Set(["1", "2", "3"]));
});

Deno.test("a corrected schema.json is read, kept, and changes the analysis", async () => {
  const schemaPath = `${folder}/schema.json`;
  const draft = JSON.parse(await Deno.readTextFile(schemaPath));
  draft.schema.features[0].label = "Age at admission";
  const sex = draft.schema.features[1];
  const seen = draft.doubts.map((doubt: { seen: string }) => doubt.seen);
  assertEquals(seen, ['"Male", "M" look alike', '"female", "F" look alike']);
  sex.levels.push("F");
  delete sex.codes.F;
  const text = JSON.stringify(draft);
  await Deno.writeTextFile(schemaPath, text);
  const { file, opened } = await analyseToFolder(settings, folder, { created });
  assertEquals(file.schema.features[0].label, "Age at admission");
  assertEquals(opened.doubts.map((doubt) => doubt.seen), seen.slice(0, 1));
  const report = await Deno.readTextFile(`${folder}/report.html`);
  assertEquals(
    ["female", "Male"].map((level) => report.includes(`one level, &quot;${level}&quot;`)),
    [
      false,
      true,
    ],
  );
  assertEquals(await Deno.readTextFile(schemaPath), text);
});

Deno.test("analyseToFolder() overwrites nothing that it did not write, or that was changed since", async () => {
  const before = `${await Deno.readTextFile(`${folder}/model.md`)}\nMy own note.\n`;
  await Deno.writeTextFile(`${folder}/model.md`, before);
  await assertRejects(
    () => analyseToFolder(settings, folder, { created }),
    Deno.errors.AlreadyExists,
    "model.md: is there already",
  );
  assertEquals(await Deno.readTextFile(`${folder}/model.md`), before);
  await Deno.writeTextFile(`${root}/a-file`, "mine");
  await assertRejects(() => analyseToFolder(settings, `${root}/a-file`), TypeError, "got a file");
});

Deno.test("an analysis that fails before it writes anything leaves no folder that was not there", async () => {
  const bare = `${root}/bare`, own = `${root}/own`;
  await Deno.mkdir(bare);
  const fail = (change: { readonly table?: string }, to: string): Promise<unknown> =>
    assertRejects(() => analyseToFolder({ ...settings, ...change }, to, { created }));
  const list = async (of: string): Promise<string[]> =>
    (await Array.fromAsync(Deno.readDir(of), ({ name }) => name)).sort();
  const before = await list(root);
  await fail({ table: `${root}/nowhere.csv` }, `${root}/new/inner`);
  await fail({ table: `${root}/nowhere.csv` }, bare);
  assertEquals([await list(root), await list(bare)], [before, []]);

  await Deno.mkdir(own);
  await Deno.writeTextFile(`${own}/model.md`, "mine");
  await fail({}, own);
  assertEquals(await list(own), ["model.md"]);

  // What a run has written stays: the draft is there to be corrected.
  const stop = new AbortController();
  const stage = (name: string): () => void => {
    if (name.startsWith("comparing")) stop.abort(new Error("ended"));
    return () => {};
  };
  const late = `${root}/late`;
  await assertRejects(() =>
    analyseToFolder(settings, late, { created, stage, signal: stop.signal })
  );
  assertEquals(await list(late), [".heartbook", "schema.json"]);
});

Deno.test("an analysis refuses what it cannot answer, and says why", async () => {
  const wrong: readonly [Partial<Parameters<typeof analyseToFolder>[0]>, string][] = [
    [{ group: "age" }, "--group: expected one of the categories sex"],
    [
      { group: "age", ignore: ["sex"] },
      '--group: expected a category, of which there are none among the columns to learn from, got "',
    ],
    [{ models: ["trees" as "tree"] }, "models: expected one of"],
    [{ positive: "dead" }, 'got "dead"'],
  ];
  for (const [change, message] of wrong) {
    await assertRejects(
      () => analyseToFolder({ ...settings, ...change }, `${root}/other`),
      RangeError,
      message,
    );
  }
  const few = `${root}/few.csv`;
  await Deno.writeTextFile(few, table().split("\n").slice(0, 30).join("\n"));
  await assertRejects(
    () => analyseToFolder({ ...settings, table: few }, `${root}/few`),
    RangeError,
    "expected at least 20 rows of each outcome",
  );
});
