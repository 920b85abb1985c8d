import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import {
  fitDistance,
  locate,
  nearest,
  type Position,
  squaredDistances,
  standAmong,
  toDonors,
} from "heartbook/prepare/distance.ts";
import { category, number, toDataset } from "./small.ts";

Deno.test("nearest() is the beginning of all recorded in order, those equally far in theirs", () => {
  const distances = fc.array(
    fc.record({
      distance: fc.constantFrom(0, 1, 2, 3.5, Infinity),
      value: fc.constantFrom(1, NaN),
    }),
    { maxLength: 30 },
  );
  fc.assert(fc.property(distances, fc.integer({ min: 1, max: 8 }), (all, k) => {
    const recorded = all.map((each, place) => ({ ...each, place })).filter(({ value }) =>
      value === 1
    );
    const sorted = recorded.toSorted((a, b) =>
      a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : a.place - b.place
    );
    const [far, among] = [all.map(({ distance }) => distance), all.map(({ value }) => value)];
    assertEquals(
      nearest(Float64Array.from(far), { k, among: Float64Array.from(among) }),
      sorted.slice(0, k).map(({ place }) => place),
    );
  }));
});

/** The distance of one pair, feature by feature. */
function ofPair(a: Position, b: Position): number {
  let sum = 0, compared = 0;
  a.forEach((x, j) => {
    const y = b[j];
    if (x === null || y === null) return;
    compared++;
    sum += typeof x === "number" ? (x - Number(y)) * (x - Number(y)) : Number(x !== y);
  });
  return compared === 0 ? Infinity : sum * a.length / compared;
}

Deno.test("squaredDistances() are those of each pair, with gaps and levels that no donor has", () => {
  const row = (levels: readonly string[]) =>
    fc.record({
      x: fc.option(fc.integer({ min: -3, max: 3 })),
      y: fc.option(fc.double({ min: -1e3, max: 1e3, noNaN: true })),
      c: fc.option(fc.constantFrom(...levels)),
    });
  const features = [number("x"), category("c", ["a", "b", "z"]), number("y")];
  const donors = fc.array(row(["a", "b"]), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(donors, fc.array(row(["a", "b", "z"])), (rows, others) => {
    const train = toDataset(features, [...rows, { x: 1, y: 2, c: "b" }]);
    const columns = fitDistance(train), donors = toDonors(columns, train.rows);
    for (const other of others) {
      const here = locate(columns, other, 0);
      assertEquals(
        [...squaredDistances(donors, standAmong(donors, here))],
        train.rows.map((donor, i) => ofPair(here, locate(columns, donor, i))),
      );
    }
  }));
});
