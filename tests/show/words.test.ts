import { assert, assertEquals } from "@std/assert";
import { progress } from "heartbook/show/progress.ts";
import { embedFont, fontFilesOf } from "heartbook/show/font.ts";
import { readSvg, writeSvg } from "heartbook/show/svg.ts";
import { claim, say } from "heartbook/show/words.ts";

/** What is printed while something is shown. */
async function printed(work: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    await work();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("claim() shows its sentence with a tick where it holds", async () => {
  assertEquals(await printed(() => claim("two is less than three", 2 < 3)), [
    "✓ two is less than three",
  ]);
});

Deno.test("say`` shows the sentence that sentence`` makes", async () => {
  assertEquals(
    await printed(() =>
      say`Of ${303} patients, ${-0.4567}, ${-2.7182} and ${12.345} and ${99.95} and ${1234.5}.`
    ),
    ["Of 303 patients, −0.457, −2.72 and 12.3 and 100.0 and 1235."],
  );
});

/** What a terminal is sent. */
async function sent(work: () => Promise<void>, isTerminal = true): Promise<string> {
  const { stderr } = Deno;
  const written: string[] = [];
  const [own, write] = [stderr.isTerminal, stderr.writeSync];
  stderr.isTerminal = () => isTerminal;
  stderr.writeSync = (bytes) => {
    written.push(new TextDecoder().decode(bytes));
    return bytes.length;
  };
  try {
    await work();
  } finally {
    [stderr.isTerminal, stderr.writeSync] = [own, write];
  }
  return written.join("");
}

Deno.test("progress() redraws one line of a terminal at most ten times a second, and ends it", async () => {
  const draw = progress("folds");
  const text = await sent(async () => {
    await draw(0, 4);
    for (let done = 1; done < 4; done++) await draw(done, 4);
    await new Promise((resolve) => setTimeout(resolve, 110));
    await draw(3, 4);
    await draw(4, 4);
  });
  const lines = text.split("\r\x1b[K").slice(1);
  assertEquals(lines.length, 3);
  assertEquals(lines[0], "folds: 0 of 4");
  assertEquals(lines[1], "folds: 3 of 4, 1 s left");
  assert(/^folds: 0\.[12] s\n$/.test(lines[2]), lines[2]);
  assertEquals(await sent(async () => void await progress("x")(1, 1), false), "");
});

Deno.test("progress() expects what is left to take as long as what is done did", async () => {
  const draw = progress("folds");
  await new Promise((resolve) => setTimeout(resolve, 100));
  const text = await sent(async () => void await draw(2, 2002));
  const seconds = Number(/, (\d+) s left/.exec(text)![1]);
  // At least a twentieth of a second each, for two thousand.
  assert(seconds >= 99 && seconds < 1000, text);
});

Deno.test("embedFont() brings each cut of the font that a drawing uses, with its letters alone", async () => {
  const root = readSvg(
    '<svg><text>plain</text><g font-weight="bold"><text>bold</text></g>' +
      '<text font-style="italic">slanted <tspan font-style="normal" font-weight="normal">not</tspan>' +
      "</text></svg>",
  );
  assertEquals(fontFilesOf(root).length, 3);
  await embedFont(root);
  const svg = writeSvg(root);
  const faces = [
    ...svg.matchAll(/@font-face\{font-family:Inter;font-weight:(\d+);font-style:(\w+);/g),
  ];
  assertEquals(faces.map(([, weight, style]) => `${weight} ${style}`).toSorted(), [
    ...["400 italic", "400 normal", "600 normal"],
  ]);
  assert(svg.indexOf("@font-face") < svg.indexOf("<text"), "before the texts");
  // A few letters take a few thousand bytes, the whole font hundreds of thousands.
  assert(svg.length < 30_000, `${svg.length}`);
  const none = readSvg("<svg><rect/></svg>");
  await embedFont(none);
  assertEquals(writeSvg(none), "<svg><rect/></svg>");
});

Deno.test("embedFont() brings an outline for each letter, once however often it stands there", async () => {
  const embedded = async (words: string): Promise<string> => {
    const root = readSvg(`<svg><text>${words}</text></svg>`);
    await embedFont(root);
    return /base64,([^)]*)/.exec(writeSvg(root))![1];
  };
  assertEquals(await embedded("abba"), await embedded("ba"));
  assert((await embedded("abc")).length > (await embedded("ab")).length);
  assert((await embedded("c")) !== (await embedded("d")));
});
