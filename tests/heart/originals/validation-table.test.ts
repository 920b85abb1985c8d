import { assert, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import {
  agreementOnBest,
  rangeOfDraws,
  repeatValidationTable,
} from "heartbook/heart/originals/validation-table.ts";

Deno.test("repeatValidationTable() has each figure of each model once per draw, the 30 rows far looser", async () => {
  const cells = await repeatValidationTable(readHeart(), { repeats: 12, seed: 2 });
  assertEquals(cells.length, 12);
  for (const { heldOut, crossValidated } of cells) {
    assertEquals([heldOut.length, crossValidated.length], [12, 12]);
  }
  const [{ crossValidated, heldOut }] = cells;
  const width = (values: readonly number[]): number => {
    const { low, high } = rangeOfDraws(values);
    return high - low;
  };
  assert(width(heldOut) > 2 * width(crossValidated));
});

Deno.test("agreementOnBest() counts the draws in which both name the same model", () => {
  const cell = (
    model: "tree" | "neighbours",
    heldOut: number[],
    crossValidated: number[],
  ): Parameters<typeof agreementOnBest>[0][0] => ({
    model,
    figure: "recall",
    heldOut,
    crossValidated,
  });
  const cells = [
    cell("tree", [1, 0, 1, 1], [1, 1, 1, 1]),
    cell("neighbours", [0, 1, 0, 0], [0, 0, 0, 2]),
  ];
  assertEquals(agreementOnBest(cells, "recall"), 0.5);
});

Deno.test("rangeOfDraws() by hand", () => {
  const values = Array.from({ length: 101 }, (_, i) => i);
  assertEquals(rangeOfDraws(values), { median: 50, low: 2.5, high: 97.5 });
});
