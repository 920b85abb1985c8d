/** What the card says of the rows learned from is true of the model beside it. */
import { assert, assertEquals } from "@std/assert";
import { analyse } from "heartbook/analyse/analyse.ts";

const folder = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

Deno.test("the card of a model that was certain and wrong does not say that it predicts nothing", async () => {
  const table = `${folder}/wards.csv`;
  // Below 50 all but one in twenty stay well: in some folds a leaf has none of them.
  const lines = Array.from({ length: 240 }, (_, i) => {
    const age = i * 37 % 100;
    const died = age < 50 ? i % 20 === 7 : i % 5 !== 0;
    return `${age}.5,${died ? "yes" : "no"}`;
  });
  await Deno.writeTextFile(table, `age,died\n${lines.join("\n")}\n`);
  const { file } = await analyse({ table, outcome: "died", folds: 5, models: ["tree"] });
  const [{ figures }] = file.card.groups;
  const gain = figures.find(({ name }) => name === "scaled Brier score")!.interval;
  assert(gain.low > 0, `${gain.low}`);
  assertEquals(file.card.limits.filter((limit) => limit.includes("overall share")), []);
  assert(file.card.limits.some((limit) => limit.includes("a probability of 0 or 1 and was wrong")));
});
