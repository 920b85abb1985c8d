import { assertThrows } from "@std/assert";
import fc from "fast-check";
import { checkNumbers } from "heartbook/models/check-numbers.ts";
import { checkTraining } from "heartbook/models/check-training.ts";
import type { Training } from "heartbook/types.ts";
import { heart, trainingOf } from "./trees.ts";

const good = trainingOf([[1, 2], [3, 4]], { y: [0, 1] });

function refuse(training: Training, error: typeof RangeError, message: string): void {
  assertThrows(() => checkTraining(training, "logistic"), error, `logistic: expected ${message}`);
}

Deno.test("checkTraining() accepts valid data", () => {
  checkTraining(good, "logistic");
  checkTraining(heart, "logistic");
});

Deno.test("checkTraining() refuses shapes that disagree, naming both", () => {
  const { X, columns } = good;
  refuse(trainingOf([], { y: [] }), TypeError, "at least one row and one column, got 0 x 0");
  refuse({ ...good, X: { ...X, rows: 3 } }, TypeError, "6 cells for a 3 x 2 matrix, got 4");
  refuse({ ...good, y: Uint8Array.of(0) }, TypeError, "2 labels for a 2 x 2 matrix, got 1");
  refuse({ ...good, columns: columns.slice(1) }, TypeError, "2 columns");
  refuse({ ...good, weights: new Float64Array(3) }, TypeError, "2 weights");
});

Deno.test("checkTraining() takes a row of each outcome and one column, and refuses none of either", () => {
  checkTraining(trainingOf([[1], [2]], { y: [0, 1], weights: [1e-9, 1e9] }), "logistic");
  const narrow = { values: new Float64Array(), rows: 2, columns: 0 };
  refuse({ ...good, X: narrow }, TypeError, "at least one row and one column, got 2 x 0");
});

Deno.test("checkTraining() refuses cells that are not finite, naming row and column", () => {
  const bad = trainingOf([[1, 2], [Infinity, 4]], { y: [0, 1] });
  refuse(bad, RangeError, "a finite number, got Infinity in row 1, column 0 (x0)");
});

Deno.test("checkTraining() refuses other labels than 0 and 1, and weights below 0", () => {
  refuse({ ...good, y: Uint8Array.of(0, 2) }, RangeError, "a label of 0 or 1, got 2 in row 1");
  const negative = trainingOf([[1], [2]], { y: [0, 1], weights: [1, -1] });
  refuse(negative, RangeError, "a finite weight of 0 or more, got -1 in row 1");
  const unknown = trainingOf([[1], [2]], { y: [0, 1], weights: [NaN, 1] });
  const endless = trainingOf([[1], [2]], { y: [0, 1], weights: [Infinity, 1] });
  refuse(endless, RangeError, "a finite weight of 0 or more, got Infinity in row 0");
  refuse(unknown, RangeError, "a finite weight of 0 or more, got NaN in row 0");
});

Deno.test("checkTraining() refuses one outcome only, rows without weight left aside", () => {
  refuse(trainingOf([[1]], { y: [1] }), RangeError, "both outcomes among the 1 training row");
  const weightless = trainingOf([[1], [2]], { y: [0, 1], weights: [1, 0] });
  refuse(weightless, RangeError, "both outcomes among the 2 training rows, got only 0");
  const none = trainingOf([[1], [2]], { y: [0, 1], weights: [0, 0] });
  refuse(none, RangeError, "both outcomes among the 2 training rows, got no row with a weight");
  const others = trainingOf([[1], [2]], { y: [0, 1], weights: [0, 2] });
  refuse(others, RangeError, "both outcomes among the 2 training rows, got only 1");
});

Deno.test("checkNumbers() names the first cell that is no number to compute with, wherever it is", () => {
  const bad = fc.constantFrom(NaN, Infinity, -Infinity, 3.5e38, -1e300);
  const drawn = fc.record({
    rows: fc.integer({ min: 1, max: 400 }),
    columns: fc.constantFrom(1, 2, 3, 5),
    // So large that sums of several are beyond all bounds.
    fill: fc.constantFrom(0, -1.5, 3.4e38, -3.4e38),
    places: fc.array(fc.record({ share: fc.double({ min: 0, max: 0.999, noNaN: true }), bad }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(drawn, ({ rows, columns, fill, places }) => {
      const values = new Float64Array(rows * columns).fill(fill);
      for (const { share, bad } of places) values[Math.floor(share * values.length)] = bad;
      const first = values.findIndex((value) => !(Math.abs(value) <= 3.4e38));
      const check = (): void => checkNumbers({ values, rows, columns }, "svm");
      if (first < 0) check();
      else {
        const place = `in row ${Math.floor(first / columns)}, column ${first % columns}`;
        assertThrows(check, RangeError, `got ${values[first]} ${place}`);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});
