import { assertEquals } from "@std/assert";
import { compiled, SOURCES } from "heartbook/tasks/wasm.ts";

for (const name of SOURCES) {
  Deno.test(`${name}.bytes.ts is what ${name}.as compiles to`, async () => {
    const file = new URL(`../../lib/models/wasm/${name}.bytes.ts`, import.meta.url);
    assertEquals(await Deno.readTextFile(file), await compiled(name));
  });
}
