import { seeded } from "heartbook/random.ts";
import { fitFences } from "heartbook/prepare/outliers.ts";
import { fitIterativeFilling } from "heartbook/prepare/impute-iterative.ts";
import { selectFeatures } from "heartbook/prepare/select.ts";
import { smote } from "heartbook/prepare/smote.ts";
import { fitSteps } from "heartbook/prepare/steps.ts";
import { testDefaults } from "../defaults.ts";
import { number, toDataset } from "./small.ts";

const { normal, uniform } = seeded(6);

/** Numbers that hang together, some missing; one that is nearly constant, and one nearly a copy. */
const train = toDataset(
  ["a", "b", "c", "rare", "copy"].map((name) => number(name)),
  Array.from({ length: 100 }, (_, i) => {
    const a = normal(), gap = (value: number): number | null => uniform() < 0.2 ? null : value;
    return {
      a: gap(a),
      b: gap(a + normal()),
      c: a,
      rare: i % 18 === 0 ? i : 0,
      copy: a + 0.34 * normal(),
    };
  }),
  Array.from({ length: 100 }, (_, i) => i % 4 === 0 ? 1 : 0),
);

testDefaults({
  selectFeatures: {
    work: (settings) => selectFeatures(train, settings),
    left: { commonest: [0.95, 0.9], correlation: [0.95, 0.9] },
  },
  smote: {
    work: (settings) => smote(train, settings),
    given: { seed: 1 },
    left: { k: [5, 6], ratio: [1, 0.9] },
  },
  fitIterativeFilling: {
    work: (settings) => fitIterativeFilling(train, settings),
    left: { rounds: [10, 9], l2: [1, 2] },
  },
  "fitSteps, impute-neighbours": {
    work: (settings) => fitSteps(train, [{ kind: "impute-neighbours", ...settings }]).steps,
    left: { k: [5, 6] },
  },
  "fitFences, z-score": {
    work: (settings) => fitFences(train, { rule: "z-score", ...settings }),
    left: { cutoff: [3, 4], features: [["a", "b", "c", "rare", "copy"], ["a"]] },
  },
  "fitFences, interquartile": {
    work: (settings) => fitFences(train, { rule: "interquartile", ...settings }),
    left: { cutoff: [1.5, 2.5] },
  },
  "fitFences, robust z": {
    work: (settings) => fitFences(train, { rule: "robust z", ...settings }),
    left: { cutoff: [3.5, 4.5] },
  },
});
