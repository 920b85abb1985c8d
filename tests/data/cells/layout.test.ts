import { assertEquals, assertThrows } from "@std/assert";
import { findLayout } from "heartbook/data/cells/layout.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [..."\uFEFF" + text].forEach((letter, i) =>
    view.setUint16(2 * i, letter.charCodeAt(0), littleEndian)
  );
  return new Uint8Array(view.buffer);
}

/** What is found, the doubts by their messages. */
function find(bytes: Uint8Array, known?: "windows-1252"): unknown[] {
  const { encoding, separator, before, doubts } = findLayout(bytes, { source: "own.csv", known });
  return [encoding, separator, before, doubts.length];
}

Deno.test("findLayout() finds separator and encoding, and doubts what is not usual", () => {
  assertEquals(find(utf8("a,b\n1,2\n")), ["utf-8", ",", 0, 0]);
  assertEquals(find(utf8("a\n1\n")), ["utf-8", ",", 0, 0]);
  assertEquals(find(utf8("a;b\n1;2\n"))[1], ";");
  assertEquals(find(utf8("a\tb\n1\t2\n"))[1], "\t");
  assertEquals(find(utf8("a|b\n1|2\n"))[1], "|");
  assertEquals(find(utf16("a,b\n1,2\n", true)), ["utf-16le", ",", 0, 1]);
  assertEquals(find(utf16("a,b\n1,2\n", false)), ["utf-16be", ",", 0, 1]);
  assertEquals(find(utf8("a,b\n1,2\n"), "windows-1252"), ["windows-1252", ",", 0, 1]);
});

Deno.test("findLayout() says which encoding it took", () => {
  const said = (bytes: Uint8Array, known?: "windows-1252"): string =>
    JSON.stringify(findLayout(bytes, { source: "own.csv", known }).doubts);
  const old = said(utf8("a,b\n1,2\n"), "windows-1252");
  assertEquals(/the file is not UTF-8.*Windows-1252 \(Latin-1\)/.test(old), true, old);
  const wide = said(utf16("a,b\n1,2\n", true));
  assertEquals(/the file is UTF-16.*UTF-16/.test(wide), true, wide);
});

Deno.test("findLayout() takes the separator that the first line names, and passes over that line", () => {
  const [, separator, before] = find(utf8("sep=;\na;b\n1;2\n"));
  assertEquals([separator, before], [";", "sep=;\n".length]);
});

Deno.test("findLayout() refuses an empty file, and a separator that is not ASCII or a quote", () => {
  const refuse = (text: string, message: string): void => {
    assertThrows(() => findLayout(utf8(text), { source: "own.csv" }), SyntaxError, message);
  };
  refuse("", "own.csv: expected a header and rows, got an empty file");
  refuse("sep=é\na\n", 'own.csv: expected an ASCII character after "sep=", got é');
  refuse('sep="\na\n', 'own.csv: expected an ASCII character after "sep=", got "');
});
