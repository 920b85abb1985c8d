/**
 * Bootstrap of an AUC and a calibration curve with its band, timed: prints a report by job as JSON.
 * `uncertainty.py` is the same with other libraries.
 */
import { bootstrap } from "heartbook/measure/bootstrap.ts";
import { calibrationCurve } from "heartbook/measure/calibration-curve.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import type { Scored } from "heartbook/types.ts";
import type { JobReport } from "./jobs.ts";
import { timed } from "./timed.ts";

/** Predictions in no order, too sure of themselves; uncertainty.py makes the same ones. */
function madeUp(patients: number): Scored {
  const p = Float64Array.from(
    { length: patients },
    (_, i) => (i * 7919 % patients + 0.5) / patients,
  );
  const label = p.map((share, i) => Number((i * 6007 % 1000) / 1000 < 0.2 + 0.6 * share));
  return { p, label: Uint8Array.from(label) };
}

const report: Record<string, JobReport> = {};
for (const patients of [303, 3_000, 30_000]) {
  const scored = madeUp(patients), size = patients.toLocaleString("en");
  const resampled = await timed(() =>
    bootstrap(scored, { auc: metrics.rocAuc }, { seed: 1, replicates: 1000 })
  );
  const { low, high } = resampled.result.auc;
  report[`AUC, 1,000 replicates, ${size} patients`] = {
    seconds: resampled.seconds,
    found: `${low.toFixed(3)} to ${high.toFixed(3)}`,
  };
}
for (const patients of [303, 3_000]) {
  const scored = madeUp(patients), size = patients.toLocaleString("en");
  const curve = await timed(() => calibrationCurve(scored, { seed: 1, replicates: 200 }));
  report[`calibration curve, 200 replicates, ${size} patients`] = {
    seconds: curve.seconds,
    found: `ICI ${curve.result.errors.ici.estimate.toFixed(3)}`,
  };
}
console.log(JSON.stringify(report));
