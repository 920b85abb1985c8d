/** How models are tuned on a long table, and which of them a budget allows. */
import { assert, assertEquals } from "@std/assert";
import {
  chosenSettings,
  settledLearner,
  tunedLearner,
  TUNING_ROWS,
} from "heartbook/analyse/models.ts";
import { planModels } from "heartbook/analyse/plan.ts";
import { seeded } from "heartbook/random.ts";
import type { Dataset, Label } from "heartbook/types.ts";

/** Two numbers, the first of which goes with the outcome. */
function makeTable(rows: number): Dataset {
  const random = seeded(3);
  const labels = Array.from({ length: rows }, (): Label => random.uniform() < 0.3 ? 1 : 0);
  const number = { kind: "number", unit: "", range: [-1, 3], about: "" } as const;
  return {
    schema: {
      name: "made",
      missing: [],
      outcome: { name: "y", label: "y", positive: "a", negative: "b", about: "" },
      features: [{ ...number, name: "x", label: "x" }, { ...number, name: "z", label: "z" }],
    },
    rows: labels.map((label) => ({ x: random.uniform() + label / 2, z: random.uniform() })),
    labels,
    ids: labels.map((_, i) => String(i)),
  };
}

Deno.test("tunedLearner() fits the whole of a long table with settings chosen on some of it", async () => {
  const long = makeTable(TUNING_ROWS + 2000);
  for (const name of ["tree", "elastic net"] as const) {
    const pipeline = await tunedLearner(name, 1)(long);
    const { schema, preprocessor, model } = pipeline;
    const settled = await settledLearner(name, chosenSettings(pipeline))(long);
    assertEquals({ schema, preprocessor, model }, settled, name);
  }
});

Deno.test("planModels() keeps the quickest model whatever the budget, and names the others", async () => {
  const { models, doubts } = await planModels(makeTable(2000), { folds: 5, budget: 1e-6, seed: 1 });
  assertEquals([models.length, doubts.length], [1, 6]);
  assert(
    doubts.every(({ seen }) =>
      /would take (about \d+ (s|min|h)|many days) on 2000 rows/.test(seen)
    ),
  );
});
