import type { Dataset, Feature, Label, Row } from "heartbook/types.ts";

/** A number feature that takes anything. */
export function number(name: string, more: { whole?: boolean } = {}): Feature {
  return { kind: "number", name, unit: "", range: [-1e6, 1e6], label: name, about: "", ...more };
}

export function category(name: string, levels: readonly string[]): Feature {
  return { kind: "category", name, levels, label: name, about: "" };
}

/** Rows as a data set; labels alternate by default. */
export function toDataset(
  features: readonly Feature[],
  rows: readonly Row[],
  labels: readonly Label[] = rows.map((_, i) => (i % 2) as Label),
): Dataset {
  return {
    schema: {
      name: "small",
      missing: [],
      features,
      outcome: { name: "ill", label: "", positive: "yes", negative: "no", about: "" },
    },
    rows,
    labels,
    ids: rows.map((_, i) => String(i + 1)),
  };
}

/** Rows of one number. */
export function numbers(values: readonly (number | null)[]): Dataset {
  return toDataset([number("x")], values.map((x) => ({ x })));
}
