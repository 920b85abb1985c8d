/** The API described for other programs: OpenAPI 3.1, made from the checks that run. */
import { z } from "zod";
import {
  healthShape,
  outcomesRequestShape,
  outcomesResponseShape,
  predictRequestShape,
  predictResponseShape,
  problemShape,
  readyShape,
} from "./shapes.ts";
import type { Limits } from "../http/limits.ts";
import type { ModelFile } from "../model-file/model-file.ts";

type Json = Readonly<Record<string, unknown>>;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function content(type: string, schema: Json): Json {
  return { content: { [type]: { schema } } };
}

/** What a refusal looks like, a status each. */
function refusals(reasons: Readonly<Record<number, string>>): Json {
  return Object.fromEntries(
    Object.entries(reasons).map(([status, description]) => [
      status,
      { description, ...content("application/problem+json", reference("Problem")) },
    ]),
  );
}

function answered(description: string, schema: Json, type = "application/json"): Json {
  return { 200: { description, ...content(type, schema) } };
}

function schemasOf({ schema }: ModelFile, limits: Limits): Json {
  const shapes: Record<string, z.ZodType> = {
    PredictRequest: predictRequestShape(schema, limits),
    PredictResponse: predictResponseShape(schema),
    OutcomesRequest: outcomesRequestShape(schema, limits),
    OutcomesResponse: outcomesResponseShape(limits),
    Health: healthShape,
    Ready: readyShape,
    Problem: problemShape,
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      // The document says once, for all of them, which JSON Schema they are.
      const { $schema: _, ...described } = z.toJSONSchema(shape);
      return [name, described];
    }),
  );
}

const posting: Readonly<Record<number, string>> = {
  400: "Not JSON, a key twice, or nested too deep.",
  408: "The body took too long to arrive.",
  413: "The body is too large.",
  415: "Not application/json in UTF-8.",
  422: "JSON, but not as described here; each fault with its place.",
};
const notWatched = { 409: "No log of predictions is kept, or it does not hold what this needs." };
const notKept = { 503: "The log cannot be used now; ask again." };

/**
 * The OpenAPI document of a server with this model: its patients have the model's features, with
 * their ranges and levels.
 */
export function openApi(file: ModelFile, limits: Limits): Json & { readonly openapi: "3.1.0" } {
  const anyObject = { type: "object" };
  const body = (name: string): Json => ({
    required: true,
    ...content("application/json", reference(name)),
  });
  return {
    openapi: "3.1.0",
    info: {
      title: file.card.title,
      version: file.contentSha256.slice(0, 12),
      description: "What this model says of a patient. Not a medical device.",
    },
    paths: {
      "/health": {
        get: {
          summary: "Whether it runs, and with which model",
          responses: answered("It runs.", reference("Health")),
        },
      },
      "/ready": {
        get: {
          summary: "Whether it can be relied on: the model's file is there, the log can be written",
          responses: {
            ...answered("It can.", reference("Ready")),
            ...refusals({ 503: "It cannot, and why." }),
          },
        },
      },
      "/model": {
        get: {
          summary: "The model's card, schema and threshold",
          responses: answered("Plain JSON.", anyObject),
        },
      },
      "/predict": {
        post: {
          summary: `Probability, decision, reasons and warnings for 1 to ${limits.batch} patients`,
          requestBody: body("PredictRequest"),
          responses: {
            ...answered("An answer a patient, in their order.", reference("PredictResponse")),
            ...refusals({
              ...posting,
              503: "Too much for the time there is, or the log cannot be written.",
            }),
          },
        },
      },
      "/outcomes": {
        post: {
          summary: "What became of patients who were asked about",
          requestBody: body("OutcomesRequest"),
          responses: {
            ...answered("All are kept.", reference("OutcomesResponse")),
            ...refusals({ ...posting, ...notWatched, ...notKept }),
          },
        },
      },
      "/drift": {
        get: {
          summary: "How far the patients asked about differ from those of the training",
          responses: {
            ...answered("Plain JSON.", anyObject),
            ...refusals({ ...notWatched, ...notKept }),
          },
        },
      },
    },
    components: { schemas: schemasOf(file, limits) },
  };
}
