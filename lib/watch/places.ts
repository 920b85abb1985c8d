/** How the patients of other places differ from those at home, column by column. */
import type { FeatureSchema } from "../types.ts";
import { type ColumnDrift, findDrift } from "./drift.ts";
import { type Predicted, toSample } from "./sample.ts";

/**
 * The drift of each place against home, as computed by `findDrift`.
 *
 * @param home Rows and out-of-fold probabilities of the patients the model learned from.
 * @throws as `toSample` and `findDrift` do.
 */
export function driftByPlace<Name extends string>(
  schema: FeatureSchema,
  home: Predicted,
  places: Readonly<Record<Name, Predicted>>,
): Record<Name, ColumnDrift[]> {
  const reference = toSample(schema, home);
  const entries = Object.entries<Predicted>(places).map(([name, place]) => [
    name,
    findDrift(schema, { reference, recent: toSample(schema, place) }),
  ]);
  return Object.fromEntries(entries);
}

/** One record per column: its population stability index in each place, starred if it drifted. */
export function driftRecords(
  places: Readonly<Record<string, readonly ColumnDrift[]>>,
): Record<string, string>[] {
  const entries = Object.entries(places);
  return (entries[0]?.[1] ?? []).map(({ label }, i) => ({
    column: label,
    ...Object.fromEntries(entries.map(([place, columns]) => {
      const { stability, drifted } = columns[i];
      return [place, `${stability?.index.toFixed(2) ?? "–"}${drifted ? " *" : ""}`];
    })),
  }));
}
