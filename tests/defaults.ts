/** Whether an option that is left out has the value that its comment names, and whether it matters. */
import { assert, equal } from "@std/assert";

/** Some work, what is always given, and what is left out: by option its default and another value. */
export interface Defaults {
  // deno-lint-ignore no-explicit-any -- each function has options of its own
  readonly work: (options: any) => unknown;
  readonly given?: object;
  readonly left: Readonly<Record<string, readonly [value: unknown, other: unknown]>>;
}

/** One test per function. */
export function testDefaults(cases: Readonly<Record<string, Defaults>>): void {
  for (const [name, { work, given = {}, left }] of Object.entries(cases)) {
    Deno.test(`${name}: what is left out has its documented value`, async () => {
      const found = await work(given);
      for (const [option, [value, other]] of Object.entries(left)) {
        // Results are long: a difference is told by the option alone.
        const same = await work({ ...given, [option]: value });
        assert(equal(same, found), `${option}: not ${value}`);
        const different = await work({ ...given, [option]: other });
        assert(!equal(different, found), `${option}: ${other} makes no difference`);
      }
    });
  }
}
