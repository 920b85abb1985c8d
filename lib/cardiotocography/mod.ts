/** The cardiotocograms: their recordings, groups and detection model. */
export { cardiotocographyFloors } from "./detection.ts";
export { groupRecordings } from "./groups.ts";
export {
  countStates,
  type FetalOutcome,
  type FetalState,
  readCardiotocography,
  readFetalStates,
} from "./recordings.ts";
