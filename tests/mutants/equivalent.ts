import { PAST_THE_END } from "./past-the-end.ts";
import { ROOM_AND_TIME } from "./room-and-time.ts";

/**
 * Changes that no test can notice because the program does the same with them. They are left out of
 * the draw, each for a reason that was checked by reading all callers; a test sees to it that each still
 * names a change that can be made.
 */
export const EQUIVALENT: readonly {
  readonly file: string;
  /** The line on which the change begins, and if that is not enough those before it; trimmed. */
  readonly line: string;
  readonly what: string;
  readonly because: string;
}[] = [
  ...PAST_THE_END,
  ...ROOM_AND_TIME,
  {
    file: "data/audit/duplicates.ts",
    line: "for (const cell of column) counts.set(cell, (counts.get(cell) ?? 0) + 1);",
    what: "+ to -",
    because: "each count is squared, and its sign with it",
  },
  {
    file: "data/audit/finding.ts",
    line: 'const ORDER = ["error", "warning", "note"];',
    what: '"error" to nothing',
    because: "what is not found has the place -1, which comes first as 0 did",
  },
  {
    file: "data/audit/values.ts",
    line: "const outside = value < others[0] || value > others.at(-1)!;",
    what: "< to <=",
    because: "the value was taken out of the others, so that it is equal to none",
  },
  {
    file: "data/audit/values.ts",
    line: "const outside = value < others[0] || value > others.at(-1)!;",
    what: "> to >=",
    because: "the value was taken out of the others, so that it is equal to none",
  },
  {
    file: "data/cells/column.ts",
    line: "if (since !== undefined) return readerOf(parse);",
    what: "since !== undefined to true",
    because:
      "every cell then goes to `parseCell`, whose answers the quick way has too: a test compares them",
  },
  {
    file: "data/cells/written.ts",
    line: "const larger = new Uint8Array(2 * (to.length + more));",
    what: "2 plus 1",
    because:
      "how much room is made beyond what is asked for: the bytes written are those up to `length`",
  },
  {
    file: "data/audit/as-numbers.ts",
    line: 'if (typeof cells[0] === "number") return cells as readonly number[];',
    what: "0 plus 1",
    because: "one cell alone is too few to read anything into",
  },
  {
    file: "data/table.ts",
    line: "if (!isWhole || !isQuoted && quote < end) {",
    what: "< to <=",
    because: "a plain cell ends before a separator or a line end, which no quote is",
  },
  {
    file: "data/draft/later.ts",
    line: "const ones = labels.filter((label) => label === 1).length;",
    what: "=== to !==",
    because: "what counts is the smaller of the diseased and the others",
  },
  {
    file: "data/draft/later.ts",
    line: "const recorded = cells.map((cell) => Number(cell !== null));",
    what: "!== to ===",
    because: "the AUC of either direction counts, so that one turned round is the same",
  },
  {
    file: "data/audit/outcome.ts",
    line: "const diseased = labels.filter((label) => label === 1).length;",
    what: "=== to !==",
    because: "what counts is the smaller of the diseased and the others",
  },
  {
    file: "data/audit/outcome.ts",
    line: "if (recorded === undefined) return 0;",
    what: "0 plus 1",
    because: "one standard error is as unclear as none",
  },
  {
    file: "data/draft/draft.ts",
    line: "known.set(cell, parsed);",
    what: "left out",
    because: "a text that comes again is then parsed again, to the same cell",
  },
  {
    file: "data/draft/numbers.ts",
    line: "value < 0 ? lowest >= 0 : value > highest + (highest - lowest) / 2",
    what: "< to <=",
    because: "none of the numbers that are asked about is 0",
  },
  {
    file: "data/audit/separation.ts",
    line: "for (; end < n && values[order[end]] === values[order[start]]; end++) {",
    what: "< to <=",
    because: "behind the last place there is no value, which is equal to none",
  },
  {
    file: "data/draft/separator.ts",
    line: "return { separator, header, share: rows.length === 0 ? 1 : alike / rows.length };",
    what: "1 plus 1",
    because: "what counts is whether the share is above 0.9",
  },
  {
    file: "data/draft/spelling.ts",
    line: "group.reduce((sum, text) => sum + counts.get(text)!, 0);",
    what: "0 plus 1",
    because: "one more for each group leaves their order as it is",
  },
  {
    file: "data/infer-schema.ts",
    line: "return counts.sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))",
    what: "1 plus 1",
    because: "of what a comparison gives, the sign alone counts",
  },
  {
    file: "data/draft/spelling.ts",
    line: "isWord(b) - isWord(a) || counts.get(b)! - counts.get(a)! || (a > b ? -1 : 1)",
    what: "1 plus 1",
    because: "of what a comparison gives, the sign alone counts",
  },
  {
    file: "data/draft/spelling.ts",
    line: ".sort((a, b) => total(b) - total(a) || (a[0] < b[0] ? -1 : 1));",
    what: "1 plus 1",
    because: "of what a comparison gives, the sign alone counts",
  },
  {
    file: "data/draft/spelling.ts",
    line: "isWord(b) - isWord(a) || counts.get(b)! - counts.get(a)! || (a > b ? -1 : 1)",
    what: "> to >=",
    because: "the texts are keys of a map, so that no two are equal",
  },
  {
    file: "data/draft/spelling.ts",
    line: ".sort((a, b) => total(b) - total(a) || (a[0] < b[0] ? -1 : 1));",
    what: "< to <=",
    because: "a text stands in one group only, so that no two begin alike",
  },
  {
    file: "data/draft/read.ts",
    line: "let total = 0;",
    what: "0 plus 1",
    because: "both readers, of CSV and of Parquet, call `draw` before they return, which sets it",
  },
  {
    file: "describe/associations.ts",
    line: "for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);",
    what: "1 plus 1",
    because:
      "only Cramér's V counts, and divides the square of a cell's count by those of its row and its " +
      "column: twice each is the same",
  },
  {
    file: "describe/associations.ts",
    line: "for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);",
    what: "+ to -",
    because:
      "only Cramér's V counts: a cell's count is squared, and those of row and column are multiplied",
  },
  {
    file: "explain/counterfactual.ts",
    line: "for (let size = 1; size <= most && found.length < count; size++) {",
    what: "< to <=",
    because: "with enough found, larger sets would follow behind them, and are cut off",
  },
  {
    file: "explain/kernel-shap.ts",
    line: "for (let i = 0; i < size; i++) {",
    what: "< to <=",
    because: "the last feature less itself is 0, and a coalition that is 0 there is passed over",
  },
  {
    file: "explain/kernel-shap.ts",
    line: "const most = Math.max(1, Math.floor(200_000 / background.values.length));",
    what: "200_000 plus 1",
    because: "how many coalitions are asked about at once bounds memory; each is worth what it is",
  },
  {
    file: "models/boosting/bin-table.ts",
    line: "const BLOCK = 256;",
    what: "256 plus 1",
    because:
      "how many rows are coded at once saves time alone; a row's codes come from its own cells",
  },
  {
    file: "models/boosting/bin-table.ts",
    line: "columns * (room(rows) + room(8 * MAX_BINS) + room(least[0].length)),",
    what: "8 plus 1",
    because: "more room than is laid out stays unused",
  },
  {
    file: "models/logistic/loss.ts",
    line: "const right = new Float64Array(rows);\n" +
      "const four = new Float64Array(4);\n" +
      "for (let i = 0; i < rows; i += 4) {\n" +
      "const many = Math.min(4, rows - i);",
    what: "4 plus 1",
    because: "the fifth row has no place in `four`, and is worked on in the next turn anyway",
  },
  {
    file: "models/logistic/loss.ts",
    line: "const sums = new Float64Array(size * size);\n" +
      "const four = new Float64Array(4);\n" +
      "for (let i = 0; i < rows; i += 4) {\n" +
      "const many = Math.min(4, rows - i);",
    what: "4 plus 1",
    because: "the fifth row has no place in `four`, and is worked on in the next turn anyway",
  },
  {
    file: "describe/univariable-odds.ts",
    line: "column: values.map((value) => (value - centre) / deviation),",
    what: "- to +",
    because: "a column moved by a constant moves the intercept, not the ratio",
  },
  {
    file: "models/logistic/derivatives.ts",
    line: "cells.fill(0, many * X.columns);",
    what: "0 plus 1",
    because: "these rows have no weight: whatever finite cells they hold add 0",
  },
  {
    file: "models/logistic/quadratic.ts",
    line: "if (by === 0) return;",
    what: "by === 0 to false",
    because: "0 times a finite Hessian is added: it only saves the time",
  },
  {
    file: "models/naive-bayes/categories.ts",
    line: "return (0.5 - mean) / scale;",
    what: "/ to *",
    because:
      "a level column holds two values, (0 - mean) / scale and (1 - mean) / scale; its scale is " +
      "at most 1, so this too lies between them",
  },
  {
    file: "models/svm/layout.ts",
    line:
      "sizes.reduce((sum, size) => sum + room(8 * size), 0) + arrays(length) * room(8 * length),",
    what: "0 plus 1",
    because: "one byte of room more than is laid out stays unused",
  },
  {
    file: "models/tree/prune.ts",
    line: "let weakest = 0, least = Infinity;",
    what: "0 plus 1",
    because: "the root is still a branch, so the loop finds a finite cost and sets the weakest",
  },
  {
    file: "stats/linear-algebra.ts",
    line: "const x = b.slice();\nfor (let i = 0; i < size; i++) {",
    what: "< to <=",
    because: "an entry past the end of a typed array is neither written nor read",
  },
  {
    file: "watch/update.ts",
    line: "const withOnes = [new Float64Array(rows).fill(1), ...all];",
    what: "1 plus 1",
    because: "columns depend on a constant one whatever the constant is",
  },
  {
    file: "watch/sample.ts",
    line: "return a < b ? -1 : a > b ? 1 : 0;",
    what: "0 plus 1",
    because: "equal cells are the same cell, whichever of them comes first",
  },
  {
    file: "watch/sample.ts",
    line: "return a < b ? -1 : a > b ? 1 : 0;",
    what: "> to >=",
    because: "equal cells are the same cell, whichever of them comes first",
  },
  {
    file: "watch/sample.ts",
    line: "return a < b ? -1 : a > b ? 1 : 0;",
    what: "< to <=",
    because: "equal cells are the same cell, whichever of them comes first",
  },
  {
    file: "show/charts/pyramid.ts",
    line: '(to < 0 ? "women" : "men")',
    what: "< to <=",
    because: "a line begins beside the gap in the middle and leads away from it, so none ends at 0",
  },
  {
    file: "show/charts/pyramid.ts",
    line: '(to < 0 ? "women" : "men")',
    what: "0 plus 1",
    because: "a line begins beside the gap in the middle, and is one patient long at least",
  },
  {
    file: "ship/http/json.ts",
    line: "colons++;",
    what: "left out",
    because: "the walk through all tokens then decides about each text, with the same answer",
  },
  {
    file: "ship/train/file/prepare.ts",
    line: "const counts = new Array<number>(levels).fill(0);",
    what: "0 plus 1",
    because: "they are only compared with each other, for the level that most rows have",
  },
  {
    file: "watch/expected-performance.ts",
    line: "while (end < rising.length && p[rising[end]] === value) end++;",
    what: "< to <=",
    because: "behind the last place there is no value, which is equal to none",
  },
];
