/** Which of two outcomes each row has, in the table's own words. */
import { isBare } from "../../outcome-words.ts";
import type { Label, Outcome } from "../../types.ts";
import type { TextColumn } from "./column.ts";
import { type Doubt, quoteSome } from "./doubt.ts";
import { labelOf } from "./names.ts";
import { readWritten } from "./numbers.ts";
import { groupSpellings } from "./spelling.ts";

/** How the texts of the outcome column become one of two. */
export type OutcomeRule =
  | { readonly positive: readonly string[]; readonly negative: readonly string[] }
  | { readonly above: number };

/** The outcome, how it is read, and what was assumed. */
export interface DraftedOutcome {
  readonly outcome: Outcome;
  readonly rule: OutcomeRule;
  readonly doubts: readonly Doubt[];
}

/** What the user says about the outcome. */
export interface OutcomeWish {
  /** The level that is to be predicted, against all others. */
  readonly positive?: string;
  /** Of a number: values above this are to be predicted. */
  readonly above?: number;
}

const EVENTS =
  /^(1|yes|y|true|ja|j|oui|s[ií]|sim|tak|wahr|vrai|positive|positiv|pos|died|dead|death|malignant|disease|diseased|sick|case)$/i;

/** 1, 0, or `null` for a row whose outcome is not known. */
export function labelText(rule: OutcomeRule, text: string | null): Label | null {
  if (text === null) return null;
  if ("above" in rule) {
    const { value } = readWritten(text);
    return value === undefined ? null : value > rule.above ? 1 : 0;
  }
  if (rule.positive.includes(text)) return 1;
  return rule.negative.includes(text) ? 0 : null;
}

function draftAbove({ name, counts }: TextColumn, above: number): DraftedOutcome {
  const strange = [...counts.keys()].filter((text) => readWritten(text).value === undefined);
  if (strange.length > 0) {
    throw new SyntaxError(`outcome ${name}: --above wants numbers, got ${quoteSome(strange)}`);
  }
  return {
    outcome: {
      name,
      label: labelOf(name),
      positive: `above ${above}`,
      negative: `${above} or below`,
      about: `Whether ${labelOf(name)} is above ${above}.`,
    },
    rule: { above },
    doubts: [],
  };
}

/** The group of spellings that is to be predicted, and the doubt where nobody said which. */
function choosePositive(
  name: string,
  groups: readonly (readonly string[])[],
  wish: string | undefined,
): { readonly chosen: readonly string[]; readonly doubts: Doubt[] } {
  const levels = groups.map(([level]) => level);
  if (wish !== undefined) {
    const chosen = groups.find((group) =>
      group.some((text) => text.toLowerCase() === wish.toLowerCase())
    );
    if (chosen === undefined) {
      throw new RangeError(
        `outcome ${name}: expected --positive to be one of ${quoteSome(levels, 10)}, got "${wish}"`,
      );
    }
    return { chosen, doubts: [] };
  }
  if (groups.length > 2) {
    throw new RangeError(
      `outcome ${name}: two outcomes can be told apart, and it has ${levels.length}: ` +
        `${quoteSome(levels, 10)}; name the one to predict against the rest, as in ` +
        `--positive "${levels.at(-1)}"`,
    );
  }
  const chosen = groups.find((group) => group.some((text) => EVENTS.test(text))) ?? groups.at(-1)!;
  const doubt: Doubt = {
    column: name,
    seen: `two outcomes, ${quoteSome(levels)}, and no --positive`,
    assumed: `"${chosen[0]}" is the one to find`,
    otherwise: `--positive "${levels.find((level) => level !== chosen[0])}"`,
    rests: { outcome: { positive: chosen } },
  };
  return { chosen, doubts: [doubt] };
}

/** Names that say that there is an outcome, but not which. */
const NAMELESS = /^(outcome|target|class|label|y|result|status|event|response|output)$/i;

/** Yes and no where another language is spoken. */
const BARE_ELSEWHERE =
  /^(ja|nein|j|nee|oui|non|o|s[ií]|sim|n[aã]o|tak|nie|wahr|falsch|vrai|faux|verdadero|falso)$/i;

/** What the outcomes are called: "died" and "not died" for a column `died` of yes and no. */
function wordsFor(
  name: string,
  positive: string,
  others: readonly string[],
): Pick<Outcome, "positive" | "negative"> {
  const negative = others.length === 1 ? others[0] : `not ${positive}`;
  const isForeign = BARE_ELSEWHERE.test(positive);
  const isNumber = readWritten(positive).value !== undefined;
  if (!isBare(positive) && !isNumber && !isForeign) return { positive, negative };
  const label = labelOf(name);
  return NAMELESS.test(name) || !isBare(positive)
    ? { positive: `${label} ${positive}`, negative: `${label} ${negative}` }
    : { positive: label, negative: `not ${label}` };
}

/**
 * The outcome of a table: two levels, or one level against the rest, or a number above a limit.
 *
 * @throws `RangeError` for one level, for more than two without `positive`, a `positive` that is no
 * level, or a number without `above`; `SyntaxError` for `above` where there are texts.
 */
export function draftOutcome(column: TextColumn, wish: OutcomeWish): DraftedOutcome {
  const { name, counts } = column;
  const { positive, above } = wish;
  if (above !== undefined && positive !== undefined) {
    throw new RangeError(`outcome ${name}: give --positive or --above, not both`);
  }
  if (above !== undefined) return draftAbove(column, above);
  const groups = groupSpellings(counts);
  const levels = groups.map(([level]) => level);
  if (levels.length < 2) {
    throw new RangeError(
      `outcome ${name}: expected two outcomes, got ${quoteSome(levels) || "none"}`,
    );
  }
  const isNumber = levels.every((level) => readWritten(level).value !== undefined);
  if (isNumber && levels.length > 10) {
    throw new RangeError(
      `outcome ${name}: it is a number of ${levels.length} values; say from where on it counts, as ` +
        `in --above ${levels[0]}`,
    );
  }
  const { chosen, doubts } = choosePositive(name, groups, positive);
  const others = groups.filter((group) => group !== chosen);
  const merged = groups.filter((group) => group.length > 1);
  const words = wordsFor(name, chosen[0], others.map(([level]) => level));
  return {
    outcome: {
      name,
      label: labelOf(name),
      ...words,
      about: `Whether ${labelOf(name)} is ${chosen[0]}.`,
    },
    rule: { positive: chosen, negative: others.flat() },
    doubts: [
      ...doubts,
      ...others.length > 1
        ? [{
          column: name,
          seen: `${levels.length} levels: ${quoteSome(levels, 10)}`,
          assumed: `"${chosen[0]}" is predicted against all others together`,
          otherwise: "name another level in --positive",
          rests: { outcome: { positive: chosen, negative: others.flat() } },
        }]
        : [],
      ...merged.map((group): Doubt => ({
        column: name,
        seen: `${quoteSome(group)} look alike`,
        assumed: `they are one outcome, "${group[0]}"`,
        otherwise: "part them under `outcome` in schema.json",
        rests: { outcome: { [group === chosen ? "positive" : "negative"]: group } },
      })),
    ],
  };
}
