import { assertEquals } from "@std/assert";
import { codebook } from "heartbook/data/codebook.ts";
import type { FeatureSchema } from "heartbook/types.ts";

const schema: FeatureSchema = {
  name: "small",
  missing: [],
  features: [
    { kind: "number", name: "chol", unit: "mg/dl", range: [80, 700], label: "fat", about: "blood" },
    { kind: "category", name: "sex", levels: ["female", "male"], label: "sex", about: "told" },
  ],
  outcome: { name: "ill", label: "illness", positive: "yes", negative: "no", about: "by a doctor" },
};

Deno.test("codebook() explains each column by hand, the outcome last, levels without quotes", () => {
  assertEquals(codebook(schema), [
    { column: "chol", name: "fat", values: "80 to 700 mg/dl", meaning: "blood" },
    { column: "sex", name: "sex", values: "female, male", meaning: "told" },
    { column: "ill", name: "illness", values: "no, yes", meaning: "by a doctor" },
  ]);
});
