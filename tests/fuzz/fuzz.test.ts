/** Some seconds of `deno task fuzz`, always the same, and all that it has ever found. */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { CASES, fuzz } from "./fuzz.ts";
import { faultOf } from "./target.ts";
import { targets } from "./targets.ts";

for (const target of targets) {
  Deno.test(`${target.name}: good inputs and 150 changed ones break no promise`, async () => {
    for (const seed of target.seeds) assertEquals(await faultOf(target, seed), undefined);
    const { found } = await fuzz(target, { seed: 20261127, runs: 150 });
    const input = found && new TextDecoder().decode(found.input);
    assertEquals([found?.fault, input], [undefined, undefined]);
  });

  const folder = join(CASES, target.name.replaceAll(" ", "-"));
  Deno.test(`${target.name}: what fuzzing has found stays mended`, async () => {
    const names = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
    for (const { name } of names) {
      const fault = await faultOf(target, await Deno.readFile(join(folder, name)));
      assertEquals(fault, undefined, name);
    }
  });
}
