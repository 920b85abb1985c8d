import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { readmePictures, updateReadme } from "heartbook/jupyter/readme.ts";
import { readNotebooks } from "heartbook/tasks/picture.ts";

const notebooks = await readNotebooks();
const root = new URL("../../", import.meta.url);

Deno.test("the README tells the notebooks' figures as they are now: else `deno task picture`", async () => {
  const readme = await Deno.readTextFile(new URL("README.md", root));
  assertEquals(readme, updateReadme(readme, notebooks));
  assertStringIncludes(readme, "Patients, diseased: **303, 139**");
});

Deno.test("the README's pictures are those of the notebooks: else `deno task picture`", async () => {
  for (const { file, bytes } of readmePictures(notebooks)) {
    const committed = await Deno.readFile(new URL(`notebooks/pictures/${file}`, root));
    assertEquals(committed.length, bytes.length, file);
    assertEquals(committed, bytes, file);
  }
});

Deno.test("updateReadme() refuses a README without its marks", () => {
  assertThrows(() => updateReadme("# Heartbook", notebooks), SyntaxError, "README: expected");
});
