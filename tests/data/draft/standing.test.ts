import { assert, assertEquals } from "@std/assert";
import type { Doubt } from "heartbook/data/draft/doubt.ts";
import { checkDraft } from "heartbook/data/draft/check-draft.ts";
import { type Draft, type DraftOptions, draftSchema } from "heartbook/data/draft/draft.ts";
import { standingDoubts } from "heartbook/data/draft/standing.ts";
import { parseTable } from "heartbook/data/table.ts";
import { traps } from "./traps.ts";

Deno.test("standingDoubts() keeps every doubt of a draft that nobody has corrected, from a file too", () => {
  let told = 0;
  for (const [trap, text] of Object.entries(traps)) {
    const draft = draftSchema(parseTable(text, `${trap}.csv`), { outcome: "died" });
    assertEquals(standingDoubts(draft), draft.doubts);
    const read = checkDraft(JSON.parse(JSON.stringify(draft)), "schema.json");
    assertEquals(standingDoubts(read), draft.doubts);
    told += draft.doubts.length;
  }
  assert(told > 12);
});

type Row = Readonly<Record<string, string>>;

function draft(row: (i: number) => Row, options: Partial<DraftOptions> = {}): Draft {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    dose: (i * 37 % 60 / 10 + 0.05).toFixed(2),
    ...row(i),
    died: i % 3 === 0 ? "yes" : "no",
  }));
  const lines = rows.map((each) => Object.values(each).map((cell) => `"${cell}"`).join(","));
  const text = [Object.keys(rows[0]).join(","), ...lines].join("\n");
  const wish = { outcome: "died", positive: "yes", ...options };
  return draftSchema(parseTable(text, "my.csv"), wish);
}

/** The draft as it comes from the file. */
function reread(draft: Draft): Draft {
  return checkDraft(JSON.parse(JSON.stringify(draft)), "schema.json");
}

/** A draft with one feature changed by its owner, as they would in the file. */
function withFeature(old: Draft, name: string, change: Record<string, unknown> | null): Draft {
  const features = old.schema.features.flatMap((feature) =>
    feature.name !== name ? [feature] : change === null ? [] : [{ ...feature, ...change }]
  );
  return reread({ ...old, schema: { ...old.schema, features } as Draft["schema"] });
}

/** A number of which some cells are something else. */
const amount = (i: number, odd: Record<number, string>): Row => ({
  x: odd[i] ?? String(20.5 + i),
});

const corrections: readonly [
  what: string,
  old: Draft,
  corrected: (old: Draft) => Draft,
  dropped: RegExp,
][] = [
  [
    "spellings that were parted",
    draft((i) => ({ sex: ["F", "female", "M", "Male"][i % 4] })),
    (old) => withFeature(old, "sex", { levels: ["Male", "F", "female"], codes: { M: "Male" } }),
    /"female", "F" look alike/,
  ],
  [
    "whole numbers that became amounts",
    draft((i) => ({ visits: String(i % 5) })),
    (old) =>
      withFeature(old, "visits", { kind: "number", levels: undefined, unit: "", range: [0, 9] }),
    /only 5 different whole numbers/,
  ],
  [
    "a number that was meant after all",
    draft((i) => amount(i, { 4: "-9", 5: "none" })),
    (old) => withFeature(old, "x", { missing: ["none"], range: [-10, 100] }),
    /"-9" in 1 row, apart/,
  ],
  [
    "a text that was given its number",
    draft((i) => amount(i, { 4: "-9", 5: "none" })),
    (old) => withFeature(old, "x", { missing: ["-9"], codes: { none: 20 } }),
    /"none" in 1 row among numbers/,
  ],
  [
    "a bound that was given another number",
    draft((i) => amount(i, { 4: "<21", 5: "none" })),
    (old) => withFeature(old, "x", { codes: { "<21": 20.5 } }),
    /only a bound is known/,
  ],
  [
    "decimal commas that were none",
    draft((i) => amount(i, { 4: "24,5", 5: "none" })),
    (old) => withFeature(old, "x", { decimal: undefined, codes: { "24,5": 24.5 } }),
    /decimals after a comma/,
  ],
  [
    "a column that was left out, and is learned from",
    draft(() => ({ batch: "one", unit: "mg" })),
    (old) => {
      const rest = { label: "batch", levels: ["one", "two"], about: "Which batch." };
      const features = [
        ...old.schema.features,
        { kind: "category", name: "batch", ...rest } as const,
      ];
      return reread({ ...old, schema: { ...old.schema, features } });
    },
    /"one" in every row/,
  ],
  [
    "a column that was taken out",
    draft((i) => ({
      sex: ["F", "female", "M", "m"][i % 4],
      site: ["A", "a", "b", "B", "c"][i % 5],
    })),
    (old) => withFeature(old, "site", null),
    /site: /,
  ],
  [
    "rows that do not belong together",
    draft((i) => ({ patient_id: `P${i % 45}`, sex: ["F", "female", "M", "m"][i % 4] })),
    ({ group: _, ...old }) => old,
    /15 rows with the value of another/,
  ],
  [
    "the outcome to find",
    draft(() => ({}), { positive: undefined }),
    (old) => ({ ...old, outcome: { positive: ["no"], negative: ["yes"] } }),
    /and no --positive/,
  ],
  [
    "texts that are levels",
    draft((i) => ({ sex: i % 9 === 0 ? "unknown" : ["F", "female", "M"][i % 3] })),
    (old) => ({ ...old, schema: { ...old.schema, missing: [] } }),
    /"unknown" in sex/,
  ],
];

for (const [what, old, correct, dropped] of corrections) {
  Deno.test(`standingDoubts() drops the doubt about ${what}, and keeps the others`, () => {
    const tell = ({ column, seen }: Doubt): string => `${column}: ${seen}`;
    const before = standingDoubts(old).map(tell);
    const after = standingDoubts(correct(old)).map(tell);
    const wanted = before.filter((each) => !dropped.test(each));
    assert(wanted.length < before.length, before.join("; "));
    assertEquals(after, wanted);
  });
}
