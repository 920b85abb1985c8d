/** Ten thousand dirty rows: answered or refused in a database as by `score`. */
import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { logistic } from "heartbook/learners/logistic.ts";
import { errorsPath, scoreFile } from "heartbook/ship/score/score.ts";
import { patients } from "../model-file/made.ts";
import { asText, compare, decide } from "./compare.ts";
import { dirtyRows, type Raw } from "./dirty.ts";
import { expectAnswers } from "./truth.ts";

/** UCI's own files have codes for levels, and a database may hold them as numbers. */
const asNumbers = patients.schema.features.map(({ name }) => ({ name, kind: "number" as const }));
const asCode = {
  kind: "number",
  label: "",
  about: "",
  unit: "",
  range: [0, 7],
  whole: true,
} as const;
const dirty = {
  text: { rows: dirtyRows(patients, { count: 10_000, seed: 1, numbers: false }), columns: asText },
  typed: { rows: dirtyRows(patients, { count: 10_000, seed: 2, numbers: true }) },
  coded: {
    rows: dirtyRows(
      {
        ...patients,
        schema: {
          ...patients.schema,
          features: patients.schema.features.map((feature) =>
            feature.kind === "number" ? feature : { ...asCode, name: feature.name }
          ),
        },
        rows: patients.rows.map((row) =>
          Object.fromEntries(patients.schema.features.map((feature) => {
            const { name } = feature;
            if (feature.kind === "number") return [name, row[name]];
            const code = Object.entries(feature.codes!).find(([, level]) => level === row[name]);
            return [name, code === undefined ? null : Number(code[0])];
          }))
        ),
      },
      { count: 10_000, seed: 3, numbers: true },
    ),
    columns: asNumbers,
  },
};

for (const [name, rows] of Object.entries(dirty)) {
  Deno.test(`toSql() answers and refuses 10,000 dirty rows as score does: ${name}`, async () => {
    const fitted = decide(await logistic({ l2: 1 })(patients));
    const refused = expectAnswers(fitted, rows.rows).filter(({ p }) => p === null).length;
    assert(refused > 1000 && refused < 9000, `${refused}`);
    await compare(fitted, rows);
  });
}

Deno.test("toSql() is compared with what score writes into its two files", async () => {
  const fitted = decide(await logistic({ l2: 1 })(patients));
  const names = asText.map(({ name }) => name);
  const quote = (cell: Raw): string => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const lines = dirty.text.rows.map((row) => names.map((name) => quote(row[name])).join(","));
  const folder = await Deno.makeTempDir();
  try {
    const paths = { input: `${folder}/in.csv`, output: `${folder}/out.csv` };
    await Deno.writeTextFile(paths.input, [names.join(","), ...lines].join("\n"));
    await scoreFile(fitted, paths);
    const read = async (path: string): Promise<string[][]> =>
      (parse(await Deno.readTextFile(path)) as string[][]).slice(1);
    const expected = expectAnswers(fitted, dirty.text.rows);
    assertEquals(
      (await read(paths.output)).map((row) => row.slice(-2)),
      expected.flatMap(({ p, decision }) => p === null ? [] : [[String(p), decision!]]),
    );
    assertEquals(
      (await read(errorsPath(paths.output))).map(([row, message]) => [row, message]),
      expected.flatMap(({ reason }, i) =>
        reason === null ? [] : [[String(i + 1), `row ${i + 1}, ${reason}`]]
      ),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
