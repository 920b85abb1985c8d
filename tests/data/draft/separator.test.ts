import { assertEquals } from "@std/assert";
import { doubtSeparator, findSeparator, findTold } from "heartbook/data/draft/separator.ts";

Deno.test("findTold() takes the separator that the first line names, with the line's length", () => {
  assertEquals(findTold("sep=;\na;b\n"), { separator: ";", length: 6 });
  assertEquals(findTold("\uFEFFsep=|\r\na|b\n"), { separator: "|", length: 8 });
  for (const text of ["a;b\nsep=;\n", "sep=\na\n", "sep=;;\na\n", "sep=;", ""]) {
    assertEquals(findTold(text), undefined, text);
  }
});

Deno.test("doubtSeparator() doubts all but the comma, by name", () => {
  assertEquals(doubtSeparator(","), []);
  const seen = [";", "\t", "|", "~"].map((separator) => doubtSeparator(separator)[0].seen);
  assertEquals(
    seen,
    ["semicolon", "tab", "bar", '"~"'].map((name) => {
      return `cells are parted by a ${name}`;
    }),
  );
  const [{ assumed, otherwise }] = doubtSeparator(";");
  assertEquals([assumed, otherwise], ["read so", "save the file with commas"]);
});

Deno.test("findSeparator() takes what parts the lines alike, then what parts them most", () => {
  assertEquals(findSeparator("a;b;c\n1,5;2,5;3\n1;2;3\n"), ";");
  assertEquals(findSeparator("a,b;c\n1;2\n"), ";");
  assertEquals(findSeparator("a|b,c|d\n1|2,3|4\n"), "|");
  assertEquals(findSeparator("a\tb\r1\t2\r"), "\t");
  assertEquals(findSeparator("a,b;c;d"), ";");
  assertEquals(findSeparator("a,b;c"), ",");
  assertEquals(findSeparator("age\n63\n"), undefined);
  assertEquals(findSeparator(""), undefined);
});

Deno.test("findSeparator() lets one line in ten and more be cut through, and passes over blank lines", () => {
  // Commas part the header most; semicolons part all rows as they part the header.
  const text = (odd: number, rows: number): string =>
    ["a,b,c;d", ...Array.from({ length: rows }, (_, i) => i < odd ? "1;2" : "1,2,3;4")].join("\n");
  assertEquals(findSeparator(text(1, 11)), ",");
  assertEquals(findSeparator(text(1, 10)), ";");
  assertEquals(findSeparator(text(1, 11).replaceAll("\n", "\n \n")), ",");
});

Deno.test("findSeparator() does not count within quotes, and looks at 50 lines", () => {
  assertEquals(findSeparator('a;"b,c,d"\n1;"2,3,4"\n'), ";");
  const start = ["a;b,c,d", ...Array<string>(49).fill("1;2,3,4")];
  assertEquals(findSeparator([...start, ...Array<string>(500).fill("1;2")].join("\n")), ",");
});
