/** Reading the other hospitals' files, if present. */
import { fileURLToPath } from "node:url";
import { type RemoteFile, whyNotFile } from "../../data/download.ts";
import type { Dataset } from "../../types.ts";
import { hospitalFiles, type HospitalName } from "./files.ts";
import { type Hospital, parseHospital } from "./parse.ts";

/** An environment variable that names a folder which has the files. */
export const EXTERNAL = "HEARTBOOK_EXTERNAL";

/** Where `deno task data` puts them; git ignores it. */
export const externalFolder: string = fileURLToPath(
  new URL("../../../data/external", import.meta.url),
);

const names = Object.keys(hospitalFiles) as HospitalName[];

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isFile }) => isFile, () => false);
}

/**
 * The folder that has all three files: the one that `HEARTBOOK_EXTERNAL` names, else
 * `data/external/`; `undefined` if a file is missing.
 */
export async function findHospitals(
  folder: string = Deno.env.get(EXTERNAL) || externalFolder,
): Promise<string | undefined> {
  const there = await Promise.all(
    names.map((name) => isThere(`${folder}/${hospitalFiles[name].name}`)),
  );
  return there.every(Boolean) ? folder : undefined;
}

async function readFile(folder: string, file: RemoteFile): Promise<string> {
  const bytes = await Deno.readFile(`${folder}/${file.name}`);
  const wrong = await whyNotFile(bytes, file);
  if (wrong === undefined) return new TextDecoder().decode(bytes);
  throw new Error(
    `${file.name}: ${wrong}; it is not UCI's file: remove it and run \`deno task data\``,
  );
}

/**
 * The three hospitals by name, each file verified byte for byte.
 *
 * @param folder From {@link findHospitals}.
 * @throws `Error` naming the file for one that is cut short or changed; `Deno.errors.NotFound` for
 * one that is missing.
 */
export async function readHospitals(folder: string): Promise<Record<HospitalName, Hospital>> {
  const entries = await Promise.all(names.map(async (name) => {
    const file = hospitalFiles[name];
    return [name, parseHospital(await readFile(folder, file), file.name)];
  }));
  return Object.fromEntries(entries);
}

/**
 * The patients of the three hospitals if their files are present, else `undefined`.
 *
 * @throws as {@link readHospitals} does.
 */
export async function findHospitalPatients(): Promise<Record<HospitalName, Dataset> | undefined> {
  const folder = await findHospitals();
  if (folder === undefined) return undefined;
  const hospitals = await readHospitals(folder);
  return {
    Hungary: hospitals.Hungary.patients,
    Switzerland: hospitals.Switzerland.patients,
    "Long Beach": hospitals["Long Beach"].patients,
  };
}
