/** The HTTP API of a model, thin: each route reads, asks and answers. */
import { type Context, Hono } from "hono";
import type { Label } from "../../types.ts";
import type { OutcomeFault } from "../../watch/log.ts";
import { MOST_FAULTS } from "./faults.ts";
import { makeGate } from "./question.ts";
import { bodyOf } from "./stream.ts";
import { makeTurns } from "./turns.ts";
import { perModel } from "./per-model.ts";
import { answerBody, checkReady, type Service } from "./service.ts";
import { outcomesRequestShape, predictRequestShape } from "./shapes.ts";
import type { ServiceLog } from "./watch.ts";
import { checkContentType, readJsonBody } from "./body.ts";
import { decodeBody, readBytes } from "../http/limits.ts";
import { refusal } from "../http/problem.ts";
import type { ModelFile } from "../model-file/model-file.ts";
import { openApi } from "./openapi.ts";

/** The log, or a refusal that says how to have one. */
function watchOf({ watch }: Service): ServiceLog {
  if (watch !== undefined) return watch;
  throw refusal({
    status: 409,
    detail: "no log of predictions is kept; start the server with --log predictions.db to keep one",
  });
}

/** A body of so many bytes may be a batch. */
const SMALL_BYTES = 100_000;

/** Refuses outcomes where something speaks against one of them: nothing was kept of any. */
function refuseFaults(faults: readonly OutcomeFault[]): void {
  if (faults.length === 0) return;
  const errors = faults.slice(0, MOST_FAULTS).map(({ place, fault }) => ({
    pointer: `/outcomes/${place}/id`,
    detail: `expected an id that POST /predict gave, each once, got one that is ${fault}`,
  }));
  throw refusal({ status: 409, detail: `nothing was kept: ${errors[0].detail}`, errors });
}

/** Who the model is, and all that its card says. */
function describeModel(file: ModelFile): Readonly<Record<string, unknown>> {
  const { contentSha256: model, created, seed, dataSha256, schema, threshold, refer, card } = file;
  return { model, created, seed, dataSha256, schema, threshold, refer, card };
}

/** The routes for programs: /health, /ready, /openapi.json, /model, /predict, /outcomes and /drift. */
export function apiRoutes(service: Service): Hono {
  const { current, limits } = service;
  const { batchBytes: bytes, bodyMilliseconds: milliseconds, depth } = limits;
  const body = { bytes, milliseconds, depth, stopping: service.stopping };
  const outcomesShape = perModel(({ schema }) => outcomesRequestShape(schema, limits));
  const shapeOf = perModel(({ schema }) => predictRequestShape(schema, limits));
  const local = { watch: service.watch, limits, shapeOf, turn: makeTurns() };
  const enter = makeGate(limits.batches);
  const description = perModel((file) => openApi(file, limits));

  async function predict(context: Context): Promise<Response> {
    const file = current();
    // Below this it is no batch: a few patients are never turned away.
    const length = Number(context.req.header("content-length") ?? Infinity);
    using _inside = length < SMALL_BYTES ? undefined : enter();
    checkContentType(context.req.raw, "application/json");
    const pieces = await readBytes(context.req.raw, body);
    const size = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const answer = service.batches === undefined || size < SMALL_BYTES
      ? bodyOf(await answerBody({ ...local, file }, decodeBody(pieces)))
      : await service.batches({ ...service, file }, pieces);
    return context.body(answer, 200, { "content-type": "application/json" });
  }

  async function outcomes(context: Context): Promise<Response> {
    const watch = watchOf(service);
    const file = current();
    const { schema } = file;
    const shape = outcomesShape(file);
    const told = await readJsonBody(context.req.raw, { shape, schema, limits: body });
    const known = told.outcomes.map(({ id, outcome }) => {
      const label: Label = outcome === schema.outcome.positive ? 1 : 0;
      return { id, label };
    });
    refuseFaults(await watch.outcomes(known));
    return context.json({ kept: known.length });
  }

  async function drift(context: Context): Promise<Response> {
    const report = await watchOf(service).drift(current());
    if (!("least" in report)) return context.json(report);
    const { patients, least } = report;
    const asked = patients === 0 ? "nobody has" : `so far ${patients} have`;
    throw refusal({
      status: 409,
      detail: `this model must have been asked about ${least} patients before their drift says ` +
        `anything; ${asked} been asked about`,
    });
  }

  return new Hono()
    .get("/health", (context) => context.json({ status: "ok", model: current().contentSha256 }))
    .get("/ready", async (context) => {
      await checkReady(service);
      return context.json({ status: "ready", model: current().contentSha256 });
    })
    .get("/openapi.json", (context) => context.json(description(current())))
    .get("/model", (context) => context.json(describeModel(current())))
    .post("/predict", predict)
    .post("/outcomes", outcomes)
    .get("/drift", drift);
}
