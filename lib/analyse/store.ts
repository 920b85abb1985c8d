/** Finished comparisons kept in a folder, so that a second run goes on where the first was ended. */
import { join } from "node:path";
import { canonicalText, sha256 } from "../ship/model-file/text.ts";
import { type ComparedModel, emptyTable, type Store } from "./compare.ts";
import type { OpenedTable } from "./open.ts";
import { writeWhole } from "./write-whole.ts";

/** What a file of the store holds: all else follows from the splits. */
interface Kept {
  readonly settings: readonly unknown[];
  readonly p: readonly number[];
}

function isKept(value: unknown, rows: number): value is Kept {
  const { settings, p } = value as Kept;
  return Array.isArray(settings) && Array.isArray(p) && p.length === rows &&
    p.every((each) => typeof each === "number" && each >= 0 && each <= 1);
}

/**
 * A store for the comparisons of this table, read so, parted so: whatever changes the table, its
 * schema, the folds or the seed asks for a comparison of its own. A file that is not whole counts
 * as not there.
 */
export async function openStore(
  folder: string,
  { patients, splits, dataSha256 }: OpenedTable,
  seed: number,
): Promise<Store> {
  const text = canonicalText({ schema: patients.schema, dataSha256, seed, version: 1 }) +
    splits.map(({ test }) => test.join()).join(";");
  const key = (await sha256(new TextEncoder().encode(text))).slice(0, 16);
  const pathOf = (name: string): string => join(folder, key, `${name.replaceAll(" ", "-")}.json`);
  return {
    read: async (name): Promise<ComparedModel | undefined> => {
      try {
        const kept: unknown = JSON.parse(await Deno.readTextFile(pathOf(name)));
        if (!isKept(kept, patients.rows.length)) return undefined;
        const p = Float64Array.from(kept.p);
        return { settings: kept.settings, predictions: { ...emptyTable(patients, splits), p } };
      } catch (error) {
        if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    write: async (name, { settings, predictions }): Promise<void> => {
      await Deno.mkdir(join(folder, key), { recursive: true });
      const kept: Kept = { settings, p: Array.from(predictions.p) };
      await writeWhole(pathOf(name), JSON.stringify(kept));
    },
  };
}
