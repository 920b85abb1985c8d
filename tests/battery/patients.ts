/** The patients that every estimator is tried on, and the same patients in another guise. */
import { seeded } from "heartbook/random.ts";
import type { Dataset, Label, Row } from "heartbook/types.ts";
import { category, number, toDataset } from "../prepare/small.ts";

const random = seeded(18);

function drawRow(): Row {
  return {
    age: 54 + 9 * random.normal(),
    chol: 246 + 50 * random.normal(),
    rate: 150 + 20 * random.normal(),
    pain: ["typical", "atypical", "none"][random.integer(3)],
  };
}

function drawLabel({ age, rate, pain }: Row): Label {
  const z = (Number(age) - 54) / 9 - (Number(rate) - 150) / 20 + (pain === "none" ? 1 : -0.5);
  return Number(random.uniform() < 1 / (1 + Math.exp(-z))) as Label;
}

const features = [
  number("age"),
  number("chol"),
  number("rate"),
  category("pain", ["typical", "atypical", "none"]),
];

const rows = Array.from({ length: 60 }, drawRow);

/** Sixty patients, all recorded, of whom about half are diseased. */
export const patients: Dataset = toDataset(features, rows, rows.map(drawLabel));

/** The same, of whom every fifth lacks an age and every seventh a kind of pain. */
export const gappy: Dataset = mapRows(patients, (row, i) => ({
  ...row,
  ...(i % 5 === 4 && { age: null }),
  ...(i % 7 === 6 && { pain: null }),
}));

export function mapRows(dataset: Dataset, change: (row: Row, i: number) => Row): Dataset {
  return { ...dataset, rows: dataset.rows.map(change) };
}

/** The patients with these numbers, in this order; a number may stand more than once. */
export function take(dataset: Dataset, which: readonly number[]): Dataset {
  return {
    ...dataset,
    rows: which.map((i) => dataset.rows[i]),
    labels: which.map((i) => dataset.labels[i]),
    ids: which.map((_, i) => String(i + 1)),
  };
}

/** An order of the rows that puts none of them where it was. */
export function shuffledOrder(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (7 * i + 3) % count);
}

/** The same dataset with cholesterol in another unit: an affine change, such as °C to °F. */
export function rescaled(dataset: Dataset): Dataset {
  return mapRows(dataset, (row) => ({
    ...row,
    chol: row.chol === null ? null : 1.8 * Number(row.chol) + 32,
  }));
}

/** With a number that is the same for everybody. */
export function withConstant(dataset: Dataset): Dataset {
  const { schema } = dataset;
  return mapRows(
    { ...dataset, schema: { ...schema, features: [...schema.features, number("same")] } },
    (row) => ({ ...row, same: 0.1 }),
  );
}

/** With one cell changed: of the fourth patient, the rate. */
export function spoiled(dataset: Dataset, value: number): Dataset {
  return mapRows(dataset, (row, i) => i === 3 ? { ...row, rate: value } : row);
}

/** What no measurement is, and what overflows when it is squared. */
export const IMPOSSIBLE = [NaN, Infinity, -Infinity, 1e300, -1e300] as const;

/** Freezes all plain objects and arrays in it, so that writing to them throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
