/** A category and the outcome, counted both ways round: a square is a patient. */
import { demandOptions } from "../../demand.ts";
import { crosstab } from "../../describe/crosstab.ts";
import { wilson } from "../../stats/intervals.ts";
import type { Dataset, Label } from "../../types.ts";
import type { Bundle } from "../bundle.ts";
import type { Titled } from "../chart.ts";
import { outcomeColours } from "../palette.ts";
import { panels } from "../panels.ts";
import { type Group, type Part, peopleChart } from "./people.ts";

/** How to say it. */
export interface BothWaysOptions extends Titled {
  /** The levels in a sentence, in the schema's order, such as "women" and "men". */
  readonly plural: readonly [string, string];
}

function toGroup(name: string, parts: readonly [Part, Part], whose: string): Group {
  const [first, second] = parts;
  const { estimate, low, high } = wilson(first.count, first.count + second.count);
  const [at, from, to] = [estimate, low, high].map((share) => (100 * share).toFixed(0));
  return { name, parts, note: `${at} % ${whose} [${from}, ${to}]` };
}

/**
 * On the left the patients by level, on the right by outcome: who of a level is diseased is not who
 * of the diseased has that level. Colour is the outcome; the first level is pale. Shares come with
 * Wilson's 95 % interval.
 *
 * @param name A category of two levels.
 * @throws `RangeError` for any other feature.
 */
export function bothWaysChart(dataset: Dataset, name: string, options: BothWaysOptions): Bundle {
  demandOptions("bothWaysChart", options, ["title", "plural"]);
  const { title, plural: [first, second] } = options;
  const counts = crosstab(dataset, name).filter(({ level }) => level !== null);
  if (counts.length !== 2) {
    throw new RangeError(`feature "${name}": expected two levels, got ${counts.length}`);
  }
  const part = (label: Label, level: 0 | 1): Part => ({
    count: label === 1 ? counts[level].diseased : counts[level].healthy,
    colour: label === 1 ? outcomeColours.diseased : outcomeColours.healthy,
    pale: level === 0,
  });
  const byLevel = [
    toGroup(first, [part(1, 0), part(0, 0)], "diseased"),
    toGroup(second, [part(1, 1), part(0, 1)], "diseased"),
  ];
  const byOutcome = [
    toGroup("diseased", [part(1, 1), part(1, 0)], second),
    toGroup("not diseased", [part(0, 1), part(0, 0)], second),
  ];
  return panels({
    [`Of the ${first} and ${second}: who is diseased?`]: peopleChart(byLevel, { title }),
    [`Of each outcome: who are ${second}?`]: peopleChart(byOutcome, { title }),
  }, {
    title,
    legend: {
      [`diseased (${first} pale)`]: outcomeColours.diseased,
      [`not diseased (${first} pale)`]: outcomeColours.healthy,
    },
    about: [...byLevel, ...byOutcome].map((group) => `${group.name}: ${group.note}`).join("; "),
  });
}
