/**
 * Changes after which more memory is asked for than is used, or the same work is done in other
 * portions. Where a line holds the same number twice, the reason holds for both.
 */

const spare = "more room than is laid out stays unused";
const portions = "how much is worked on at a time decides the time it takes, and no result";
const alike = "either way finds the same, to the last bit: a test compares them";

/** Lines by file, each with the changes and the reason. */
const LINES: Readonly<
  Record<string, readonly (readonly [line: string, whats: readonly string[], because: string])[]>
> = {
  "choose/subset-predictions.ts": [
    [
      "const space = sizes.reduce((sum, size) => sum + room(8 * size), room(4 * most));",
      ["8 plus 1", "4 plus 1"],
      spare,
    ],
    ["const sizes = [...lengths, rows + 3, most, SERIES.length];", ["3 plus 1"], spare],
  ],
  "data/cells/csv.ts": [
    [
      "const pending: Pending = { bytes: new Uint8Array(2 * STRETCH), length: 0 };",
      ["* to /", "2 plus 1"],
      "`append` makes the room that there is not",
    ],
  ],
  "data/cells/parquet.ts": [
    [
      "const to: Written = { bytes: new Uint8Array(2 ** 18), length: 0 };",
      ["** to *", "2 plus 1", "18 plus 1"],
      "`makeRoom` makes the room that there is not",
    ],
  ],
  "measure/auc.ts": [
    ["const STRETCH = 256;", ["256 plus 1"], portions],
    ["if (diseasedHere * healthy > 0xffffffff) return undefined;", ["> to >="], alike],
  ],
  "models/boosting/loops-vectors.ts": [
    ["const BLOCK = 4096;", ["4096 plus 1"], spare],
    [
      "const bytesNeeded = room(columns * length) + room(length) + room(8 * length) +",
      ["8 plus 1"],
      spare,
    ],
    [
      "2 * room(16 * length) + 2 * room(4 * length) + 2 * histograms * room(8 * size) +",
      ["2 plus 1", "16 plus 1", "4 plus 1", "8 plus 1"],
      spare,
    ],
    ["room(16 * BLOCK) + room(4 * columns);", ["16 plus 1", "4 plus 1"], spare],
  ],
  "models/forest/all-cores.ts": [
    [
      "return MS_PER_CELL * X.rows * tried * Math.min(maxDepth, Math.log2(X.rows));",
      ["* to /"],
      "how long a tree is thought to take decides who grows it, not how it grows",
    ],
  ],
  "models/forest/bootstrap.ts": [
    ["const FEW_ROWS = 5000;", ["5000 plus 1"], alike],
    ["const COUNTS_KEPT = 1_000_000;", ["1_000_000 plus 1"], alike],
    [
      "if (!upTo) return (seed) => rows > FEW_ROWS ? evenly(rows, seed) : keptDraw(rows, seed);",
      ["> to >=", "answers swapped"],
      alike,
    ],
  ],
  "models/logistic/derivatives.ts": [
    [
      "4 * Math.max(1, Math.floor(CELLS / (columns + 1) / 4));",
      ["floor to ceil", "1 plus 1", "/ to *"],
      portions,
    ],
    ["const CELLS = 8_192;", ["8_192 plus 1"], portions],
    [
      "const workspace = workspaceOf(sizes.reduce((sum, size) => sum + room(8 * size), 0));",
      ["8 plus 1", "0 plus 1"],
      spare,
    ],
  ],
  "models/logistic/elastic-net.ts": [
    [
      'start = found.end === "optimum" ? found : undefined;',
      ["left out"],
      "where a search begins decides how many steps it takes to the same optimum",
    ],
  ],
  "models/neighbours/search.ts": [
    ["const WORTH_LAYING_OUT = 6;", ["6 plus 1"], alike],
    [
      "const nearest = sift && (sift.keeps || queries.rows >= WORTH_LAYING_OUT)",
      [">= to >", "|| to &&"],
      alike,
    ],
  ],
  "models/neighbours/sift-memory.ts": [
    ["const KEPT = 2 ** 23, SEGMENT = 2 ** 21;", ["21 plus 1", "23 plus 1"], portions],
  ],
  "models/svm/copies.ts": [
    [
      "hash = Math.imul(hash ^ words[i], 0x9e3779b1);",
      ["0x9e3779b1 plus 1"],
      "rows of one hash are compared word by word, whatever the hash",
    ],
  ],
  "models/svm/kernel-vectors.ts": [
    [
      "(length) => 9 + (whole ? length : kept) + (products ? length : 0),",
      ["9 plus 1", "0 plus 1"],
      spare,
    ],
  ],
  "models/svm/layout.ts": [
    [
      "sizes.reduce((sum, size) => sum + room(8 * size), 0) + arrays(length) * room(8 * length),",
      ["8 plus 1"],
      spare,
    ],
  ],
  "models/tree/grow-vectors.ts": [
    ["leaves ? 1 : 0,", ["0 plus 1"], "leaves are written down that nobody reads"],
  ],
  "models/tree/ground.ts": [
    [
      "const scratchBytes = ({ rows, count }: Size): number => 64 * (rows + count) + 8192;",
      ["64 plus 1", "8192 plus 1"],
      spare,
    ],
    [
      "const lists = (once ? 1 : 2) * (count + 1) * room(4 * rows);",
      ["1 plus 1", "2 plus 1", "4 plus 1"],
      spare,
    ],
    [
      "const perColumn = room(4 * rows) + room(rows) + 3 * room(4 * Math.min(rows, MAX_CODES));",
      ["3 plus 1", "4 plus 1"],
      spare,
    ],
    [
      "const fours = Math.ceil(count / 4) * (16 + rows);",
      ["16 plus 1"],
      spare,
    ],
    [
      "const targets = 2 * room(8 * rows) + room(4 * rows);",
      ["2 plus 1", "4 plus 1", "8 plus 1"],
      spare,
    ],
    [
      "return lists + count * (perColumn + COLUMN) + fours + targets + 2 * NODE * rows +",
      ["2 plus 1"],
      spare,
    ],
    ["scratchBytes({ rows, count }) + 64;", ["64 plus 1"], spare],
  ],
  "models/tree/order.ts": [
    [
      "const digitBits = (rows: number): number => rows < 4096 ? 8 : 11;",
      ["< to <=", "4096 plus 1", "8 plus 1", "11 plus 1", "answers swapped"],
      "digits of any number of bits bring the same order, in another time",
    ],
    [
      "const workspace = workspaceOfOrder(4 * room(4 * rows) + (4 << bits));",
      ["4 plus 1"],
      spare,
    ],
  ],
  "stats/loess.ts": [
    [
      "while (start + size < n && x0 - x[start] > x[start + size] - x0) start++;",
      ["&& to ||"],
      "what goes too far, the next line takes back",
    ],
  ],
  "wasm/tally.ts": [
    ["const MOST_PLACES = 2 ** 21;", ["** to *", "2 plus 1", "21 plus 1"], alike],
  ],
};

export const ROOM_AND_TIME = Object.entries(LINES).flatMap(([file, lines]) =>
  lines.flatMap(([line, whats, because]) => whats.map((what) => ({ file, line, what, because })))
);
