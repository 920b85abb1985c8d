/** The page of a model of somebody's own table reads what is typed as `score` reads a cell. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseHTML } from "linkedom";
import { analyse } from "heartbook/analyse/analyse.ts";
import { describeReply } from "heartbook/ship/client.ts";
import { scoreFile } from "heartbook/ship/score/score.ts";
import { makeHandler } from "heartbook/ship/server/handler.ts";
import { asking, at, serviceOf } from "../ship/serving.ts";

const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const table = `${folder}/stays.csv`;
const lines = Array.from({ length: 120 }, (_, i) => {
  const died = i * 7919 % 120 < 48;
  const crp = i % 15 === 0 ? "<0,5" : `${i % 40 + (died ? 15 : 0)},5`;
  return `${crp};${i % 28 + 1}.0${i % 9 + 1}.2021;${["f", "m", "M"][i % 3]};${
    died ? "ja" : "nein"
  }`;
});
await Deno.writeTextFile(table, `CRP mg/l;Day of stay;sex;died\n${lines.join("\n")}\n`);

const { file } = await analyse({ table, outcome: "died", folds: 3, models: ["elastic net"] });
const handler = makeHandler(serviceOf(file));

// linkedom's types leave out the document that it makes.
// deno-lint-ignore no-explicit-any
type Document = any;

async function send(typed: Readonly<Record<string, string>>): Promise<Document> {
  const request = new Request(at("/"), { method: "POST", body: new URLSearchParams(typed) });
  return (parseHTML(await (await handler(request)).text()) as Document).document;
}

Deno.test("the page reads a decimal comma, a bound, a date and a code as score does", async () => {
  const typed = [["12,5", "3.05.2021", "M"], ["<0,5", "2021-05-03", "f"], ["7", "", "m"]];
  const input = `${folder}/typed.csv`, output = `${folder}/typed.scored.csv`;
  const rows = typed.map((cells) => cells.map((cell) => `"${cell}"`).join(";"));
  await Deno.writeTextFile(input, `CRP mg/l;Day of stay;sex\n${rows.join("\n")}\n`);
  await scoreFile(file, { input, output });
  const scored = (await Deno.readTextFile(output)).trim().split("\n").slice(1);
  for (const [i, [crp, day, sex]] of typed.entries()) {
    const page = await send({ "CRP mg/l": crp, "Day of stay": day, sex });
    assertEquals(page.getElementById("faults"), null);
    const p = Number(scored[i].split(",").at(-2));
    assert(p > 0 && p < 1);
    const people = Number(page.querySelector("#answer-title b").textContent.match(/\d+/)[0]);
    assertEquals(people, Math.round(100 * p));
  }
});

Deno.test("the page tells what is wrong with a field whose name has a slash", async () => {
  const page = await send({ "CRP mg/l": "much", "Day of stay": "", sex: "" });
  assertStringIncludes(page.getElementById("faults").textContent, 'got the text "much"');
});

Deno.test("the page describes a field whose name has blanks, and says that it takes dates", async () => {
  const page = await send({ "CRP mg/l": "1", "Day of stay": "yesterday", sex: "f" });
  const field = page.querySelector('[name="Day of stay"]');
  const told: string[] = field.getAttribute("aria-describedby").split(" ");
  const [fault, about] = told.map((id) => page.getElementById(id).textContent);
  assertStringIncludes(fault, 'got the text "yesterday"');
  assertStringIncludes(about, "or a date such as 2021-01-01");
  assertEquals(page.querySelector("#faults a").getAttribute("href"), `#${field.id}`);
});

Deno.test("describeReply() names a field whose name has a slash", async () => {
  const reply = await (await handler(asking({ patients: [{ "CRP mg/l": "much" }] }))).json();
  assertStringIncludes(describeReply(reply), "refused: CRP mg/l: expected");
});
