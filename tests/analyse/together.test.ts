/** Rows of one id stay together in all folds, those inside a training part included. */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { takeRows } from "heartbook/data/dataset.ts";
import { openTable } from "heartbook/analyse/open.ts";
import { trainChosen } from "heartbook/analyse/train.ts";
import { chooseModel, compareModels } from "heartbook/analyse/compare.ts";
import { patientFolds } from "heartbook/resample/patient-folds.ts";

const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

/** Visits of some patients, up to so many each; the outcome is theirs. */
async function writeVisits(patients: number, most: number): Promise<string> {
  const path = `${folder}/${patients}-${most}.csv`;
  const rows = Array.from({ length: patients }, (_, i) =>
    Array.from(
      { length: 1 + i * 7 % most },
      (_, visit) =>
        `P${i},${(i * 37 % 101) + visit / 10},${visit + i * 13 % 29}.5,${i % 3 ? "no" : "yes"}`,
    )).flat();
  await Deno.writeTextFile(path, `patient_id,dose,delay,relapse\n${rows.join("\n")}\n`);
  return path;
}

const asked = { outcome: "relapse", positive: "yes", folds: 3 };

Deno.test("no fold of a table with repeated ids parts the rows of one, outside or inside", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 70, max: 120 }),
      fc.integer({ min: 2, max: 4 }),
      fc.nat(1000),
      async (count, most, seed) => {
        const table = await writeVisits(count, most);
        const { patients, splits } = await openTable({ ...asked, table, seed });
        const apart = (
          ids: readonly string[],
          { train, test }: { readonly train: readonly number[]; readonly test: readonly number[] },
        ): boolean => {
          const tested = new Set(test.map((row) => ids[row]));
          return train.every((row) => !tested.has(ids[row]));
        };
        assert(new Set(patients.ids).size === count);
        for (const split of splits) {
          assert(apart(patients.ids, split));
          const part = takeRows(patients, split.train);
          for (const inner of patientFolds(part, { folds: 5, seed })) {
            assert(apart(part.ids, inner));
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

Deno.test("the card of a table with repeated ids says that its intervals are too narrow", async () => {
  const table = await writeVisits(80, 3);
  const opened = await openTable({ ...asked, table });
  const comparison = await compareModels(opened.patients, opened.splits, {
    models: ["naive Bayes"],
    seed: 1,
  });
  const chosen = await chooseModel(comparison, { recall: 0.9, seed: 1 });
  const file = await trainChosen(opened, {
    chosen,
    compared: comparison.models["naive Bayes"]!,
    recall: 0.9,
    seed: 1,
    created: "2026-01-02T03:04:05.000Z",
  });
  assertEquals(file.card.limits.filter((limit) => limit.includes("too narrow")).length, 1);
});
