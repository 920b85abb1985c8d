import { assertEquals, assertRejects } from "@std/assert";
import { answerQuestions } from "heartbook/choose/answers.ts";
import { fearOfMissing, newDoctors } from "heartbook/choose/criteria.ts";
import { shortlist } from "heartbook/choose/shortlist.ts";

const label = [1, 1, 1, 0, 0, 0];
const candidates = [
  { name: "forest", complexity: 9, p: [0.9, 0.8, 0.6, 0.5, 0.2, 0.1] },
  { name: "logistic", complexity: 1, p: [0.9, 0.8, 0.5, 0.6, 0.2, 0.1] },
].map(({ p, ...rest }) => ({ ...rest, readable: true, predictions: { label, p } }));
const criteria = [fearOfMissing(), newDoctors()];
const options = { seed: 1, replicates: 20, stratified: true, level: 0.8 };

Deno.test("answerQuestions() has a shortlist per question, as if each were asked alone", async () => {
  const answers = await answerQuestions(candidates, criteria, options);
  const alone = await Promise.all(criteria.map((each) => shortlist(candidates, each, options)));
  assertEquals(answers, alone);
});

Deno.test("answerQuestions() tells how far it is with all questions together", async () => {
  const told: [number, number][] = [];
  const progress = (done: number, total: number): void => void told.push([done, total]);
  await answerQuestions(candidates, criteria, { ...options, progress });
  const alone: [number, number][] = [];
  const tell = (done: number, total: number): void => void alone.push([done, total]);
  await shortlist(candidates, criteria[0], { ...options, progress: tell });
  assertEquals(told, [
    ...alone.map(([done, total]) => [done, 2 * total]),
    ...alone.map(([done, total]) => [total + done, 2 * total]),
  ]);
  assertEquals(told.at(-1)![0], told.at(-1)![1]);
});

Deno.test("answerQuestions() ends when called off", async () => {
  const signal = AbortSignal.abort(new Error("called off"));
  const work = (): Promise<unknown> =>
    answerQuestions(candidates, criteria, { ...options, signal });
  await assertRejects(work, Error, "called off");
});
