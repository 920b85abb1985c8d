import { assertEquals } from "@std/assert";
import { compiled, SOURCES } from "heartbook/tasks/wasm.ts";

for (const path of SOURCES) {
  Deno.test(`${path}.bytes.ts is what ${path}.as compiles to`, async () => {
    const file = new URL(`../../lib/${path}.bytes.ts`, import.meta.url);
    assertEquals(await Deno.readTextFile(file), await compiled(path));
  });
}
