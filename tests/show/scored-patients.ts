/** Patients with a probability each, for charts of them. */
import { seeded } from "heartbook/random.ts";

/** Four, whose figures can be told by hand. */
export const four = { label: [1, 0, 1, 0], p: [0.9, 0.6, 0.4, 0.1] };

const random = seeded(1);
const label = Array.from({ length: 60 }, (_, i) => i % 2);

/** Sixty, half of them diseased, whose probabilities separate them by and large. */
export const many = {
  label,
  p: label.map((each) => 1 / (1 + Math.exp(-(2 * each - 1 + random.normal())))),
};
