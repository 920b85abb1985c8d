/** Twelve messy tables, one trap each: what is found in them, frozen. */
import { assertEquals } from "@std/assert";
import type { Doubt } from "heartbook/data/draft/doubt.ts";
import { draftSchema } from "heartbook/data/draft/draft.ts";
import { toDraftedDataset } from "heartbook/data/draft/drafted-dataset.ts";
import { parseTable } from "heartbook/data/table.ts";
import type { FeatureSchema } from "heartbook/types.ts";
import { traps } from "./traps.ts";

function describeFeatures({ features }: FeatureSchema): string[] {
  return features.map((feature) =>
    feature.kind === "number"
      ? `${feature.name} ${feature.range.join(" to ")}`
      : `${feature.name}: ${feature.levels.join("|")}`
  );
}

/** What a colleague would read: the features, what was left out, the doubts. */
function findings(trap: keyof typeof traps): unknown {
  const table = parseTable(traps[trap], `${trap}.csv`);
  const draft = draftSchema(table, { outcome: "died", positive: "yes" });
  const read = toDraftedDataset(table, draft, table.rows.map((_, i) => i + 1));
  const tell = ({ column, seen, assumed }: Doubt): string =>
    `${column ?? "-"}: ${seen} -> ${assumed}`;
  return {
    features: describeFeatures(draft.schema),
    ignored: draft.ignored,
    group: draft.group ?? null,
    rows: read.dataset.rows.length,
    doubts: [...draft.doubts, ...read.doubts].map(tell),
  };
}

const frozen = JSON.parse(Deno.readTextFileSync(new URL("traps.json", import.meta.url)));

for (const trap of Object.keys(traps) as (keyof typeof traps)[]) {
  Deno.test(`draftSchema() finds the trap, and tells it: ${trap}`, () => {
    assertEquals(findings(trap), frozen[trap]);
  });
}

Deno.test("draftSchema() is tried on twelve traps", () => {
  assertEquals(Object.keys(traps).length, 12);
  assertEquals(Object.keys(frozen), Object.keys(traps));
});

if (import.meta.main) {
  const all = Object.fromEntries(
    (Object.keys(traps) as (keyof typeof traps)[]).map((trap) => [trap, findings(trap)]),
  );
  console.log(JSON.stringify(all, null, 2));
}
