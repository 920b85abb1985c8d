/** What a server may be sent, good and bad, with the status that each must be answered with. */
import { readHeart } from "heartbook/heart/heart.ts";
import type { Random } from "heartbook/random.ts";
import type { ModelFile } from "heartbook/ship/model-file/model-file.ts";
import { predictWith } from "heartbook/ship/model-file/predict.ts";

/** One request. */
export interface Sent {
  /** What the counts are kept by. */
  readonly kind: string;
  readonly path: string;
  readonly init?: RequestInit;
  readonly status: number;
  /** Throws where a body is not what belongs to the status; absent where any will do. */
  readonly check?: (text: string) => void;
  /** Whether the client hangs up before it has an answer. */
  readonly hangsUp?: boolean;
}

/** Draws the next request. */
export type Draw = (random: Random) => Sent;

const json = { "content-type": "application/json" };

function posting(body: BodyInit, headers: Record<string, string> = json): RequestInit {
  return { method: "POST", headers, body };
}

/** Kinds of requests, and how many of a thousand are of each. */
export function kindsOfRequests(file: ModelFile): readonly (readonly [number, Draw])[] {
  const { rows } = readHeart();
  const expected = predictWith(file, rows).map(({ p }) => p);

  /** So many patients, whose probabilities must be those of the model to the last digit. */
  const asking = (kind: string, most: number): Draw => (random) => {
    const first = random.integer(rows.length), count = 1 + random.integer(most);
    const places = Array.from({ length: count }, (_, i) => (first + i) % rows.length);
    const reasons = random.uniform() < 0.5;
    const body = JSON.stringify({ patients: places.map((place) => rows[place]), reasons });
    const check = (text: string): void => {
      const { answers } = JSON.parse(text);
      const right = answers.length === count &&
        places.every((place, i) => answers[i].probability === expected[place]);
      if (!right) throw new Error(`expected the model's probabilities, got ${text.slice(0, 200)}`);
    };
    return { kind, path: "predict", init: posting(body), status: 200, check };
  };

  const getting = (path: string, status: number, init?: RequestInit): Draw => () => {
    return { kind: `${init?.method ?? "GET"} /${path}`, path, init, status };
  };

  const refused =
    (kind: string, body: (random: Random) => string, status: number): Draw => (random) => {
      const check = (text: string): void => {
        const problem = JSON.parse(text);
        if (problem.status !== status || !problem.detail) throw new Error(`got ${text}`);
      };
      return { kind, path: "predict", init: posting(body(random)), status, check };
    };

  const patient = (random: Random): object => rows[random.integer(rows.length)];
  const whole = (random: Random): string => JSON.stringify({ patients: [patient(random)] });
  const many = (random: Random, count: number): object[] =>
    Array.from({ length: count }, () => patient(random));

  return [
    [500, asking("one patient", 1)],
    [30, asking("up to 20 patients", 20)],
    [1, asking("up to 400 patients", 400)],
    [0.5, asking("up to 2,000 patients", 2_000)],
    [270, getting("health", 200)],
    [15, getting("ready", 200)],
    [5, getting("", 200)],
    [2, getting("model", 200)],
    [2, getting("metrics", 200)],
    [1, getting("openapi.json", 200)],
    [10, getting("nothing-here", 404)],
    [10, getting("predict", 405)],
    [5, getting("drift", 409)],
    [5, getting("health", 403, { headers: { origin: "http://elsewhere.example" } })],
    [30, refused("half a body", (random) => whole(random).slice(0, -2), 400)],
    [
      10,
      refused("a key twice", (random) => whole(random).replace('"age":', '"age":1,"age":'), 400),
    ],
    [1, refused("deep nesting", () => "[".repeat(50_000) + "]".repeat(50_000), 400)],
    [
      30,
      refused("a cell out of range", (random) => {
        return JSON.stringify({ patients: [patient(random), { ...patient(random), chol: 5.8 }] });
      }, 422),
    ],
    [
      20,
      refused("an unknown key", (random) => {
        return JSON.stringify({ patients: [{ ...patient(random), smoker: "yes" }] });
      }, 422),
    ],
    [10, refused("nobody", () => '{"patients":[]}', 422)],
    [
      1,
      refused("a fault far down in a batch", (random) => {
        return JSON.stringify({ patients: [...many(random, 900), { age: "old" }] });
      }, 422),
    ],
    [0.1, refused("5 MB", () => " ".repeat(5_000_000), 413)],
    [15, (random) => {
      const init = posting(whole(random), { "content-type": "text/csv" });
      return { kind: "text/csv", path: "predict", init, status: 415 };
    }],
    [5, () => {
      const init = posting('{"outcomes":[{"id":"x","outcome":"no disease"}]}');
      return { kind: "outcomes without a log", path: "outcomes", init, status: 409 };
    }],
    [10, (random) => ({ ...asking("", 20)(random), kind: "hangs up", hangsUp: true })],
  ];
}
