/** The patients of a request, checked: as the check of one patient would, but in a tenth of the time. */
import { z } from "zod";
import type { Cell, Feature, FeatureSchema, Row } from "../../types.ts";
import type { Fault } from "../http/problem.ts";
import { refusal } from "../http/problem.ts";
import { type BodyOptions, checkValue, parseBody, refuse } from "./body.ts";
import { MOST_FAULTS } from "./faults.ts";
import { inStretches, type TakeTurn } from "./turns.ts";
import type { PredictRequest } from "./shapes.ts";

type Fits = (value: unknown) => boolean;

function fitting(feature: Feature): Fits {
  if (feature.kind === "category") {
    const levels = new Set<unknown>(feature.levels);
    return (value) => levels.has(value);
  }
  const [low, high] = feature.range;
  const isKind = feature.whole ? Number.isSafeInteger : Number.isFinite;
  return (value) => isKind(value) && (value as number) >= low && (value as number) <= high;
}

/**
 * A check of one patient that came as JSON: the row, or `undefined` where `patientShape` would find
 * fault, which then says what is wrong.
 *
 * @example
 * ```ts
 * import { rowReader } from "heartbook/ship/api/question.ts";
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = rowReader(heartSchema);
 * assertEquals(read({ age: 63 })?.chol, null);
 * assertEquals(read({ age: 630 }), undefined);
 * ```
 */
export function rowReader({ features }: FeatureSchema): (patient: unknown) => Row | undefined {
  const checks = features.map((feature) => ({ name: feature.name, fits: fitting(feature) }));
  return (patient) => {
    if (typeof patient !== "object" || patient === null || Array.isArray(patient)) return undefined;
    const row: Record<string, Cell> = {};
    let known = 0;
    for (const { name, fits } of checks) {
      if (!Object.hasOwn(patient, name)) {
        row[name] = null;
        continue;
      }
      known++;
      const value = (patient as Record<string, unknown>)[name];
      if (value !== null && !fits(value)) return undefined;
      row[name] = value as Cell;
    }
    return Object.keys(patient).length === known ? row : undefined;
  };
}

/** What POST /predict asks. */
export interface Question {
  readonly rows: readonly Row[];
  readonly reasons: boolean;
}

/** How a question is read. */
export interface QuestionOptions extends Pick<BodyOptions<PredictRequest>, "shape" | "schema"> {
  readonly batch: number;
  /** Objects and arrays within each other. */
  readonly depth: number;
  readonly turn: TakeTurn;
}

type Envelope = z.ZodType<{ patients: unknown[]; reasons?: boolean }>;

/** By the most patients there may be: a server has one, and making it takes longer than its use. */
const envelopes = new Map<number, Envelope>();

/** All but the patients themselves, who are many. */
function envelope(batch: number): Envelope {
  const known = envelopes.get(batch) ?? z.strictObject({
    patients: z.array(z.unknown()).min(1).max(batch),
    reasons: z.boolean().optional(),
  });
  envelopes.set(batch, known);
  return known;
}

/** The faults of the first patients from here on, by their place in the request. */
function faultsFrom(
  first: number,
  patients: readonly unknown[],
  options: QuestionOptions,
): Fault[] {
  const body = { patients: patients.slice(first, first + MOST_FAULTS) };
  const checked = checkValue(body, options);
  if (!("faults" in checked)) throw new Error("expected a fault, got none");
  return checked.faults.map(({ pointer, detail }) => ({
    pointer: pointer.replace(/(?<=^\/patients\/)\d+/, (place) => String(Number(place) + first)),
    detail,
  }));
}

/**
 * Reads the patients in a body's text, a large batch in turn with others.
 *
 * @throws the refusal to answer with, as `readJsonBody` does.
 */
export async function readQuestion(text: string, options: QuestionOptions): Promise<Question> {
  const { schema, depth, batch, turn } = options;
  const parse = (): unknown => parseBody(text, depth);
  const body = text.length < FEW_CHARACTERS ? parse() : await turn(parse);
  const checked = checkValue(body, { shape: envelope(batch), schema });
  if ("faults" in checked) throw refuse(checked.faults);
  const { patients, reasons = true } = checked.value;
  const read = rowReader(schema);
  const rows: Row[] = [];
  await inStretches(patients.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const row = read(patients[i]);
      if (row === undefined) throw refuse(faultsFrom(i, patients, options));
      rows.push(row);
    }
  }, turn);
  return { rows, reasons };
}

/** So short a body is parsed at once. */
const FEW_CHARACTERS = 50_000;

/** Lets in so many at a time; who comes then is told to come again. */
export function makeGate(most: number): () => Disposable {
  let inside = 0;
  return () => {
    if (inside >= most) {
      throw refusal({
        status: 503,
        detail: `${most} batches are being answered; ask again in a second, or for fewer patients`,
        headers: { "retry-after": "1" },
      });
    }
    inside++;
    return { [Symbol.dispose]: () => void inside-- };
  };
}
