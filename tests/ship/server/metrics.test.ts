import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeMetrics } from "heartbook/ship/server/metrics.ts";

const now = { model: "ab", ready: true };

/** The figures of a text by what stands before them. */
function figuresOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}

Deno.test("makeMetrics() counts a request in each bucket from its time up, and adds times up", () => {
  const metrics = makeMetrics();
  const times = [1, 5, 6, 30, 100, 200, 2500, 61_000];
  for (const milliseconds of times) {
    metrics.count({ method: "GET", route: "/health", status: 200, milliseconds });
  }
  metrics.count({ method: "GET", route: "/model", status: 200, milliseconds: 20 });
  const figures = figuresOf(metrics.text(now));
  const buckets = [...figures].flatMap(([name, count]) => {
    const end = /^heartbook_request_seconds_bucket\{route="\/health",le="(.*)"\}$/.exec(name)?.[1];
    return end === undefined ? [] : [[Number(end.replace("+Inf", "Infinity")), count] as const];
  });
  const ends = buckets.map(([end]) => end);
  assertEquals(ends, ends.toSorted((a, b) => a - b));
  assertEquals(ends.at(-1), Infinity);
  for (const [end, count] of buckets) {
    assertEquals(count, times.filter((each) => each <= 1000 * end).length, `up to ${end} s`);
  }
  const of = (name: string): number => figures.get(`${name}{route="/health"}`)!;
  assertAlmostEquals(
    of("heartbook_request_seconds_sum"),
    times.reduce((sum, each) => sum + each / 1000, 0),
    1e-9,
  );
  assertEquals(of("heartbook_request_seconds_count"), times.length);
});

Deno.test("makeMetrics() keeps methods and statuses apart, and quotes what would end a label", () => {
  const metrics = makeMetrics();
  const answered = { method: "GET", route: 'a"b\\c', status: 200, milliseconds: 1 };
  for (const changes of [{}, {}, { method: "POST" }, { status: 503 }]) {
    metrics.count({ ...answered, ...changes });
  }
  const figures = figuresOf(metrics.text({ ...now, ready: false }));
  const of = (method: string, status: number): number =>
    figures.get(
      `heartbook_requests_total{method="${method}",route="a\\"b\\\\c",status="${status}"}`,
    )!;
  assertEquals([of("GET", 200), of("POST", 200), of("GET", 503)], [2, 1, 1]);
  assertEquals(figures.get("heartbook_ready"), 0);
  assertEquals(figures.get('heartbook_model_info{model="ab"}'), 1);
});
