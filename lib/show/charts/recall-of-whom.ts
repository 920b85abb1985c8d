/** Whom a file's "recall" counts: the sick and the healthy, by what the model would tell them. */
import { demandOptions } from "../../demand.ts";
import type { Confusion } from "../../measure/confusion.ts";
import { percent } from "../../text.ts";
import type { Bundle } from "../bundle.ts";
import type { Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";
import { panels } from "../panels.ts";
import { type Group, peopleChart } from "./people.ts";

/** The counts of one file, as its own coding has them. */
export interface CodedConfusion {
  readonly confusion: Confusion;
  /** What label 1 stands for in that file. */
  readonly codedOne: "diseased" | "not diseased";
}

function toGroups({ confusion, codedOne }: CodedConfusion): [sick: Group, healthy: Group] {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const ones = { right: truePositive, wrong: falseNegative, counted: true };
  const zeros = { right: trueNegative, wrong: falsePositive, counted: false };
  const [sick, healthy] = codedOne === "diseased" ? [ones, zeros] : [zeros, ones];
  const toGroup = (
    name: string,
    { right, wrong, counted }: typeof ones,
    words: { colour: string; mistake: string },
  ): Group => ({
    name,
    note: `${wrong} ${words.mistake}` +
      (counted ? `: “recall” ${percent(right / (right + wrong))}` : ""),
    parts: [
      { count: wrong, colour: words.colour, pale: false },
      { count: right, colour: words.colour, pale: true },
    ],
  });
  return [
    toGroup("sick", sick, { colour: outcomeColours.diseased, mistake: "sent home" }),
    toGroup("healthy", healthy, { colour: outcomeColours.healthy, mistake: "alarmed" }),
  ];
}

/**
 * One panel a file: the sick and the healthy, a square each, mistakes dark; the file's recall
 * stands with the group that it is a share of.
 *
 * @param files By heading; at most two fit side by side.
 */
export function recallOfWhomChart(
  files: Readonly<Record<string, CodedConfusion>>,
  options: Titled,
): Bundle {
  demandOptions("recallOfWhomChart", options, ["title"]);
  const { title } = options;
  const groups = Object.entries(files).map(([name, file]) => [name, toGroups(file)] as const);
  return panels(
    Object.fromEntries(groups.map(([name, both]) => [name, peopleChart(both, { title })])),
    {
      title,
      legend: {
        "sick (dark: sent home)": outcomeColours.diseased,
        "healthy (dark: told that they are sick)": outcomeColours.healthy,
      },
      about: groups.map(([name, both]) =>
        `${name}: ${both.map((group) => `${group.name}, ${group.note}`).join("; ")}`
      ).join(". "),
    },
  );
}
