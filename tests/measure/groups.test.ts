import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { keepFloorFor } from "heartbook/choose/group-floor.ts";
import {
  figuresByGroup,
  groupsOf,
  opportunityDifference,
  splitScored,
} from "heartbook/measure/groups.ts";
import { seeded } from "heartbook/random.ts";
import { wilson } from "heartbook/stats/intervals.ts";

const label = [1, 1, 1, 0, 0, 1, 1, 0, 0, 0];
const p = [0.9, 0.8, 0.2, 0.6, 0.1, 0.7, 0.3, 0.4, 0.2, 0.1];
const groups = ["m", "m", "m", "m", "m", "w", "w", "w", "w", "w"];

Deno.test("figuresByGroup() counts each group by itself, at one threshold or at one each, by hand", () => {
  const [m, w] = figuresByGroup({ label, p }, { groups, threshold: 0.5 });
  assertEquals([m.patients, m.diseased, m.recall], [5, 3, wilson(2, 3)]);
  assertEquals([w.patients, w.diseased, w.recall], [5, 2, wilson(1, 2)]);
  assertEquals([m.specificity.estimate, w.specificity.estimate], [0.5, 1]);
  const [, lower] = figuresByGroup({ label, p }, { groups, threshold: { m: 0.5, w: 0.3 } });
  assertEquals([lower.recall.estimate, lower.specificity.estimate], [1, 2 / 3]);
});

Deno.test("splitScored() parts the rows and loses none", () => {
  const parts = splitScored({ label, p }, groups);
  assertEquals(Object.keys(parts), ["m", "w"]);
  assertEquals([...Array.from(parts.m.p), ...Array.from(parts.w.p)], p);
});

Deno.test("groupsOf() reads the level of each predicted patient, and refuses one without", () => {
  const rows = [{ sex: "w" }, { sex: "m" }, { sex: null }];
  assertEquals(groupsOf(rows, "sex", { row: [1, 0, 1] }), ["m", "w", "m"]);
  assertThrows(() => groupsOf(rows, "sex", { row: [2] }), RangeError, "row 2");
});

Deno.test("opportunityDifference() turns its sign with the groups and holds its estimate", () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const random = seeded(seed);
      const many = Array.from({ length: 60 }, (_, i) => ({
        label: i % 3 === 0 ? 1 : 0,
        p: random.uniform(),
        group: i % 2 === 0 ? "a" : "b",
      }));
      const scored = { label: many.map((each) => each.label), p: many.map((each) => each.p) };
      const asked = {
        groups: many.map(({ group }) => group),
        threshold: 0.5,
        seed,
        replicates: 200,
      };
      const there = opportunityDifference(scored, { ...asked, first: "a", second: "b" });
      const back = opportunityDifference(scored, { ...asked, first: "b", second: "a" });
      assertAlmostEquals(there.estimate, -back.estimate, 1e-12);
      assert(there.low <= there.estimate && there.estimate <= there.high);
    }),
    { seed: 1, numRuns: 20 },
  );
});

Deno.test("opportunityDifference() is about as wide as the normal interval of two shares", () => {
  const n = 200;
  const many = Array.from({ length: 2 * n }, (_, i) => i);
  const scored = {
    label: many.map(() => 1),
    p: many.map((i) => i % n < (i < n ? 160 : 120) ? 1 : 0),
  };
  const told = opportunityDifference(scored, {
    groups: many.map((i) => i < n ? "a" : "b"),
    threshold: 0.5,
    first: "a",
    second: "b",
    seed: 1,
  });
  const reach = 1.96 * Math.sqrt(0.8 * 0.2 / n + 0.6 * 0.4 / n);
  assertAlmostEquals(told.estimate, 0.2, 1e-12);
  assertAlmostEquals(told.high - told.low, 2 * reach, 0.02);
});

Deno.test("figures by group refuse a group without a threshold or diseased, and groups that do not fit", () => {
  const scored = { label, p };
  assertThrows(() => figuresByGroup(scored, { groups: ["m"], threshold: 0.5 }), TypeError, "10");
  assertThrows(
    () => figuresByGroup(scored, { groups, threshold: { m: 0.5 } }),
    RangeError,
    "for w",
  );
  const asked = { groups, threshold: 0.5, first: "m", second: "x", seed: 1 };
  assertThrows(() => opportunityDifference(scored, asked), RangeError, 'group "x"');
  const healthy = { label: label.map((each, i) => i > 4 ? 0 : each), p };
  const both = { ...asked, second: "w" };
  assertThrows(() => opportunityDifference(healthy, both), RangeError, "no diseased");
});

Deno.test("keepFloorFor() finds the highest threshold that keeps the floor, and counts its price", () => {
  const scored = { label, p };
  const kept = keepFloorFor(scored, { groups, group: "w", floor: 0.9, shared: 0.5 });
  assertEquals(kept.threshold.value, 0.3);
  assertEquals(kept.alone, { found: 1, falseAlarms: 1 });
  assertEquals(kept.everybody, { found: 1, falseAlarms: 1 });
  const asked = { groups, group: "x", floor: 0.9, shared: 0.5 };
  assertThrows(() => keepFloorFor(scored, asked), RangeError, 'group "x"');
});

Deno.test("opportunityDifference() takes a probability at the threshold for found", () => {
  const at = { label: [1, 1, 1, 1], p: [0.5, 0.2, 0.7, 0.6] };
  const { estimate } = opportunityDifference(at, {
    groups: ["a", "a", "b", "b"],
    first: "a",
    second: "b",
    threshold: 0.5,
    seed: 1,
    replicates: 10,
  });
  assertEquals(estimate, 1 / 2 - 2 / 2);
});
