/** `deno task data` as it is called. */
import { fileURLToPath } from "node:url";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { hospitalFiles } from "heartbook/heart/hospitals/files.ts";
import { hospitalFolder } from "../heart/hospitals/folder.ts";

async function run(
  ...args: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const path = fileURLToPath(new URL("../../lib/tasks/data.ts", import.meta.url));
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, ...args],
    stdout: "piped",
    stderr: "piped",
    // A proxy that is not there stands for a machine that is offline.
    env: { NO_COLOR: "1", HTTPS_PROXY: "http://127.0.0.1:9", ALL_PROXY: "http://127.0.0.1:9" },
  });
  const { code, stdout, stderr } = await command.output();
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), err: decode(stderr) };
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task data says in one sentence that it is offline, and writes nothing", () =>
  inFolder(async (folder) => {
    const { code, out, err } = await run("--to", `${folder}/to`);
    assertEquals([code, out], [1, ""]);
    assertStringIncludes(err, "processed.hungarian.data: archive.ics.uci.edu cannot be reached");
    assertEquals(err.trimEnd().split("\n").length, 1);
    assertEquals(await Array.fromAsync(Deno.readDir(`${folder}/to`)), []);
  }));

Deno.test({
  name: "deno task data --from copies the three files, and says whose they are",
  ignore: hospitalFolder === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const { code, out, err } = await run("--from", hospitalFolder!, "--to", `${folder}/to`);
      assertEquals([code, err], [0, ""]);
      assertStringIncludes(out, "doi:10.24432/C52P4X");
      const there = await Array.fromAsync(Deno.readDir(`${folder}/to`));
      const wanted = Object.values(hospitalFiles).map(({ name }) => name).sort();
      assertEquals(there.map(({ name }) => name).sort(), wanted);
    }),
});

Deno.test("deno task data --from refuses a wrong and a missing file, and copies neither", () =>
  inFolder(async (folder) => {
    const missing = await run("--from", folder, "--to", `${folder}/to`);
    assertEquals([missing.code, missing.err], [
      1,
      `${folder}: there is no file processed.hungarian.data\n`,
    ]);
    await Deno.writeTextFile(`${folder}/processed.hungarian.data`, "1,2,3");
    const wrong = await run("--from", folder, "--to", `${folder}/to`);
    assertStringIncludes(wrong.err, "expected 10263 bytes, got 5: the file is cut short");
    const error = await Deno.stat(`${folder}/to`).catch((error) => error);
    assertEquals(error instanceof Deno.errors.NotFound, true);
  }));
