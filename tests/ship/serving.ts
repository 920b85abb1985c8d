/** Servers for tests, without a port. */
import type { ServiceLog } from "heartbook/ship/api/watch.ts";
import type { Service } from "heartbook/ship/api/service.ts";
import { type HttpOptions, makeHandler } from "heartbook/ship/server/handler.ts";
import { defaultLimits } from "heartbook/ship/http/limits.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { learners, makeModelFile } from "./model-file/made.ts";

export const logisticFile: ModelFile = await makeModelFile(learners.logistic);

/** A patient of whom everything is known. */
export const patient = {
  age: 63,
  sex: "male",
  cp: "asymptomatic",
  trestbps: 145,
  chol: 233,
  fbs: "no",
  restecg: "normal",
  thalach: 150,
  exang: "no",
  oldpeak: 2.3,
  slope: "flat",
  ca: 0,
  thal: "normal",
} as const;

export function serviceOf(file: ModelFile, changes: Partial<Service> = {}): Service {
  return { current: () => file, limits: defaultLimits, ...changes };
}

/** A handler over the few patients' logistic model. */
export function handlerOf(
  changes: Partial<Service> = {},
  options: HttpOptions = {},
): (request: Request) => Promise<Response> {
  const handler = makeHandler(serviceOf(logisticFile, changes), options);
  return async (request) => await handler(request);
}

export const at = (path: string): string => `http://127.0.0.1:8000${path}`;

/** A request with this text as its body. */
export function posting(
  path: string,
  body: BodyInit | null,
  headers: Record<string, string> = { "content-type": "application/json" },
): Request {
  return new Request(at(path), { method: "POST", body, headers });
}

export function asking(body: unknown, path = "/predict"): Request {
  return posting(path, JSON.stringify(body));
}

/** A log that keeps everything in memory; it knows the ids it gave. */
export function memoryWatch(): ServiceLog & { readonly kept: unknown[] } {
  const kept: unknown[] = [];
  const ids = new Set<string>();
  return {
    kept,
    ready: () => Promise.resolve(),
    log: (_file, asked) => {
      kept.push(...asked);
      const given = asked.map(() => crypto.randomUUID());
      for (const id of given) ids.add(id);
      return Promise.resolve(given);
    },
    outcomes: (known) => {
      const faults = known.flatMap(({ id }, place) =>
        ids.has(id) ? [] : [{ place, fault: "unknown" as const }]
      );
      if (faults.length === 0) kept.push(...known);
      return Promise.resolve(faults);
    },
    drift: () =>
      Promise.resolve(
        kept.length === 0 ? { patients: 0, least: 1 } : { asked: kept.length },
      ),
  };
}
