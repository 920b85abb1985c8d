/** What the bench is asked for on the command line. */
import { FILE_SIZES, USUAL_FILE_SIZES } from "./files.ts";
import { type ModelName, MODELS, SIZES } from "./plan.ts";

/** What is measured, each by itself. */
export const GROUPS = [
  "fits",
  "growth",
  "job",
  "explain",
  "uncertainty",
  "server",
  "start",
  "score",
  "train",
] as const;

export type Group = typeof GROUPS[number];

/** These take minutes more, so they are measured only where they are named. */
const ON_REQUEST: readonly Group[] = ["growth", "job", "score", "train"];

const USUAL: readonly Group[] = GROUPS.filter((group) => !ON_REQUEST.includes(group));

const word = (model: ModelName): string => model.toLowerCase().replaceAll(" ", "-");

export const USAGE = `deno task bench [groups] [models] [--rows 303,3000] [--rounds N] [--readme]

  groups       ${GROUPS.join(", ")};
               unless some are named all but ${ON_REQUEST.join(", ")}, in ten minutes or so
  models       fits of these models only:
               ${MODELS.map(word).join(", ")}
  --rows a,b   so many rows only. fits: ${SIZES.join(", ")};
               score and train: ${FILE_SIZES.join(", ")}, the last, with minutes
               a turn, only where it is named
  --rounds N   how often each side takes its turn; 5 by default
  --readme     writes the tables into the README, with what was measured before on this machine

For strictly one core, Deno's own helpers included: taskset -c 0 deno task bench`;

/** The wishes, with what is usual where none is stated. */
export interface Arguments {
  readonly help: boolean;
  readonly readme: boolean;
  readonly rounds: number;
  readonly groups: readonly Group[];
  readonly models: readonly ModelName[];
  /** Of fits. */
  readonly sizes: readonly number[];
  readonly fileSizes: readonly number[];
}

/** Reads them; an unknown or incomplete one is a `SyntaxError` that says what there is. */
export function readArguments(texts: readonly string[]): Arguments {
  const groups: Group[] = [], models: ModelName[] = [];
  let rest = { help: false, readme: false, rounds: 5, sizes: SIZES, fileSizes: USUAL_FILE_SIZES };
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    const group = GROUPS.find((known) => known === text);
    const model = MODELS.find((known) => word(known) === text);
    if (group) groups.push(group);
    else if (model) models.push(model);
    else if (text === "--help") rest = { ...rest, help: true };
    else if (text === "--readme") rest = { ...rest, readme: true };
    else if (text === "--rounds") rest = { ...rest, rounds: readRounds(texts[++i]) };
    else if (text === "--rows") rest = { ...rest, ...readSizes(texts[++i]) };
    else throw new SyntaxError(`unknown argument ${text}\n\n${USAGE}`);
  }
  const named = groups.length > 0 ? groups : models.length > 0 ? ["fits" as const] : USUAL;
  return { ...rest, groups: named, models: models.length > 0 ? models : MODELS };
}

function readRounds(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d*$/.test(text)) {
    throw new SyntaxError(`--rounds: expected a whole number from 1, got ${text ?? "nothing"}`);
  }
  return Number(text);
}

function readSizes(text: string | undefined): Pick<Arguments, "sizes" | "fileSizes"> {
  const all = [...SIZES, ...FILE_SIZES];
  const named = (text ?? "").split(",").map((one) => {
    const size = all.find((known) => String(known) === one.trim());
    if (size !== undefined) return size;
    throw new SyntaxError(
      `--rows: expected some of ${all.join(", ")}, got ${one.trim() || "nothing"}`,
    );
  });
  return {
    sizes: named.filter((size) => SIZES.includes(size)),
    fileSizes: named.filter((size) => FILE_SIZES.includes(size)),
  };
}
