import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { groupsByPlace, missingByPlace } from "heartbook/describe/missing-by-place.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { takeMeasuredEverywhere } from "heartbook/heart/hospitals/everywhere.ts";
import { readHospitals } from "heartbook/heart/hospitals/read.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { conformalByPlace } from "heartbook/resample/conformal-places.ts";
import { leaveOnePlaceOut, poolPlaces, predictPlaces } from "heartbook/resample/transport.ts";
import { driftByPlace, driftRecords } from "heartbook/watch/places.ts";
import { hospitalFolder } from "../heart/hospitals/folder.ts";

const patients = readHeart();
const third = (part: number): typeof patients =>
  takeRows(patients, [...patients.rows.keys()].filter((row) => row % 3 === part));
const places = { first: third(0), second: third(1), last: third(2) };

Deno.test("leaveOnePlaceOut() predicts each place by a model of all the others", async () => {
  const predictions = await leaveOnePlaceOut(places, prevalence());
  for (const name of ["first", "second", "last"] as const) {
    const others = Object.entries(places).filter(([each]) => each !== name)
      .flatMap(([, { labels }]) => labels);
    const share = others.filter((label) => label === 1).length / others.length;
    assertEquals(new Set(Array.from(predictions[name].p)).size, 1);
    assert(Math.abs(predictions[name].p[0] - share) < 1e-12);
  }
});

Deno.test("leaveOnePlaceOut() names the place whose others cannot be learned from", async () => {
  const healthy = { ...places.first, labels: places.first.labels.map(() => 0 as const) };
  const learner = (): never => {
    throw new RangeError("one class only");
  };
  await assertRejects(
    () => leaveOnePlaceOut({ ...places, healthy }, learner),
    Error,
    "without first: one class only",
  );
  await assertRejects(
    () => leaveOnePlaceOut({ healthy }, learner),
    RangeError,
    "at least 2, got 1",
  );
});

Deno.test("poolPlaces() has the patients of all places, under names of their own", () => {
  const { rows, ids } = poolPlaces(places);
  assertEquals(rows.length, 303);
  assertEquals(new Set(ids).size, 303);
  assertThrows(() => poolPlaces({}), RangeError, "at least one");
});

Deno.test("conformalByPlace() keeps its promise at home and on the same patients elsewhere", async () => {
  const options = { coverage: 0.9, draws: 20, seed: 1 };
  const figures = await conformalByPlace(
    patients,
    { again: places.first },
    logistic({ l2: 10 }),
    options,
  );
  assert(Math.abs(figures.home.covered - 0.9) < 0.04, `${figures.home.covered}`);
  assert(Math.abs(figures.again.covered - 0.92) < 0.06, `${figures.again.covered}`);
});

Deno.test("driftByPlace() finds nothing in a third of the same patients", async () => {
  const model = await logistic({ l2: 10 })(patients);
  const { all, part } = predictPlaces({ all: patients, part: places.first }, model);
  const drift = driftByPlace(patients.schema, { rows: patients.rows, p: all.p }, {
    part: { rows: places.first.rows, p: part.p },
  });
  assertEquals(drift.part.filter(({ drifted }) => drifted), []);
  assertEquals(driftRecords(drift).length, 14);
});

Deno.test("groupsByPlace() counts, and refuses a feature that is not a category", () => {
  const [female] = groupsByPlace({ home: patients }, "sex");
  assertEquals(female.patients, 97);
  assertEquals(female.diseased, 25);
  assertThrows(() => groupsByPlace({ home: patients }, "age"), RangeError, "category");
  assertThrows(() => missingByPlace({}), RangeError, "at least one");
});

Deno.test({
  name:
    "ten predictors travel as an independent run found: AUC .880, .762, .738, recall .76, .76, .85",
  ignore: hospitalFolder === undefined,
  fn: async () => {
    const hospitals = await readHospitals(hospitalFolder!);
    const model = await logistic({ l2: 1 })(takeMeasuredEverywhere(readHeart()));
    const wanted = {
      Hungary: [0.88, 0.76],
      Switzerland: [0.762, 0.76],
      "Long Beach": [0.738, 0.85],
    };
    for (const [name, [auc, recall]] of Object.entries(wanted)) {
      const place = takeMeasuredEverywhere(hospitals[name as keyof typeof wanted].patients);
      const { scored } = predictPlaces({ scored: place }, model);
      // The penalty of that run is not known: within a hundredth of AUC, three of recall.
      assert(Math.abs(metrics.rocAuc.score(scored) - auc) < 0.01, name);
      assert(Math.abs(metrics.recall.score(scored) - recall) < 0.03, name);
    }
  },
});

Deno.test("leaveOnePlaceOut() needs two places, and two are enough", async () => {
  const { first, second } = places;
  assertEquals(Object.keys(await leaveOnePlaceOut({ first, second }, prevalence())).length, 2);
  await assertRejects(() => leaveOnePlaceOut({ first }, prevalence()), RangeError, "at least 2");
});

Deno.test("poolPlaces() of one place is that place with its name before each id", () => {
  const { first } = places;
  const ids = first.ids.map((id) => `only ${id}`);
  assertEquals(poolPlaces({ only: first }), { ...first, ids });
});

Deno.test("poolPlaces() takes the features of the first place, or those that it is told", () => {
  const { first, second } = places;
  const less = { ...second.schema, features: second.schema.features.slice(0, 2) };
  assertEquals(poolPlaces({ first: { ...first, schema: less }, second }).schema, less);
  assertEquals(poolPlaces({ first, second }, less).schema, less);
});
