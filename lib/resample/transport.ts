/** Models tested on data sets they did not learn from. */
import { takeFeatures } from "../data/dataset.ts";
import { type Learner, type Pipeline, predictRows } from "../pipeline.ts";
import type { Dataset, FeatureSchema, Scored, WorkOptions } from "../types.ts";

/** Data sets by name, such as the hospital. */
export type Places<Name extends string = string> = Readonly<Record<Name, Dataset>>;

/** The model's probabilities for these patients, with their outcomes. */
export function predictPlace({ labels, rows }: Dataset, pipeline: Pipeline): Scored {
  return { label: labels, p: predictRows(pipeline, rows) };
}

/** The model's probabilities in every place. */
export function predictPlaces<Name extends string>(
  places: Places<Name>,
  pipeline: Pipeline,
): Record<Name, Scored> {
  const entries = Object.entries<Dataset>(places);
  return Object.fromEntries(
    entries.map(([name, place]) => [name, predictPlace(place, pipeline)]),
  ) as Record<Name, Scored>;
}

/**
 * Several data sets as one, in their order; ids are prefixed with the name of their place.
 *
 * @throws `RangeError` for no data set.
 */
export function poolPlaces(places: Places, schema?: FeatureSchema): Dataset {
  const entries = Object.entries(places);
  if (entries.length === 0) throw new RangeError("places: expected at least one, got none");
  const alike = entries.map(([, place]) => takeFeatures(place, schema ?? entries[0][1].schema));
  return {
    schema: alike[0].schema,
    rows: alike.flatMap(({ rows }) => rows),
    labels: alike.flatMap(({ labels }) => labels),
    ids: entries.flatMap(([name, { ids }]) => ids.map((id) => `${name} ${id}`)),
  };
}

/**
 * For each place, the probabilities of its patients from a model that learned from all the others:
 * cross-validation with places as folds, so that a model cannot learn the peculiarities of the
 * place it is tested on.
 *
 * @throws `RangeError` for fewer than two places; also as the learner does, naming the place.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { takeRows } from "heartbook/data/dataset.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { leaveOnePlaceOut } from "heartbook/resample/transport.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const half = (odd: number) => takeRows(patients, patients.rows.map((_, i) => i).filter((i) => i % 2 === odd));
 * const places = { even: half(0), odd: half(1) };
 * const predictions = await leaveOnePlaceOut(places, logistic({ l2: 1 }));
 * assertEquals([predictions.even.p.length, predictions.odd.p.length], [152, 151]);
 * ```
 */
export async function leaveOnePlaceOut<Name extends string>(
  places: Places<Name>,
  learner: Learner,
  options: WorkOptions = {},
): Promise<Record<Name, Scored>> {
  const names = Object.keys(places) as Name[];
  if (names.length < 2) throw new RangeError(`places: expected at least 2, got ${names.length}`);
  const predictions = {} as Record<Name, Scored>;
  for (const [i, name] of names.entries()) {
    const others = Object.fromEntries(
      names.filter((each) => each !== name).map((each) => [each, places[each]]),
    );
    try {
      const pipeline = await learner(poolPlaces(others), { signal: options.signal });
      predictions[name] = predictPlace(places[name], pipeline);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw new Error(`without ${name}: ${(error as Error).message}`, { cause: error });
    }
    await options.progress?.(i + 1, names.length);
  }
  return predictions;
}
