import { assertEquals } from "@std/assert";
import { explain, explainByPaths } from "heartbook/explain/shap.ts";
import type { Model } from "heartbook/models/model.ts";
import { columnsOf } from "./models.ts";

/** A tree that asks nothing. */
const model: Model = {
  kind: "tree",
  columns: 2,
  tree: { feature: [-1], threshold: [0], left: [-1], right: [-1], value: [0.3], weight: [7] },
};
const X = { values: Float64Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
const columns = columnsOf(["a", "b"]);
const nothing = [{ feature: "a", value: 0 }, { feature: "b", value: 0 }];

Deno.test("explain() gives no feature a share of what a tree without questions answers", () => {
  for (const { base, contributions } of explain(model, X, { columns, background: X })) {
    assertEquals([base, contributions], [0.3, nothing]);
  }
});

Deno.test("explainByPaths() gives no feature a share of what a tree without questions answers", () => {
  for (const { base, contributions } of explainByPaths(model, X, { columns })) {
    assertEquals([base, contributions], [0.3, nothing]);
  }
});
