import { assertThrows } from "@std/assert";
import { checkQueries } from "heartbook/models/check-queries.ts";

const expected = { learner: "svm", columns: 2 };

Deno.test("checkQueries() takes rows of finite cells, none at all included", () => {
  checkQueries({ values: Float64Array.of(1, 2, 3.4e38, -3.4e38), rows: 2, columns: 2 }, expected);
  checkQueries({ values: new Float64Array(), rows: 0, columns: 2 }, expected);
});

Deno.test("checkQueries() names what a matrix lacks", () => {
  const refused = (values: number[], rows: number, columns: number, message: string): void => {
    const X = { values: Float64Array.from(values), rows, columns };
    assertThrows(() => checkQueries(X, expected), Error, message);
  };
  refused([1, 2, 3], 1, 3, "svm: expected 2 columns, got 3");
  refused([1, 2, 3], 2, 2, "svm: expected 4 cells for a 2 x 2 matrix, got 3");
  refused([1, 2, 3, 4, 5], 2, 2, "svm: expected 4 cells for a 2 x 2 matrix, got 5");
  refused([1, 2, 3, NaN], 2, 2, "svm: expected a finite number, got NaN in row 1, column 1");
  refused([1, 2, 1e39, 4], 2, 2, "got 1e+39 in row 1, column 0");
});
