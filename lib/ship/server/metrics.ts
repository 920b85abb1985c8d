/** What a server did, counted, in the text format of Prometheus (version 0.0.4). */

/** One request that has been answered. */
export interface Answered {
  readonly method: string;
  /** The route, never the path: a path may hold anything. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What is counted. */
export interface Metrics {
  readonly count: (answered: Answered) => void;
  /** The text; `model` is the SHA-256 of the model that answers now, `ready` whether it may. */
  readonly text: (now: { readonly model: string; readonly ready: boolean }) => string;
}

/** Upper ends of the histogram's buckets, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

function labels(pairs: Readonly<Record<string, string | number>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}="${String(value).replace(/["\\\n]/g, "\\$&")}"`)
    .join(",");
}

function head(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}`;
}

/** Adds to the count of a key. */
function add(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/**
 * Counters that begin at zero. They hold routes, statuses and times, and nothing of a patient.
 *
 * @example
 * ```ts
 * import { makeMetrics } from "heartbook/ship/server/metrics.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const metrics = makeMetrics();
 * metrics.count({ method: "GET", route: "/health", status: 200, milliseconds: 3 });
 * assertStringIncludes(
 *   metrics.text({ model: "ab", ready: true }),
 *   'heartbook_requests_total{method="GET",route="/health",status="200"} 1',
 * );
 * ```
 */
export function makeMetrics(): Metrics {
  const requests = new Map<string, number>();
  const buckets = new Map<string, number>();
  const seconds = new Map<string, number>();

  function count({ method, route, status, milliseconds }: Answered): void {
    add(requests, labels({ method, route, status }));
    const took = milliseconds / 1000;
    const by = labels({ route });
    add(seconds, by, took);
    for (const end of [...BUCKETS, Infinity]) {
      const le = end === Infinity ? "+Inf" : end;
      add(buckets, labels({ route, le }), Number(took <= end));
    }
  }

  function text({ model, ready }: { readonly model: string; readonly ready: boolean }): string {
    const { rss, heapUsed } = Deno.memoryUsage();
    const lines = [
      head("heartbook_requests_total", "counter", "Requests answered."),
      ...requests.entries().map(([by, value]) => `heartbook_requests_total{${by}} ${value}`),
      head("heartbook_request_seconds", "histogram", "Time from a request's head to its answer."),
      ...buckets.entries().map(([by, value]) => `heartbook_request_seconds_bucket{${by}} ${value}`),
      ...seconds.entries().flatMap(([by, value]) => [
        `heartbook_request_seconds_sum{${by}} ${value}`,
        `heartbook_request_seconds_count{${by}} ${buckets.get(`${by},le="+Inf"`)}`,
      ]),
      head("heartbook_model_info", "gauge", "The model that answers now."),
      `heartbook_model_info{${labels({ model })}} 1`,
      head("heartbook_ready", "gauge", "1 where /ready says yes."),
      `heartbook_ready ${Number(ready)}`,
      head("process_resident_memory_bytes", "gauge", "Memory of the process."),
      `process_resident_memory_bytes ${rss}`,
      head("heartbook_heap_bytes", "gauge", "Memory of its objects."),
      `heartbook_heap_bytes ${heapUsed}`,
    ];
    return `${lines.join("\n")}\n`;
  }

  return { count, text };
}
