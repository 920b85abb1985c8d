/** A schema for somebody's own table, drafted as a careful colleague would, all doubts told. */
import { parseCell } from "../../schema.ts";
import { countOf } from "../../text.ts";
import type { Cell, Feature, FeatureSchema, Label } from "../../types.ts";
import { ROW_NAMES } from "../column-names.ts";
import type { TextTable } from "../table.ts";
import { draftCategory, type Drafted, draftFewNumbers } from "./category.ts";
import { countTexts, doubtMissing, readColumn, type TextColumn } from "./column.ts";
import { type Doubt, quoteSome, typedName } from "./doubt.ts";
import { whyKnownLater } from "./later.ts";
import { namesCounts, namesRows } from "./names.ts";
import { draftDays, findDates, isUnclear } from "./days.ts";
import { draftNumber } from "./number.ts";
import { isUnclearNumber, readWritten, unitBehind } from "./numbers.ts";
import { draftOutcome, labelText, type OutcomeRule, type OutcomeWish } from "./outcome.ts";

/** What the user knows about the table. */
export interface DraftOptions extends OutcomeWish {
  /** The column that says what is to be predicted. */
  readonly outcome: string;
  /** The column that identifies the patient of a row. */
  readonly id?: string;
  /** Columns to leave out. */
  readonly ignore?: readonly string[];
  /** Columns to take as features, whatever speaks against it. */
  readonly keep?: readonly string[];
  /** Columns of few whole numbers that are amounts, not levels. */
  readonly numbers?: readonly string[];
}

/** A drafted schema with how to read the table by it. Plain JSON, to be corrected by its owner. */
export interface Draft {
  readonly schema: FeatureSchema;
  readonly outcome: OutcomeRule;
  /** The column whose repeated values are one person: their rows stay together in the folds. */
  readonly group?: string;
  /** Columns left out, with the reason. */
  readonly ignored: Readonly<Record<string, string>>;
  readonly doubts: readonly Doubt[];
}

const FEW_NUMBERS = 10;
const MOST_LEVELS = 20;
const MOSTLY = 0.8;

/** What becomes of a column. */
type Fate =
  | Drafted<Feature>
  | { readonly left: string; readonly doubts: readonly Doubt[]; readonly isId?: boolean };

/** How a column is called on the command line so that it stays. */
function keepIt(name: string): string {
  return `--keep ${typedName(name)}`;
}

function leave(
  column: TextColumn,
  { seen, left, isId, or }: {
    readonly seen: string;
    readonly left: string;
    readonly isId?: boolean;
    /** What else could be meant. */
    readonly or?: string;
  },
): Fate {
  const otherwise = [keepIt(column.name), ...or === undefined ? [] : [or]].join("; or ");
  const rests = { left: true };
  const doubts = [{ column: column.name, seen, assumed: `left out: ${left}`, otherwise, rests }];
  return { left, isId, doubts };
}

function example({ counts }: TextColumn): string {
  return quoteSome([...counts.keys()], 2);
}

/** Whether different whole numbers count rows: they rise down the table, or leave few gaps. */
function countRows({ counts }: TextColumn): boolean {
  const numbers = Array.from(counts.keys(), Number);
  const rises = numbers.every((number, i) => i === 0 || number > numbers[i - 1]);
  const [low, high] = [
    numbers.reduce((a, b) => Math.min(a, b)),
    numbers.reduce((a, b) => Math.max(a, b)),
  ];
  return rises || high - low < 3 * numbers.length;
}

/** Whether the values of a column are names of rows or people rather than measurements. */
function looksLikeId(column: TextColumn, isWhole: boolean): boolean {
  const { name, counts, recorded } = column;
  const { size } = counts;
  if (size <= FEW_NUMBERS) return false;
  if (namesRows(name)) return size >= recorded / 10;
  if (recorded < 20) return false;
  // An amount such as a price may be different in every row, a text hardly ever.
  return isWhole ? size === recorded && countRows(column) : size >= 0.95 * recorded;
}

function describeId(column: TextColumn): Fate {
  const { counts, recorded } = column;
  const repeated = recorded - counts.size;
  const seen = repeated === 0
    ? `every value is another one, such as ${example(column)}`
    : `${counts.size} values in ${recorded} rows, such as ${example(column)}`;
  return leave(column, { seen, left: "it names rows and measures nothing", isId: true });
}

function draftTexts(column: TextColumn, isKept: boolean): Fate {
  const { counts } = column;
  const drafted = draftCategory(column);
  const { length } = drafted.feature.levels;
  if (length <= MOST_LEVELS || isKept) return drafted;
  const seen = `${counts.size} different texts, such as ${example(column)}`;
  const left = `more than ${MOST_LEVELS} levels cannot be learned`;
  const repeats = counts.size <= column.recorded / 2;
  return leave(column, {
    seen,
    left,
    ...repeats
      ? { or: `--id ${typedName(column.name, { among: false })}, if rows of one belong together` }
      : {},
  });
}

/** Whether most of what a column records has a comma that can only stand before decimals. */
function hasDecimalCommas({ counts, recorded }: TextColumn): boolean {
  const some = [...counts].filter(([text]) =>
    readWritten(text).kind === "comma" && !isUnclearNumber(text, ",")
  );
  return some.reduce((sum, [, count]) => sum + count, 0) > recorded / 2;
}

/**
 * Numbers that can be read in two ways, or that have their unit in the cell; else `undefined`.
 *
 * @param decimal What other columns write before decimals.
 */
function leaveUnreadable(column: TextColumn, decimal: "," | "."): Fate | undefined {
  const { counts, recorded } = column;
  const texts = [...counts.keys()];
  const shareOf = (some: readonly string[]): number =>
    some.reduce((sum, text) => sum + counts.get(text)!, 0) / recorded;
  for (const [mark, name, other] of [[",", "comma", "point"], [".", "point", "comma"]] as const) {
    const unclear = texts.filter((text) => isUnclearNumber(text, mark));
    const isDecimal = texts.some((text) => text.includes(mark) && !isUnclearNumber(text, mark));
    // A point is for decimals, unless the table has a comma for those or a number has two points.
    const isDoubted = mark === "," || decimal === "," ||
      unclear.some((text) => text.split(".").length > 2);
    const numbers = texts.filter((text) =>
      isUnclearNumber(text, mark) || readWritten(text).kind === "number"
    );
    if (unclear.length > 0 && !isDecimal && isDoubted && shareOf(numbers) >= MOSTLY) {
      return leave(column, {
        seen: `numbers such as ${quoteSome(unclear, 2)}`,
        left: `whether the ${name} parts thousands or decimals cannot be told`,
        or: `write them without it, or with a ${other}`,
      });
    }
  }
  const withUnit = texts.filter((text) => unitBehind(text) !== undefined);
  const units = new Set(withUnit.map(unitBehind));
  return units.size === 1 && counts.size > FEW_NUMBERS && shareOf(withUnit) >= MOSTLY
    ? leave(column, {
      seen: `numbers with "${[...units][0]}" behind them, such as ${quoteSome(withUnit, 2)}`,
      left: "they are texts as they stand",
      or: "write the numbers alone, and the unit into the name of the column",
    })
    : undefined;
}

function withDoubt(fate: Fate, doubt: Doubt): Fate {
  return { ...fate, doubts: [doubt, ...fate.doubts] };
}

function decideFate(
  column: TextColumn,
  options: DraftOptions & { readonly decimal: "," | "." },
): Fate {
  const { name, counts, recorded } = column;
  const isKept = options.keep?.includes(name) ?? false;
  if (recorded === 0) return leave(column, { seen: "nothing is recorded", left: "it is empty" });
  if (counts.size === 1) {
    const seen = `${example(column)} in every row that records it`;
    return leave(column, { seen, left: "it tells no two rows apart" });
  }
  const texts = [...counts.keys()];
  const padded = texts.filter((text) => /^0\d+$/.test(text));
  const written = texts.map((text) => ({ count: counts.get(text)!, ...readWritten(text) }));
  const numeric = written.filter(({ kind }) => kind !== "text");
  const share = numeric.reduce((sum, { count }) => sum + count, 0) / recorded;
  const dates = findDates(column);
  const isWhole = numeric.every(({ value }) => Number.isInteger(value));

  if (!isKept) {
    if (name === ROW_NAMES) return { ...describeId(column), isId: false };
    const unreadable = leaveUnreadable(column, options.decimal);
    if (unreadable !== undefined) return unreadable;
    if (isWhole && share === 1 && namesCounts(name)) {
      return leave(column, {
        seen: `its name says how often each row counts, such as ${example(column)}`,
        left: "here each row counts once",
        or: "write each row as often as it counts, if one stands for many",
      });
    }
  }
  if (
    !isKept && dates === undefined && (isWhole || share < MOSTLY) &&
    looksLikeId(column, share === 1)
  ) {
    return describeId(column);
  }
  if (padded.length > 0 && share === 1) {
    return withDoubt(draftTexts(column, isKept), {
      column: name,
      seen: `leading zeros, such as ${quoteSome(padded, 2)}`,
      assumed: "they are texts, such as a postal code, not amounts",
      otherwise: "write the numbers without the zeros",
      rests: { kind: "category" },
    });
  }
  if (dates !== undefined) {
    return isUnclear(dates) && !isKept
      ? leave(column, {
        seen: `dates such as ${example(column)}, none of which tells the day from the month`,
        left: "4 March or 3 April cannot be told; write them as 2021-04-03, or keep the column " +
          "to have the day read first",
      })
      : draftDays(column, dates);
  }
  if (share < MOSTLY) {
    return share > 0.5 && counts.size > MOST_LEVELS
      ? leave(column, {
        seen: `numbers mixed with ${
          quoteSome(texts.filter((text) => readWritten(text).kind === "text"))
        }`,
        left: "neither a number nor a few levels",
      })
      : draftTexts(column, isKept);
  }
  const isPlain = numeric.length === texts.length && written.every(({ kind }) => kind === "number");
  const isFew = isPlain && isWhole && counts.size <= FEW_NUMBERS;
  if (!isFew || options.numbers?.includes(name)) return draftNumber(column);
  const hasSentinel = draftNumber(column).feature.missing !== undefined;
  return hasSentinel ? fewWithoutSentinel(column) : draftFewNumbers(column);
}

/** Levels of a few whole numbers of which some, such as -9, mean that nothing was recorded. */
function fewWithoutSentinel(column: TextColumn): Fate {
  const { feature, doubts } = draftNumber(column);
  const missing = feature.missing!;
  const cells = column.cells.map((cell) => cell === null || missing.includes(cell) ? null : cell);
  const few = draftFewNumbers({ ...column, cells, counts: countTexts(cells) });
  return {
    feature: { ...few.feature, missing },
    doubts: [...doubts, ...few.doubts],
  };
}

function checkNames(table: TextTable, options: DraftOptions): void {
  const { outcome, id, ignore = [], keep = [], numbers = [] } = options;
  const wanted = [["outcome", outcome], ...(id === undefined ? [] : [["id", id]])].concat(
    ...[["ignore", ignore], ["keep", keep], ["numbers", numbers]].map(([option, names]) =>
      (names as readonly string[]).map((name) => [option as string, name])
    ),
  );
  for (const [option, name] of wanted) {
    if (table.columns.includes(name)) continue;
    const near = table.columns.find((column) => column.toLowerCase() === name.toLowerCase());
    const hint = near === undefined ? `there are ${table.columns.join(", ")}` : `is it "${near}"?`;
    throw new RangeError(`${table.source}: --${option}: there is no column "${name}"; ${hint}`);
  }
  const twice = [...ignore, ...(id === undefined ? [] : [id])].find((name) =>
    name === outcome || keep.includes(name)
  );
  if (twice !== undefined) {
    throw new RangeError(`${table.source}: column "${twice}" is both wanted and left out`);
  }
}

function parseColumn({ name, cells }: TextColumn, feature: Feature): Cell[] {
  const known = new Map<string | null, Cell>();
  return cells.map((cell) => {
    const parsed = known.get(cell) ?? parseCell(feature, cell, { missing: [], where: name });
    known.set(cell, parsed);
    return parsed;
  });
}

/**
 * A schema that a table fits, with all that had to be assumed, told at once.
 *
 * Columns of numbers become numbers and columns of few texts categories. Left out are names of
 * rows, constant and empty columns, free text, and what is known only after the outcome. Spellings
 * that look alike become one level; texts and numbers that stand for "not recorded" become
 * missing. Rows without an outcome do not count.
 *
 * @throws `RangeError` for a column that is not there, or an outcome that is not one of two, or
 * where no feature is left; `SyntaxError` as `draftOutcome` does.
 *
 * @example
 * ```ts
 * import { draftSchema } from "heartbook/data/draft/draft.ts";
 * import { parseTable } from "heartbook/data/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = parseTable("dose,sex,died\n1.5,F,no\n2.5,female,yes\n3.1,M,no\n", "trial.csv");
 * const { schema, doubts } = draftSchema(table, { outcome: "died", positive: "yes" });
 * assertEquals(schema.features.map(({ kind }) => kind), ["number", "category"]);
 * assertEquals(doubts.map(({ assumed }) => assumed), ['they are one level, "female"']);
 * ```
 */
export function draftSchema(table: TextTable, options: DraftOptions): Draft {
  checkNames(table, options);
  const { outcome: name, id, ignore = [], keep = [] } = options;
  const all = table.columns.map((column) => readColumn(table, column));
  const outcomeColumn = all.find((column) => column.name === name)!;
  const { outcome, rule, doubts } = draftOutcome(outcomeColumn, options);
  const labels = outcomeColumn.cells.map((text) => labelText(rule, text));
  const rows = labels.flatMap((label, row) => label === null ? [] : [row]);
  const known = rows.map((row) => labels[row] as Label);

  const decimal = all.some(hasDecimalCommas) ? "," : ".";

  const features: Feature[] = [];
  const ignored: Record<string, string> = {};
  const told: Doubt[] = [...doubts];
  const ids: TextColumn[] = [];
  for (const column of all) {
    if (column === outcomeColumn) continue;
    if (column.name === id) {
      ids.unshift(column);
      continue;
    }
    if (ignore.includes(column.name)) {
      ignored[column.name] = "as asked";
      continue;
    }
    const fate = decideFate(column, { ...options, decimal });
    if ("feature" in fate && !keep.includes(column.name)) {
      const cells = parseColumn(column, fate.feature);
      const why = whyKnownLater(column.name, rows.map((row) => cells[row]), known);
      if (why !== undefined) {
        const left = leave(column, { seen: why, left: "a model must not know what comes later" });
        told.push(...left.doubts);
        ignored[column.name] = why;
        continue;
      }
    }
    told.push(...fate.doubts);
    if ("feature" in fate) features.push(fate.feature);
    else {
      ignored[column.name] = fate.left;
      if (fate.isId) ids.push(column);
    }
  }
  if (features.length === 0) {
    const left = Object.entries(ignored).slice(0, 3).map(([each, reason]) => {
      const doubt = told.find(({ column }) => column === each);
      return `${each} (${doubt === undefined ? reason : `${doubt.seen}; ${doubt.otherwise}`})`;
    });
    const source = `${table.source}: no column is left to learn from`;
    throw new RangeError(`${source}; left out: ${left.join(", ") || "none"}`);
  }
  const unknown = labels.length - rows.length;
  if (unknown > 0) {
    told.push({
      column: name,
      seen: `${countOf(unknown, "row")} without a known outcome`,
      assumed: "they are left out",
      otherwise: "fill in their outcome",
    });
  }
  const { group, schemaId, groupDoubts } = chooseIds(ids, id);
  const used = all.filter((column) =>
    column === outcomeColumn || features.some((feature) => feature.name === column.name)
  );
  return {
    schema: {
      name: table.source.split(/[\\/]/).at(-1)!,
      ...(schemaId === undefined ? {} : { id: schemaId }),
      missing: [...new Set(used.flatMap(({ missing }) => missing))],
      outcome,
      features,
    },
    outcome: rule,
    ...(group === undefined ? {} : { group }),
    ignored: Object.fromEntries(
      Object.entries(ignored).filter(([each]) => each !== schemaId),
    ),
    doubts: [...doubtMissing(used), ...told, ...groupDoubts],
  };
}

/** The column that names rows, and the one whose values come back. */
function chooseIds(ids: readonly TextColumn[], wanted: string | undefined): {
  readonly group?: string;
  readonly schemaId?: string;
  readonly groupDoubts: readonly Doubt[];
} {
  const unique = ids.find(({ counts, recorded, cells }) =>
    counts.size === recorded && recorded === cells.length
  );
  const repeated = ids.find(({ counts, recorded }) => counts.size < recorded);
  return {
    ...(unique === undefined ? {} : { schemaId: unique.name }),
    ...(repeated === undefined ? {} : { group: repeated.name }),
    groupDoubts: repeated === undefined || repeated.name === wanted ? [] : [{
      column: repeated.name,
      seen: `${countOf(repeated.recorded - repeated.counts.size, "row")} with the value of another`,
      assumed: "rows with the same value are about the same one, and stay together in the folds",
      otherwise: "--id names another column; take `group` out of schema.json for none",
      rests: { group: repeated.name },
    }],
  };
}
