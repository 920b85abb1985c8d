/**
 * Loops that may take one turn more, `<=` for `<`: what they write then lies past the end of a typed
 * array, or is written over by a later turn, and what they read there decides nothing.
 */

const unread = "an entry past the end of a typed array is neither written nor read";
const over = "what is written one place too far is written over by a later turn, or past the end";
const undecided = "past the end stands undefined, for which every question here is answered no";
const nothing = "the turn behind the last has no rows to work on";

/** Lines by file, each with the reason; several lines where one alone is not unique. */
const LOOPS: Readonly<Record<string, readonly (readonly [line: string, because: string])[]>> = {
  "choose/best-subset.ts": [
    ["for (let i = 0; i < size; i++) {", unread],
    ["for (let i = 1; i < size; i++) bends[i * size + i] += l2;", unread],
  ],
  "data/cell-columns.ts": [
    ["for (let i = 0; i < length; i++) places[i] = i;", unread],
    ["for (let i = 0; i < rows.length; i++) places[i] = whole.places[rows[i]];", unread],
  ],
  "data/cells/column.ts": [
    [
      "for (let k = 0; k < length; k++) if (pool[from + k] !== bytes[start + k]) return false;",
      "a text that is not recognised is read again, to the same value",
    ],
    [
      "for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at] | 0;",
      "a text that is not recognised is read again, to the same value",
    ],
  ],
  "data/cells/parquet.ts": [
    ["for (let k = 0; k < length; k++) to.bytes[to.length + k] = bytes[k];", over],
    [
      "for (let i = 0, cell = 0; i < rows; i++) {",
      "a record more is written behind all others, where none of the places leads",
    ],
  ],
  "data/draft/read.ts": [
    [
      "for (let row = 0, wanted = most; row < rows; row++) {",
      "behind the last row none is wanted any more",
    ],
  ],
  "explain/kernel-shap.ts": [
    ["for (let from = 0; from < coalitions.length; from += most) {", nothing],
    ["for (let cell = 0; cell < values.length; cell++) {", over],
  ],
  "explain/lime.ts": [
    ["for (let i = 0; i < size; i++) {", unread],
    ["for (let i = 0; i < size; i++) gram[i * size + i] += 1;", unread],
  ],
  "explain/shap-linear.ts": [["for (let row = 0; row < rows; row++) {", unread]],
  "explain/shap-trees.ts": [
    ["for (let s = 1; s < n; s++) orders[s] = orders[s - 1] * s / (n - s);", unread],
    [
      "for (let s = 0; s <= own && own < width; s++) toOthers -= orders[s] * coalitions[s];",
      "where all features lead there, no feature takes the share of the others",
    ],
    [
      "let toOthers = 0;\n" +
      "// If all features lead there, no other gets a share.\n" +
      "for (let s = 0; s <= own && own < width; s++) toOthers -= orders[s] * coalitions[s];\n" +
      "for (let i = 0; i < width; i++) {",
      over,
    ],
    ["for (let row = 0; row < pattern.length; row++) {", unread],
    ["for (let i = 0; i < width; i++) totals[start + asked[i]] += owed[own + i];", unread],
  ],
  "explain/tree-views.ts": [
    ["for (let row = 0, cell = column; row < rows; row++, cell += columns) {", undecided],
    ["for (let i = 0; i < width; i++) leads[to + i] = view.leads[from + i];", over],
  ],
  "measure/auc.ts": [
    ["for (let from = 0; from < label.length; from += STRETCH) {", nothing],
  ],
  "measure/calibration-binned.ts": [["for (let row = 0; row < of.length; row++) {", unread]],
  "measure/calibration.ts": [["for (let i = 0; i < patient.length; i++) {", undecided]],
  "measure/mcnemar.ts": [["for (let i = 0; i < first.p.length; i++) {", undecided]],
  "measure/pairs.ts": [["for (let i = 0; i < first.p.length; i++) {", undecided]],
  "measure/scored.ts": [
    [
      "const diseased = new Float64Array(sick), healthy = new Float64Array(size - sick);\n" +
      "let d = 0, h = 0;\nfor (let i = 0; i < p.length; i++) {",
      undecided,
    ],
    [
      "const healthy = new Float64Array(label.length - count);\nlet d = 0, h = 0;\nfor (let i = 0; i < p.length; i++) {",
      unread,
    ],
  ],
  "measure/replicates.ts": [
    ["for (let i = 0; i < patients.count; i++) {", unread],
    ["let next = 0;\nfor (let i = 0; i < patient.length; i++) {", undecided],
    [
      "for (let i = 0; i < patients.length; i++) counts[patients[i]] += drawn[s][i];",
      unread,
    ],
  ],
  "models/boosting/bin-table.ts": [
    [
      "for (let i = 0; i < sample.length; i++) sample[i] = rows > SAMPLE ? random.integer(rows) : i;",
      "one more is drawn, and nothing after it",
    ],
    [
      "for (let i = 0; i < sample.length; i++) unsorted[i] = values[sample[i] * columns + column];",
      unread,
    ],
    [
      "for (let row = 0; row < rows; row++) cells[row] = values[row * columns + column];",
      unread,
    ],
    ["for (let from = 0; from < rows; from += BLOCK) {", nothing],
  ],
  "models/boosting/grow-binned.ts": [["for (let row = 0; row < table.rows; row++) {", unread]],
  "models/boosting/loops-plain.ts": [["for (let row = 0; row < n; row++) {", unread]],
  "models/boosting/loops-vectors.ts": [
    [
      "if (weighted) { for (let row = 0; row < table.rows; row++) ones[2 * row + 1] = 1; }",
      "behind the last row is one that fills up a pair, which is never listed",
    ],
  ],
  "models/boosting/loops.ts": [
    [
      "for (let row = 0; row < weights.length; row++) if (weights[row] > 0) rows[count++] = row;",
      undecided,
    ],
  ],
  "models/boosting/loss.ts": [
    ["for (let row = 0; row < leaves.length; row++) {", unread],
    [
      "): void {\nfor (let row = 0; row < y.length; row++) {",
      unread,
    ],
    ["for (let row = 0; row < logOdds.length; row++) logOdds[row] += value[leaves[row]];", unread],
  ],
  "models/boosting/stages.ts": [
    ["for (let row = 0; row < leaves.length; row++) {", undecided],
  ],
  "models/class-totals.ts": [
    ["for (let i = 0; i < y.length; i++) totals[y[i]] += weights[i];", undecided],
  ],
  "models/detectors/isolation-forest.ts": [
    [
      "for (let j = 0; j < columns; j++) cells[i * columns + j] = values[row * columns + j];",
      over,
    ],
  ],
  "models/detectors/isolation-walk.ts": [
    ["for (let row = 0, start = 0; row < paths.length; row++, start += columns) {", unread],
  ],
  "models/detectors/local-outlier.ts": [
    ["for (let i = 0, to = 0; i < X.rows; i++) {", unread],
  ],
  "models/detectors/mahalanobis.ts": [
    ["const sums = scatter(X);\nfor (let j = 0; j < columns; j++) {", undecided],
    [
      "for (let k = 0; k < columns; k++) sums[Math.max(j, k) * columns + Math.min(j, k)] = 0;",
      unread,
    ],
    ["for (let i = 0; i < rows; i++) {", unread],
    ["for (let j = 0; j < columns; j++) away[j] = values[i * columns + j] - means[j];", unread],
  ],
  "models/detectors/z-score.ts": [["for (let i = 0; i < X.rows; i++) {", unread]],
  "models/svm/copies.ts": [
    ["for (let row = 0; row < of.length; row++) sums[of[row]] += bounds[row];", unread],
  ],
  "models/logistic/blocks.ts": [
    ["for (let j = 0; j < total.length; j++) total[j] += gradient[j];", unread],
  ],
  "models/logistic/derivatives.ts": [
    ["for (let i = 0; i < many; i++) {", over],
    ["desk.gradient.fill(0);\nfor (let first = 0; first < rows; first += some) {", nothing],
    ["sums.fill(0);\nfor (let first = 0; first < rows; first += some) {", nothing],
  ],
  "models/logistic/large.ts": [
    ["for (let i = 0; i < rows; i++) {", unread],
    ["for (let i = 0; i < rows; i++) kept[i] *= share;", unread],
  ],
  "models/logistic/logistic.ts": [["for (let i = 0; i < rows; i++) {", unread]],
  "models/logistic/quadratic.ts": [
    [
      "for (let k = 0; k < beta.length; k++) slope[k] += by * hessian[j * beta.length + k];",
      unread,
    ],
  ],
  "models/naive-bayes/naive-bayes.ts": [
    ["for (let i = 0; i < p.length; i++) p[i] = sigmoid(logOddsOf(model, X, i));", unread],
  ],
  "models/naive-bayes/numbers.ts": [
    [
      "for (let j = 0; j < columns; j++) mean[j] += shares[i] * values[i * columns + j];",
      unread,
    ],
    ["for (let j = 0; j < columns; j++) {", unread],
  ],
  "models/neighbours/nearest.ts": [
    ["for (let first = 0; first < rows.length; first += k) {", unread],
  ],
  "models/neighbours/search.ts": [
    ["for (let i = 0; i < queries.rows; i++) {", undecided],
    ["for (let row = 0; row < among.rows; row++) {", undecided],
    ["for (let query = 0; query < queries; query++) {", undecided],
  ],
  "models/svm/held-out.ts": [
    [
      "for (let row = 0; row < within.length; row++) if (folds[row] === fold) within[row] = 0;",
      undecided,
    ],
    ["): void {\nfor (let row = 0; row < y.length; row++) {", undecided],
    ["const rows: number[] = [];\nfor (let row = 0; row < y.length; row++) {", undecided],
  ],
  "models/tree/columns.ts": [
    [
      "for (let row = 0, at = column; row < into.length; row++, at += columns) into[row] = cells[at];",
      unread,
    ],
  ],
  "models/tree/grow.ts": [
    [
      "if (leaves) { for (let i = search.start; i < search.end; i++) leaves[rows[i]] = node; }",
      "the row behind belongs to a later leaf, which writes over it",
    ],
  ],
  "models/tree/nodes.ts": [
    [
      "for (let row = 0; row < rows; row++) leaves[row] = leafOf(tree, cells, row * columns);",
      unread,
    ],
  ],
  "models/weights.ts": [
    [
      "for (let i = 0; i < weights.length; i++) weights[i] *= y[i] === 1 ? diseased : healthy;",
      unread,
    ],
    ["for (let i = 0; i < y.length; i++) totals[y[i]] += weights[i];", undecided],
  ],
  "ship/http/json.ts": [["for (let i = 0; i < text.length; i++) {", undecided]],
  "ship/model-file/text.ts": [["for (let i = 0; i < text.length; i++) {", undecided]],
  "ship/server/token.ts": [
    [
      "for (let i = 0; i < right.length; i++) difference |= right[i] ^ got[i];",
      "past the end of both stands undefined, in which they do not differ",
    ],
  ],
  "show/charts/calibration.ts": [["for (let i = 0; i < scored.p.length; i++) {", undecided]],
  "signals/ecg-beats.ts": [["while (i < values.length) {", undecided]],
  "stats/moments.ts": [
    ["for (let j = 0; j < columns; j++) away[j] = values[i * columns + j] - means[j];", unread],
    [
      "for (let j = 0; j < columns; j++) away[j] = values[i * columns + j] - means[j];\n" +
      "for (let j = 0; j < columns; j++) {",
      unread,
    ],
  ],
};

export const PAST_THE_END = Object.entries(LOOPS).flatMap(([file, lines]) =>
  lines.map(([line, because]) => ({ file, line, what: "< to <=", because }))
);
