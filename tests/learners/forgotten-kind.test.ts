/** Adding a model or a step is safe: what is forgotten does not compile. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** In each table over every kind, the entry to forget. */
const ENTRIES: readonly (readonly [file: string, entry: string | RegExp])[] = [
  ["models/model.ts", "  svm: predictSvm,\n"],
  ["learners/records.ts", "  svm: [svmRecord],\n"],
  ["models/mljs/export.ts", "  svm: notAvailable,\n"],
  ["ship/model-file/model.ts", "  prevalence: () => {},\n"],
  ["ship/model-file/shape.ts", /^ {2}prevalence: z\.strictObject.*\n/m],
  ["ship/model-file/schema.ts", "  derive: () => {},\n"],
  ["prepare/steps.ts", /^ {2}clip: \{\n(?: {4}.*\n)+ {2}\},\n/m],
];

Deno.test("a kind that is forgotten in any table is a compile error in that file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await cp(join(root, "lib"), join(folder, "lib"), { recursive: true });
    for (const name of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(join(root, name), join(folder, name));
    }
    for (const [file, entry] of ENTRIES) {
      const path = join(folder, "lib", file);
      const text = await Deno.readTextFile(path);
      const without = text.replace(entry, "");
      assert(without !== text, `${file} has no entry ${entry}`);
      await Deno.writeTextFile(path, without);
    }
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", ...ENTRIES.map(([file]) => join("lib", file))],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    assertEquals(code, 1);
    const said = new TextDecoder().decode(stderr);
    for (const [file] of ENTRIES) assertStringIncludes(said, file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
