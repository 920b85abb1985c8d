/** Where the real files of the other hospitals are, on machines that have them. */
import { findHospitals } from "heartbook/heart/hospitals/read.ts";

/** Their folder, or `undefined`: tests of the real files are then ignored. */
export const hospitalFolder = await findHospitals();
