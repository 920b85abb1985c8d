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
const ENDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, Infinity];

function labels(pairs: Readonly<Record<string, string | number>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}="${String(value).replace(/["\\\n]/g, "\\$&")}"`)
    .join(",");
}

function head(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}`;
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
  const requests = new Map<string, { readonly by: string; times: number }>();
  const routes = new Map<string, { seconds: number; readonly within: number[] }>();

  function count({ method, route, status, milliseconds }: Answered): void {
    const key = `${method} ${status} ${route}`;
    const counted = requests.get(key) ?? { by: labels({ method, route, status }), times: 0 };
    counted.times++;
    requests.set(key, counted);
    const took = milliseconds / 1000;
    const timed = routes.get(route) ?? { seconds: 0, within: ENDS.map(() => 0) };
    timed.seconds += took;
    timed.within[ENDS.findIndex((end) => took <= end)]++;
    routes.set(route, timed);
  }

  /** The histogram of a route: each bucket counts all requests up to its end. */
  function histogram(route: string): string[] {
    const { seconds, within } = routes.get(route)!;
    const by = labels({ route });
    let upTo = 0;
    const buckets = ENDS.map((end, i) => {
      const le = end === Infinity ? "+Inf" : end;
      return `heartbook_request_seconds_bucket{${labels({ route, le })}} ${upTo += within[i]}`;
    });
    return [
      ...buckets,
      `heartbook_request_seconds_sum{${by}} ${seconds}`,
      `heartbook_request_seconds_count{${by}} ${upTo}`,
    ];
  }

  function text({ model, ready }: { readonly model: string; readonly ready: boolean }): string {
    const { rss, heapUsed } = Deno.memoryUsage();
    const lines = [
      head("heartbook_requests_total", "counter", "Requests answered."),
      ...requests.values().map(({ by, times }) => `heartbook_requests_total{${by}} ${times}`),
      head("heartbook_request_seconds", "histogram", "Time from a request's head to its answer."),
      ...routes.keys().flatMap(histogram),
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
