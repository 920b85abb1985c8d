import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { wilson } from "heartbook/stats/intervals.ts";
import { cardMarkdown } from "heartbook/ship/card/card.ts";
import type { CardGroup } from "heartbook/ship/model-file/model-file.ts";
import {
  mayPromise,
  promiseHolds,
  promisesByGroup,
  promisesTo,
} from "heartbook/ship/model-file/promise.ts";
import { sealModelFile } from "heartbook/ship/model-file/write.ts";
import { learners, makeModelFile, patients } from "./made.ts";

/** A group in which so many of its diseased were found. */
function group(name: string, [found, diseased]: readonly [number, number]): CardGroup {
  const figures = [{ name: "recall", interval: wilson(found, diseased) }];
  return { name, feature: "sex", patients: 2 * diseased, diseased, figures };
}

const made = await makeModelFile(learners.logistic);
const { format: _f, version: _v, contentSha256: _c, ...content } = made;
const file = await sealModelFile({
  ...content,
  threshold: { ...content.threshold, floors: [{ figure: "recall", least: 0.9 }] },
  card: {
    ...content.card,
    groups: [...content.card.groups, group("female", [20, 25]), group("male", [107, 114])],
  },
});
const [row] = patients.rows;

Deno.test("promiseHolds() by hand: no below the promise, yes with the whole interval above it", () => {
  const interval = { estimate: 0.92, low: 0.85, high: 0.96, level: 0.95, method: "by hand" };
  assertEquals(promiseHolds(interval, 0.93), "no");
  assertEquals(promiseHolds(interval, 0.92), "unsure");
  assertEquals(promiseHolds(interval, 0.9), "unsure");
  assertEquals(promiseHolds(interval, 0.85), "yes");
});

Deno.test("promisesTo() gives a patient the figure of their own group alone", () => {
  const [female, ...others] = promisesTo(file)({ ...row, sex: "female" });
  assertEquals(others, []);
  assertEquals([female.level, female.holds, female.interval], ["female", "no", wilson(20, 25)]);
  assertEquals(
    female.message,
    'The promise does not hold for patients with Sex "female": among the 50 of them, 25 diseased, ' +
      "recall was 80 % (61 % to 91 %), where 90 % is promised for all patients together",
  );
  const [male] = promisesTo(file)({ ...row, sex: "male" });
  assertEquals([male.level, male.holds], ["male", "unsure"]);
  assertEquals([mayPromise([female]), mayPromise([male])], [false, true]);
});

Deno.test("promisesTo() gives all groups where it is not known which one a patient is of", () => {
  const levels = promisesTo(file)({ ...row, sex: null }).map(({ level }) => level);
  assertEquals(levels, ["female", "male"]);
});

Deno.test("promisesByGroup() is empty where nothing is promised or nobody told apart", () => {
  assertEquals(promisesByGroup({ ...file, threshold: { ...file.threshold, floors: [] } }), []);
  const groups = file.card.groups.slice(0, 1);
  assertEquals(promisesByGroup({ ...file, card: { ...file.card, groups } }), []);
  const [everybody, female] = file.card.groups;
  const without = { ...female, figures: [] };
  assertEquals(
    promisesByGroup({ ...file, card: { ...file.card, groups: [everybody, without] } }),
    [],
  );
});

Deno.test("cardMarkdown() says for which groups a promise does not hold", () => {
  const markdown = cardMarkdown(file);
  assertStringIncludes(markdown, "The promise does not hold for patients with Sex");
  assert(!/\blet go\b/.test(markdown));
});
