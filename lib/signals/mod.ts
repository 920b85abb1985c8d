/** From heart rate and ECG to features. */
export { findBeats } from "./ecg-beats.ts";
export { type Beat, describeBeats, medianEnergy } from "./ecg-features.ts";
export { movingMean } from "./moving.ts";
export { baselineOf } from "./rate-baseline.ts";
export { type Excursion, findExcursions } from "./rate-excursions.ts";
export { describeRate } from "./rate-features.ts";
export { describeHistogram, type RateHistogram } from "./rate-histogram.ts";
export { longTermVariability, shortTermVariability, type Variability } from "./rate-variability.ts";
export { rateBetweenBeats, rrIntervals } from "./rr-intervals.ts";
export { type RateSeries, recordedRates, type Signal } from "./signal.ts";
