import { assertEquals, assertThrows } from "@std/assert";
import { checkScored, scoresByClass } from "heartbook/measure/scored.ts";

Deno.test("checkScored() refuses columns of unequal length as a TypeError", () => {
  assertThrows(
    () => checkScored({ label: [0, 1, 1], p: [0.2, 0.3] }),
    TypeError,
    "3 labels and 2 probabilities",
  );
});

Deno.test("checkScored() refuses an empty table", () => {
  assertThrows(() => checkScored({ label: [], p: [] }), RangeError, "at least one");
});

Deno.test("checkScored() names the row of a label that is neither 0 nor 1", () => {
  assertThrows(() => checkScored({ label: [0, 2], p: [0.2, 0.3] }), RangeError, "label[1]");
  assertThrows(() => checkScored({ label: [NaN], p: [0.2] }), RangeError, "label[0]");
});

Deno.test("checkScored() names the row of a probability outside [0, 1] or NaN", () => {
  for (const p of [-0.01, 1.01, NaN, Infinity]) {
    assertThrows(() => checkScored({ label: [0, 1], p: [0.2, p] }), RangeError, `got ${p}`);
  }
});

Deno.test("scoresByClass() refuses one class only and says which is absent", () => {
  assertThrows(() => scoresByClass({ label: [0], p: [0.2] }), RangeError, "no diseased");
  assertThrows(() => scoresByClass({ label: [1], p: [0.2] }), RangeError, "only diseased");
});

Deno.test("scoresByClass() sorts each class and leaves its input as it was", () => {
  const scored = { label: [1, 0, 1, 0], p: [0.9, 0.8, 0.1, 0] };
  const { diseased, healthy } = scoresByClass(scored);
  assertEquals([...diseased], [0.1, 0.9]);
  assertEquals([...healthy], [0, 0.8]);
  assertEquals(scored.p, [0.9, 0.8, 0.1, 0]);
});
