/** What stands on an axis. */
import type { Feature } from "../types.ts";

/** "Cholesterol (mg/dl)": what stands on an axis. */
export function nameAxis(feature: Feature): string {
  const unit = feature.kind === "number" ? feature.unit : "";
  return unit === "" ? feature.label : `${feature.label} (${unit})`;
}
