import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { Candidate } from "heartbook/choose/candidate.ts";
import { fearOfMissing, newDoctors, rootCauses } from "heartbook/choose/criteria.ts";
import { shortlist } from "heartbook/choose/shortlist.ts";
import { bootstrap, bootstrapDifference } from "heartbook/measure/bootstrap.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { seeded } from "heartbook/random.ts";
import type { Scored } from "heartbook/types.ts";
import { logistic, neighbours } from "../measure/predictions.ts";

const random = seeded(2);
const guess = { label: logistic.label, p: Array.from(logistic.p, () => random.uniform()) };
const candidates: Candidate[] = [
  { name: "guess", complexity: 0, readable: true, predictions: guess },
  { name: "neighbours", complexity: 1, readable: false, predictions: neighbours },
  { name: "logistic", complexity: 2, readable: true, predictions: logistic },
];
const options = { seed: 1, replicates: 300 };

Deno.test("shortlist() ranks by the lower bound and shows ties as ties", async () => {
  const { ranked } = await shortlist(candidates, newDoctors(), options);
  assertEquals(ranked.map(({ rank, tied }) => [rank, tied]), [[1, false], [1, true], [3, false]]);
  assertEquals(ranked[2].name, "guess");
  assertEquals(ranked[0].figure.low >= ranked[1].figure.low, true);
});

Deno.test("shortlist() prefers a certain figure to one that is merely higher", async () => {
  const label = Array.from({ length: 20 }, (_, i) => i % 2);
  const wild = { name: "wild", predictions: { label, p: label.map((_, i) => Number(i < 10)) } };
  const sure = { name: "sure", predictions: { label, p: label.map(() => 0.45) } };
  const both = [wild, sure].map((each) => ({ ...each, complexity: 1, readable: true }));
  const score = ({ p }: Scored): number => Array.from(p).reduce((sum, x) => sum + x, 0) / p.length;
  const { ranked, choice } = await shortlist(both, { ...newDoctors(), score }, options);
  assertEquals(ranked[1].figure.estimate > ranked[0].figure.estimate, true);
  assertEquals([ranked[0].name, choice], ["sure", "sure"]);
});

Deno.test("shortlist() takes the simpler of two that tie and says so", async () => {
  const { choice, ranked, reason } = await shortlist(candidates, newDoctors(), options);
  assertEquals([choice, ranked[0].name], ["neighbours", "logistic"]);
  assertEquals(
    reason,
    "logistic has the highest lower bound of accuracy at 0.5, 84 % and no less than 80 %, " +
      "but neighbours cannot be told apart from it and is simpler",
  );
});

Deno.test("shortlist() takes the leader where it is the simplest of those that tie", async () => {
  const swapped = candidates.map((each) => ({ ...each, complexity: 5 - each.complexity }));
  const { choice, reason } = await shortlist(swapped, newDoctors(), options);
  assertEquals(choice, "logistic");
  assertEquals(
    reason.endsWith("neighbours cannot be told apart from it, and none of them is simpler"),
    true,
  );
});

Deno.test("shortlist() says when every other is behind by more than chance", async () => {
  const { choice, reason } = await shortlist([candidates[0], candidates[2]], newDoctors(), options);
  assertEquals(choice, "logistic");
  assertEquals(reason.endsWith("every other is worse by more than chance explains"), true);
});

Deno.test("shortlist() has the same intervals as the bootstraps it stands for", async () => {
  const { rocAuc } = metrics;
  const criterion = { ...rootCauses(), readableOnly: false };
  const { ranked } = await shortlist(candidates, criterion, options);
  const alone = await bootstrap(logistic, { rocAuc }, options);
  const pair = { first: logistic, second: neighbours };
  const gap = await bootstrapDifference(pair, { rocAuc }, options);
  const find = (name: string): typeof ranked[number] => ranked.find((each) => each.name === name)!;
  assertEquals(ranked[0].name, "logistic");
  assertEquals(find("logistic").figure, alone.rocAuc);
  assertAlmostEquals(find("neighbours").behind.low, gap.rocAuc.low, 1e-12);
  assertAlmostEquals(find("neighbours").behind.high, gap.rocAuc.high, 1e-12);
});

Deno.test("shortlist() chooses the threshold again in every replicate", async () => {
  const floor = fearOfMissing({ recall: 0.95 });
  const { ranked } = await shortlist([candidates[2]], floor, options);
  const { specificity } = await bootstrap(
    logistic,
    { specificity: { score: floor.score } },
    options,
  );
  assertEquals(ranked[0].figure, specificity);
  assertEquals(ranked[0].threshold, floor.choose?.(logistic));
});

Deno.test("shortlist() considers readable models only where the criterion asks for it", async () => {
  const { ranked } = await shortlist(candidates, rootCauses(), options);
  assertEquals(ranked.map(({ name }) => name), ["logistic", "guess"]);
});

Deno.test("shortlist() gives the same for the same seed, in any order of the candidates", async () => {
  const there = await shortlist(candidates, newDoctors(), options);
  assertEquals(await shortlist(candidates.toReversed(), newDoctors(), options), there);
});

Deno.test("shortlist() refuses candidates it cannot compare", async () => {
  const run = (list: Candidate[], criterion = newDoctors()): () => Promise<unknown> => () =>
    shortlist(list, criterion, options);
  const turned = { label: Array.from(logistic.label, (label) => 1 - label), p: logistic.p };
  await assertRejects(run([]), RangeError, "got none");
  await assertRejects(run([candidates[0], candidates[0]]), RangeError, 'called "guess"');
  await assertRejects(run([{ ...candidates[0], complexity: NaN }]), RangeError, "guess: expected");
  await assertRejects(run([candidates[1]], rootCauses()), RangeError, "none of neighbours");
  await assertRejects(run([candidates[0], { ...candidates[1], predictions: turned }]), RangeError);
});
