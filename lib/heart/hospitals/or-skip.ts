/** The hospitals in a notebook: read, or the notebook explains how to get them and ends. */
import { skip } from "../../show/skip.ts";
import type { HospitalName } from "./files.ts";
import type { Hospital } from "./parse.ts";
import { EXTERNAL, findHospitals, readHospitals } from "./read.ts";

/**
 * The three hospitals if their files are present; else the notebook ends and says how to get them.
 *
 * @throws `Skipped` if the files are missing; as `readHospitals` if one is not UCI's.
 */
export async function readHospitalsOrSkip(): Promise<Record<HospitalName, Hospital>> {
  const folder = await findHospitals();
  if (folder !== undefined) return await readHospitals(folder);
  return await skip(
    "the files of the three other hospitals are not here",
    "**This notebook needs the files of three more hospitals, which do not ship with it.** " +
      "Run `deno task data` in the project's folder: it fetches 21 kB from UCI, checks them and " +
      "puts them into `data/external/`. If you have them already, `deno task data --from FOLDER` " +
      `copies them, or let the environment variable \`${EXTERNAL}\` name their folder. Then ` +
      "restart the kernel and run the cells again.",
  );
}
