/**
 * `deno task data [--from folder]`: gets the files of the three other hospitals into
 * `data/external/`, from UCI or from a folder that has them. See `./command.ts` for the exit codes.
 */
import { download, type RemoteFile, whyNotFile } from "../data/download.ts";
import { hospitalFiles, hospitalSource } from "../heart/hospitals/files.ts";
import { EXTERNAL, externalFolder } from "../heart/hospitals/read.ts";
import { lineOfProgress, runCommand } from "./command.ts";

const USAGE = `deno task data [--from folder] [--to folder]

  --from  a folder that has the files already; they are checked and copied from there
          (the environment variable ${EXTERNAL} serves without copying)
  --to    where to put them (data/external, which git ignores)`;

/** Checked before it is written, and written under another name first. */
async function copy(file: RemoteFile, from: string, to: string): Promise<void> {
  const bytes = await Deno.readFile(`${from}/${file.name}`).catch((error) => {
    if (error instanceof Deno.errors.NotFound) {
      throw new Error(`${from}: there is no file ${file.name}`);
    }
    throw error;
  });
  const wrong = await whyNotFile(bytes, file);
  if (wrong !== undefined) throw new Error(`${from}/${file.name}: ${wrong}; it was not copied`);
  await Deno.mkdir(to, { recursive: true });
  await Deno.writeFile(`${to}/${file.name}.part`, bytes);
  await Deno.rename(`${to}/${file.name}.part`, `${to}/${file.name}`);
}

await runCommand({
  usage: USAGE,
  options: { from: { type: "string" }, to: { type: "string", default: externalFolder } },
}, async ({ from, to }, { signal }) => {
  for (const [name, file] of Object.entries(hospitalFiles)) {
    const progress = lineOfProgress((done, total) => `${name}: ${done} of ${total} bytes`);
    let how = "copied";
    if (from !== undefined) await copy(file, from, to);
    else {
      const got = await download(file, { folder: to, progress, signal });
      how = got === "there" ? "there already" : "fetched";
    }
    console.log(`${to}/${file.name}: ${name}, ${how}, sha256 as expected`);
  }
  console.log(hospitalSource);
});
