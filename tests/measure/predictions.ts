import frozen from "../reference/metrics-predictions.json" with { type: "json" };
import type { Scored } from "heartbook/types.ts";

/** The frozen out-of-fold predictions: all different from the one model, tied from the other. */
export const logistic: Scored = { label: frozen.label, p: frozen.logistic };
export const neighbours: Scored = { label: frozen.label, p: frozen.neighbours };
export const split: readonly number[] = frozen.split;
