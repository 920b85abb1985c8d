/** What the bench has measured on this machine, kept so that each group can be run by itself. */
import type { MeasuredFile } from "./files.ts";
import type { MeasuredFit } from "./measured-fits.ts";
import type { TableOfTexts } from "./text-table.ts";

/** A table with a few sentences on what it compares. */
export interface Section {
  readonly about: string;
  readonly table: TableOfTexts;
  /** Of the machine, by other work, as it began. */
  readonly load: number;
}

/** A fit, and how busy the machine was. */
export type KeptFit = MeasuredFit & Pick<Section, "load">;

/** A file scored or learned from, and how busy the machine was. */
export type KeptFile = MeasuredFile & Pick<Section, "load">;

/** All of it. */
export interface Results {
  /** Machine and versions; results of another machine or other versions do not stand beside. */
  readonly measuredOn: string;
  readonly fits: readonly KeptFit[];
  /** None in what was kept before files were measured. */
  readonly files?: readonly KeptFile[];
  /** By group. */
  readonly sections: Readonly<Partial<Record<string, Section>>>;
}

/** What is kept at `path`, or nothing where it was measured on something else. */
export async function readResults(path: string, measuredOn: string): Promise<Results> {
  const none: Results = { measuredOn, fits: [], sections: {} };
  try {
    const kept: Results = JSON.parse(await Deno.readTextFile(path));
    return kept.measuredOn === measuredOn ? kept : none;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return none;
    throw error;
  }
}

const keyOf = ({ along, fit }: MeasuredFit): string =>
  [along, fit.model, fit.rows, fit.columns, fit.trees].join(" ");

/** `measured` in place of what was measured of the same fits before. */
export function mergeFits<One extends MeasuredFit>(
  before: readonly One[],
  measured: readonly One[],
): One[] {
  const merged = new Map([...before, ...measured].map((one) => [keyOf(one), one]));
  return [...merged.values()];
}
