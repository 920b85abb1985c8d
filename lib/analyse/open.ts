/** A table opened for analysis: read, drafted or read by its corrected schema, audited, parted. */
import { audit } from "../data/audit/audit.ts";
import type { Finding } from "../data/audit/finding.ts";
import { type Draft, draftSchema } from "../data/draft/draft.ts";
import { toDraftedDataset } from "../data/draft/drafted-dataset.ts";
import type { Doubt } from "../data/draft/doubt.ts";
import { readAnyTable } from "../data/draft/read.ts";
import { standingDoubts } from "../data/draft/standing.ts";
import { type OutcomeWords, outcomeWords } from "../outcome-words.ts";
import { patientFolds } from "../resample/patient-folds.ts";
import { sha256 } from "../ship/model-file/text.ts";
import type { Dataset, Progress, Split } from "../types.ts";
import { type AnalysisSettings, FEWEST, foldsFor } from "./settings.ts";

/** Called before each stage, with its name; what it gives back hears of the steps. */
export type Stage = (name: string) => Progress;

/** A table that is ready to be learned from, with all that is to be known of it. */
export interface OpenedTable {
  readonly draft: Draft;
  /** Checked rows; "patients" whatever they are about. */
  readonly patients: Dataset;
  /** Number of each row in the file, from 1 below the header. */
  readonly numbers: readonly number[];
  readonly doubts: readonly Doubt[];
  readonly findings: readonly Finding[];
  readonly splits: readonly Split[];
  readonly words: OutcomeWords;
  /** SHA-256 of the bytes of the table. */
  readonly dataSha256: string;
}

function checkEnough({ labels }: Dataset, words: OutcomeWords): void {
  const positive = labels.filter((label) => label === 1).length;
  for (
    const [count, word] of [
      [positive, words.positive],
      [labels.length - positive, words.negative],
    ] as const
  ) {
    if (count < FEWEST) {
      throw new RangeError(
        `expected at least ${FEWEST} rows of each outcome, got ${count} of "${word}": too few to ` +
          "learn from and be judged on",
      );
    }
  }
}

/** Values that rows repeat are all in the group column, so that a category can be made of it. */
function checkGroup({ schema }: Dataset, group: string | undefined): void {
  if (group === undefined) return;
  const feature = schema.features.find(({ name }) => name === group);
  if (feature?.kind === "category") return;
  const categories = schema.features.filter(({ kind }) => kind === "category");
  const names = categories.map(({ name }) => name).join(", ");
  const expected = names === ""
    ? "a category, of which there are none among the columns to learn from"
    : `one of the categories ${names}`;
  throw new RangeError(`--group: expected ${expected}, got "${group}"`);
}

/**
 * Reads a table and parts it into folds: by the draft that is given, or by one made here.
 *
 * @param draft A draft that its owner has corrected.
 * @throws as `readAnyTable`, `draftSchema` and `toDraftedDataset` do; `RangeError` for fewer than 20
 * rows of an outcome, or a `group` that is not a category.
 */
export async function openTable(
  settings: AnalysisSettings,
  draft?: Draft,
  { stage }: { readonly stage?: Stage } = {},
): Promise<OpenedTable> {
  const { seed = 1 } = settings;
  const read = await readAnyTable(settings.table, {
    seed,
    most: settings.rows,
    progress: stage?.("reading the table"),
  });
  const checked = stage?.(`checking ${read.table.rows.length} rows`);
  const used = draft ?? draftSchema(read.table, settings);
  await checked?.(1, 3);
  const { dataset, source, doubts } = toDraftedDataset(read.table, used, read.numbers);
  await checked?.(2, 3);
  const words = outcomeWords(used.schema.outcome);
  checkEnough(dataset, words);
  checkGroup(dataset, settings.group);
  const folds = settings.folds ?? foldsFor(dataset.rows.length, used.schema.features.length);
  const findings = audit(dataset);
  await checked?.(3, 3);
  return {
    draft: used,
    patients: dataset,
    numbers: source.map((row) => read.numbers[row]),
    doubts: [...read.doubts, ...standingDoubts(used), ...doubts],
    findings,
    splits: patientFolds(dataset, { folds, seed }),
    words,
    dataSha256: await sha256(await Deno.readFile(settings.table)),
  };
}
