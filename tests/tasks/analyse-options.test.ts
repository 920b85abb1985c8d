/** What the doubts of a draft say to type is what the command reads. */
import { assertEquals } from "@std/assert";
import { typedName } from "heartbook/data/draft/doubt.ts";
import { readList } from "heartbook/tasks/analyse-options.ts";

Deno.test("readList() parts at commas, and takes an entry in quotes as it stands", () => {
  assertEquals(readList(undefined), undefined);
  assertEquals(readList(" age , sex,,"), ["age", "sex"]);
  assertEquals(readList('age,"CRP, mg/l" ,sex'), ["age", "CRP, mg/l", "sex"]);
  assertEquals(readList('"say ""a, b"""'), ['say "a, b"']);
  assertEquals(readList('5" nail,"open'), ['5" nail', '"open']);
});

for (const name of ["age", "time (s)", "CRP, mg/l", "it's", 'a "b", $c', "größe", "100 %!"]) {
  Deno.test(`a shell gives readList() the column ${name} from what typedName() says to type`, async () => {
    const shell = new Deno.Command("sh", { args: ["-c", `printf %s ${typedName(name)}`] });
    const { stdout } = await shell.output();
    assertEquals(readList(new TextDecoder().decode(stdout)), [name]);
  });
}
