/** A decision tree, drawn with its questions in words. */
import { demandOptions } from "../../demand.ts";
import * as Plot from "@observablehq/plot";
import type { Tree } from "../../models/tree/nodes.ts";
import { percent } from "../../text.ts";
import type { FeatureSchema, PreparedColumn } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import { chart, type Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";

/** What the columns of the tree mean. */
export interface TreeChartOptions extends Titled {
  readonly columns: readonly PreparedColumn[];
  readonly schema: FeatureSchema;
  /** The nodes that one patient comes through, from `treePath`: drawn thick. */
  readonly path?: readonly number[];
}

interface Node {
  readonly onPath: boolean;
  readonly x: number;
  readonly depth: number;
  readonly parent?: { readonly x: number; readonly depth: number; readonly answer: string };
  readonly text: string;
  readonly people: string;
  readonly p: number;
  readonly leaf: boolean;
}

/** The question of an inner node, to which going left is "yes". */
function askQuestion(column: PreparedColumn, threshold: number, schema: FeatureSchema): string {
  const feature = schema.features.find(({ name }) => name === column.feature);
  const label = feature?.label ?? column.feature;
  if (column.kind === "level") return `${label}\nnot ${column.level}?`;
  const unit = feature?.kind === "number" ? feature.unit : "";
  const cut = Number((threshold * column.scale + column.mean).toPrecision(4));
  return `${label}\n≤ ${cut} ${unit}?`.replace(" ?", "?");
}

/** Leaves from left to right, each inner node midway above its children. */
function placeNodes(tree: Tree, { columns, schema, path = [] }: TreeChartOptions): Node[] {
  const nodes: Node[] = [];
  let leaves = 0;
  function place(node: number, depth: number): number {
    const leaf = tree.feature[node] < 0;
    const diseased = Math.round(tree.value[node] * tree.weight[node]);
    const people = `${diseased} of ${Math.round(tree.weight[node])}`;
    const text = leaf
      ? percent(tree.value[node])
      : askQuestion(columns[tree.feature[node]], tree.threshold[node], schema);
    const below = leaf ? [] : [tree.left[node], tree.right[node]].map((child) => {
      const from = nodes.length;
      const x = place(child, depth + 1);
      return { from, x };
    });
    const x = leaf ? leaves++ : (below[0].x + below[1].x) / 2;
    below.forEach((child, i) => {
      const at = nodes.findIndex((each, k) =>
        k >= child.from && each.depth === depth + 1 && each.x === child.x
      );
      nodes[at] = { ...nodes[at], parent: { x, depth, answer: i === 0 ? "yes" : "no" } };
    });
    nodes.push({ onPath: path.includes(node), x, depth, text, people, p: tree.value[node], leaf });
    return x;
  }
  place(0, 0);
  return nodes;
}

/** Room for the words of a node, in pixels. */
const BELOW = 36;
const ABOVE = 22;

/**
 * The tree from its root at the top; "yes" goes left. Each node tells how many of its training
 * patients are diseased, each leaf their share, filled the more the higher the share.
 *
 * @param tree From a fitted `TreeModel`; readable up to about eight leaves.
 */
export function treeChart(tree: Tree, options: TreeChartOptions): Bundle {
  demandOptions("treeChart", options, ["title", "columns", "schema", "path"]);
  const nodes = placeNodes(tree, options);
  const links = nodes.flatMap(({ x, depth, parent, onPath }) =>
    parent === undefined ? [] : [{ x, depth, from: parent, onPath }]
  );
  const inner = nodes.filter(({ leaf }) => !leaf);
  const leaves = nodes.filter(({ leaf }) => leaf);
  const deepest = Math.max(...nodes.map(({ depth }) => depth));
  const place = { x: "x", y: "depth" };
  const margins = { marginLeft: 50, marginRight: 50, marginTop: 30, marginBottom: 56 };
  const height = 80 + 90 * (deepest + 1);
  const level = (height - margins.marginTop - margins.marginBottom) / Math.max(1, deepest);
  // A link runs from below the words of one node to above those of the next, and strikes none.
  const startOf = ({ from }: (typeof links)[number]): number => from.depth + BELOW / level;
  const endOf = ({ depth }: (typeof links)[number]): number => depth - ABOVE / level;
  return chart({
    width: 700,
    height,
    ...margins,
    x: { axis: null },
    y: { axis: null, reverse: true, domain: [0, deepest] },
    marks: [
      Plot.link(links, {
        x1: (link) => link.from.x,
        y1: startOf,
        x2: "x",
        y2: endOf,
        stroke: (link) => link.onPath ? "#111" : "#999",
        strokeWidth: (link) => link.onPath ? 4 : 1.5,
      }),
      Plot.text(links, {
        x: (link) => (link.from.x + link.x) / 2,
        y: (link) => (startOf(link) + endOf(link)) / 2,
        text: (link) => link.from.answer,
        stroke: "#fff",
        fill: "#555",
        strokeWidth: 5,
      }),
      Plot.dot(leaves, { ...place, r: 26, symbol: "square", fill: "#fff" }),
      Plot.dot(leaves, {
        ...place,
        r: 26,
        symbol: "square",
        fill: outcomeColours.diseased,
        fillOpacity: "p",
        stroke: outcomeColours.diseased,
      }),
      Plot.text(leaves, {
        ...place,
        text: "text",
        fontWeight: "bold",
        stroke: "#fff",
        fill: "#111",
      }),
      Plot.text(leaves, { ...place, text: "people", dy: 36 }),
      Plot.text(inner, {
        ...place,
        text: "people",
        dy: 26,
        fontSize: 10.5,
        stroke: "#fff",
        fill: "#555",
      }),
      Plot.text(inner, {
        ...place,
        text: "text",
        lineHeight: 1.25,
        stroke: "#fff",
        strokeWidth: 7,
        fill: "#111",
      }),
    ],
    opacity: { type: "identity" },
  }, {
    title: options.title,
    about: `A decision tree of ${inner.length} questions. The diseased among the ` +
      `patients in its ${leaves.length} leaves, from left to right: ${
        leaves.map(({ people }) => people).join(", ")
      }.`,
  });
}
