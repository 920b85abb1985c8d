import { assertEquals } from "@std/assert";
import type { Criterion, Ranked } from "heartbook/choose/candidate.ts";
import { reasonFor } from "heartbook/choose/reason.ts";

const criterion: Criterion = {
  name: "doctors",
  question: "Which?",
  wanted: "the area",
  score: () => 0,
};

function ranked(name: string, tied: boolean, [low, estimate] = [0.799, 0.856]): Ranked {
  const figure = { estimate, low, high: 1, level: 0.95, method: "bootstrap" };
  return { name, rank: 1, tied, figure, behind: { ...figure, estimate: 0 } };
}

const leader = ranked("forest", false), bound = "the area, 0.86 and no less than 0.79";

Deno.test("reasonFor() tells of the only candidate, its lower bound rounded down", () => {
  assertEquals(
    reasonFor("forest", [leader], criterion),
    `forest is the only candidate: ${bound}`,
  );
});

Deno.test("reasonFor() tells a share in percent, its lower bound still rounded down", () => {
  assertEquals(
    reasonFor("forest", [leader], { ...criterion, percent: true }),
    "forest is the only candidate: the area, 86 % and no less than 79 %",
  );
});

Deno.test("reasonFor() says why a simpler one is chosen that ties", () => {
  assertEquals(
    reasonFor("tree", [leader, ranked("tree", true)], criterion),
    `forest has the highest lower bound of ${bound}, but tree cannot be told apart from it and is ` +
      "simpler",
  );
});

Deno.test("reasonFor() says that the others are worse, or names those that tie", () => {
  const best = `forest has the highest lower bound of ${bound}`;
  assertEquals(
    reasonFor("forest", [leader, ranked("tree", false)], criterion),
    `${best}, and every other is worse by more than chance explains`,
  );
  const told = (...names: string[]): string =>
    reasonFor("forest", [
      leader,
      ...names.map((name) => ranked(name, true)),
      ranked("worse", false),
    ], criterion);
  const end = " cannot be told apart from it, and none of them is simpler";
  assertEquals(told("a"), `${best}; a${end}`);
  assertEquals(told("a", "b"), `${best}; a and b${end}`);
  assertEquals(told("a", "b", "c"), `${best}; a, b and c${end}`);
});
