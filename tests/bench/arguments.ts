/** What the bench is asked for on the command line. */
import { type ModelName, MODELS } from "./plan.ts";

export const USAGE = `deno task bench [--quick] [--rounds N] [--models a,b] [--help]

  --quick       only what has 303 rows: the whole job, and one fit of each model; two minutes
                instead of twenty
  --rounds N    how often each side takes its turn; 3 unless given
  --models a,b  fits of these models only, and no whole job:
                ${MODELS.join(", ")}`;

/** The wishes, with what is usual where none is stated. */
export interface Arguments {
  readonly help: boolean;
  readonly quick: boolean;
  readonly rounds: number;
  /** Absent where nothing is left out. */
  readonly models?: readonly ModelName[];
}

/** Reads them; an unknown or incomplete one is a `SyntaxError` that says what there is. */
export function readArguments(texts: readonly string[]): Arguments {
  let read: Arguments = { help: false, quick: false, rounds: 3 };
  for (let i = 0; i < texts.length; i++) {
    if (texts[i] === "--help") read = { ...read, help: true };
    else if (texts[i] === "--quick") read = { ...read, quick: true };
    else if (texts[i] === "--rounds") read = { ...read, rounds: readRounds(texts[++i]) };
    else if (texts[i] === "--models") read = { ...read, models: readModels(texts[++i]) };
    else throw new SyntaxError(`unknown argument ${texts[i]}\n\n${USAGE}`);
  }
  return read;
}

function readRounds(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d*$/.test(text)) {
    throw new SyntaxError(`--rounds: expected a whole number from 1, got ${text ?? "nothing"}`);
  }
  return Number(text);
}

function readModels(text: string | undefined): ModelName[] {
  return (text ?? "").split(",").map((name) => {
    const model = MODELS.find((known) => known === name.trim());
    if (model) return model;
    throw new SyntaxError(
      `--models: expected some of ${MODELS.join(", ")}, got ${name.trim() || "nothing"}`,
    );
  });
}
