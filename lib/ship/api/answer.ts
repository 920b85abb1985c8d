/** The whole answer for each patient: probability, decision, how sure, why, and what to mind. */
import type { Explanation } from "../../explain/shap.ts";
import type { Row } from "../../types.ts";
import { perModel } from "./per-model.ts";
import { type Similar, similarTo } from "./similar.ts";
import { inStretches, makeTurns, type TakeTurn } from "./turns.ts";
import { isMostlyUnknown, warnAbout, type Warning } from "./warnings.ts";
import { type Problem, refusal } from "../http/problem.ts";
import type { ModelContent } from "../model-file/model-file.ts";
import { explainWith, hasReasons } from "../model-file/explain.ts";
import { type GroupPromise, promisesTo } from "../model-file/promise.ts";
import { calledAs, predictWith } from "../model-file/predict.ts";

/** All that is answered for one patient. */
export interface WholeAnswer {
  /** By which an outcome can be told later, where a log is kept. */
  readonly id?: string;
  readonly probability: number;
  /** "diseased", "healthy" or "refer"; of another outcome than disease, what the table calls it. */
  readonly decision: string;
  readonly similar: Similar | null;
  /** `null` where not wanted, or the model gives none. */
  readonly reasons: Explanation | null;
  /**
   * What is promised to patients of this group; of all groups where it is not known which one it
   * is. Empty where nothing is promised or no groups were told apart.
   */
  readonly promises: readonly GroupPromise[];
  /** Whether so much is unknown that the answer is mostly about the usual patient of the training data. */
  readonly mostlyUnknown: boolean;
  readonly warnings: readonly Warning[];
}

/** What a batch may ask for, and how long it may take. */
export interface AnswerOptions {
  readonly reasons: boolean;
  readonly milliseconds: number;
  /** Shared with whatever else takes long; turns of its own by default. */
  readonly turn?: TakeTurn;
}

/** The answers for a few of the rows. */
type AnswerSome = (rows: readonly Row[]) => WholeAnswer[];

/** Sorted, or gathered from the card, once and not for each patient who comes alone. */
const similarOf = perModel((file: ModelContent) => similarTo(file.card.outOfFold));
const promisesOf = perModel((file: ModelContent) => promisesTo(file));

function answering(file: ModelContent, { reasons }: Pick<AnswerOptions, "reasons">): AnswerSome {
  const findSimilar = similarOf(file);
  const promised = promisesOf(file);
  return (rows) => {
    const why = reasons && hasReasons(file) ? explainWith(file, rows) : null;
    return predictWith(file, rows).map(({ p, decision }, i) => ({
      probability: p,
      decision: calledAs(file.schema.outcome, decision),
      similar: findSimilar(p),
      reasons: why === null ? null : why[i],
      promises: promised(rows[i]),
      mostlyUnknown: isMostlyUnknown(rows[i]),
      warnings: warnAbout(file, rows[i]),
    }));
  };
}

/**
 * The answers for rows that have passed the schema's check, in their order. They are found a few at
 * a time, and others are let in between, so that a large batch keeps nobody waiting.
 *
 * @throws the refusal to answer with, 503, when it takes too long.
 */
export async function answerPatients(
  file: ModelContent,
  rows: readonly Row[],
  options: AnswerOptions,
): Promise<WholeAnswer[]> {
  const answerSome = answering(file, options);
  const { turn = makeTurns() } = options;
  const until = performance.now() + options.milliseconds;
  const answers: WholeAnswer[] = [];
  await inStretches(rows.length, (from, to) => {
    if (performance.now() > until) throw refusal(tooMuch(from, rows.length));
    answers.push(...answerSome(rows.slice(from, to)));
  }, turn);
  return answers;
}

function tooMuch(done: number, wanted: number): Problem {
  return {
    status: 503,
    detail: `${done} of ${wanted} patients were answered in the time there is; ask for fewer at ` +
      `once, or with "reasons": false`,
  };
}
