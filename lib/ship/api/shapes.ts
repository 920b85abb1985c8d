/** The shapes of all that goes in and out, as checks that also make the OpenAPI document. */
import { z } from "zod";
import { isBare } from "../../outcome-words.ts";
import type { FeatureSchema } from "../../types.ts";
import { calledAs } from "../model-file/predict.ts";
import type { WholeAnswer } from "./answer.ts";
import { type Incoming, patientShape } from "./patient.ts";
import { NEIGHBOURHOOD } from "./similar.ts";

/** What POST /predict takes. */
export interface PredictRequest {
  readonly patients: readonly Incoming[];
  /** Whether each answer says why; true by default. */
  readonly reasons?: boolean;
}

/** What POST /predict answers. */
export interface PredictResponse {
  /** Names the very model that answered. */
  readonly model: string;
  readonly answers: readonly WholeAnswer[];
}

/** What POST /outcomes takes. */
export interface OutcomesRequest {
  readonly outcomes: readonly { readonly id: string; readonly outcome: string }[];
}

/** The check of POST /predict for patients of this schema, `batch` of them at most. */
export function predictRequestShape(
  schema: FeatureSchema,
  { batch }: { readonly batch: number },
): z.ZodType<PredictRequest> {
  return z.strictObject({
    patients: z.array(patientShape(schema)).min(1).max(batch),
    reasons: z.boolean().optional().describe("Whether each answer says why; true by default."),
  });
}

/** The check of POST /outcomes, in the schema's words for its outcome. */
export function outcomesRequestShape(
  { outcome }: FeatureSchema,
  { batch }: { readonly batch: number },
): z.ZodType<OutcomesRequest> {
  return z.strictObject({
    outcomes: z.array(z.strictObject({
      id: z.string().min(1).max(100).describe("As POST /predict gave it."),
      outcome: z.enum([outcome.positive, outcome.negative]).describe(outcome.about),
    })).min(1).max(batch),
  });
}

const share = z.number().min(0).max(1);
const count = z.int().min(0);

const reasons = z.strictObject({
  unit: z.enum(["log odds", "probability"]).describe("What is added up."),
  base: z.number().describe("The mean prediction of those whom a patient is compared with."),
  contributions: z.array(z.strictObject({
    feature: z.string(),
    value: z.number().describe("Exact SHAP value; above 0 it speaks for disease."),
  })),
  prediction: z.number().describe("Base and all contributions; before any recalibration."),
});

const interval = z.strictObject({
  estimate: share,
  low: share,
  high: share,
  level: share,
  method: z.string(),
});

const promise = z.strictObject({
  feature: z.string(),
  level: z.string(),
  patients: count,
  diseased: count,
  figure: z.string().describe("Such as recall."),
  least: share.describe("What is promised for all patients together."),
  interval: interval.describe("What it was in this group."),
  holds: z.enum(["yes", "no", "unsure"]).describe(
    "no: the group's estimate is below what is promised, so it must not be promised to this " +
      "patient; yes: so is no part of its interval; unsure: the group is too small to tell.",
  ),
  message: z.string(),
});

const similar = z.strictObject({
  patients: count.min(1).max(NEIGHBOURHOOD),
  diseased: count.max(NEIGHBOURHOOD),
  from: share,
  to: share,
  interval,
}).describe(
  "The patients nearest in probability, each predicted by a model that had not seen them, and " +
    "how many of them were diseased.",
);

/** What is answered of a patient, but for the words that go with the outcome. */
const answer = z.strictObject({
  id: z.string().optional().describe("For POST /outcomes; only where a log is kept."),
  similar: similar.nullable(),
  reasons: reasons.nullable().describe("null where not wanted, or the model gives none."),
  promises: z.array(promise).describe(
    "What the threshold promises, for the patient's own group; for all groups where it is not " +
      "known which one it is.",
  ),
  mostlyUnknown: z.boolean().describe(
    "More than half of the features are unknown: the answer is mostly about the usual patient of the training data.",
  ),
  warnings: z.array(z.strictObject({
    feature: z.string(),
    kind: z.enum(["unknown", "unseen"]),
    message: z.string(),
  })),
});

const model = z.string().regex(/^[0-9a-f]{64}$/).describe("SHA-256 of the model file's content.");

/** A probability and a decision, in the schema's words for its outcome. */
function decidedShape({ outcome }: FeatureSchema): z.ZodRawShape {
  const [low, high] = [calledAs(outcome, "healthy"), calledAs(outcome, "diseased")];
  return {
    probability: share.describe(isBare(outcome.positive) ? "Of disease." : `Of "${high}".`),
    decision: z.enum([high, low, "refer"]).describe(
      `${low}: ruled out by the model; refer: needs a closer look, too close for the model to ` +
        `call; ${high}: called ${high}.`,
    ),
  };
}

/** What POST /predict answers, in the schema's words for its outcome. */
export function predictResponseShape(schema: FeatureSchema): z.ZodType<PredictResponse> {
  const whole = answer.extend(decidedShape(schema)) as unknown as z.ZodType<WholeAnswer>;
  return z.strictObject({ model, answers: z.array(whole) });
}

/** What POST /outcomes answers, where `batch` of them may come at most. */
export function outcomesResponseShape({ batch }: { readonly batch: number }): z.ZodType {
  return z.strictObject({ kept: z.int().min(1).max(batch) });
}

export const healthShape = z.strictObject({ status: z.literal("ok"), model });

export const readyShape = z.strictObject({ status: z.literal("ready"), model });

export const problemShape = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.array(z.strictObject({
    pointer: z.string().describe("JSON pointer into the body, such as /patients/3/chol."),
    detail: z.string(),
  })).optional(),
}).describe("Problem details as RFC 9457 has them.");
