/** Changes inside a JSON value, for doors behind which a checksum would refuse changed bytes. */
import { type Random, seeded } from "heartbook/random.ts";

type Json = unknown;

const ODD: readonly Json[] = [
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1,
  2,
  1e300,
  -1e300,
  1e-320,
  2 ** 53,
  1e9,
  "",
  "x",
  "NaN",
  "toString",
  [],
  {},
  [[]],
  [null],
  { kind: "tree" },
];

/** All places in a value, as paths; long lists only at their ends. */
function placesOf(value: Json, path: readonly (string | number)[] = []): (string | number)[][] {
  const entries: [string | number, Json][] = Array.isArray(value)
    ? [...value.slice(0, 4).entries(), ...[...value.entries()].slice(4).slice(-2)]
    : typeof value === "object" && value !== null
    ? Object.entries(value)
    : [];
  return [[...path], ...entries.flatMap(([key, each]) => placesOf(each, [...path, key]))];
}

// deno-lint-ignore no-explicit-any -- any JSON, walked by paths that lead somewhere
type Any = any;

function changeAt(
  root: Any,
  path: readonly (string | number)[],
  random: Random,
  others: Any,
): Json {
  const parent = path.slice(0, -1).reduce((at: Any, key) => at?.[key], root);
  const key = path.at(-1);
  if (key === undefined || typeof parent !== "object" || parent === null) return root;
  const value = parent[key];
  switch (random.integer(7)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      break;
    case 1:
      parent[key] = others;
      break;
    case 2:
      if (Array.isArray(parent)) parent.push(structuredClone(value));
      else parent[`${key}s`] = value;
      break;
    case 3:
      if (typeof value === "number") {
        parent[key] = [-value, value + 1, value * 1e10, Math.round(value), value - 1][
          random.integer(5)
        ];
        break;
      } // falls through
    case 4:
      if (typeof value === "string") {
        parent[key] = [value.toUpperCase(), `${value} `, value.slice(1)][random.integer(3)];
        break;
      } // falls through
    default:
      parent[key] = structuredClone(ODD[random.integer(ODD.length)]);
  }
  return root;
}

/** A copy with one to three changes that are drawn from what the bytes say. */
export function changeJson(value: Json, bytes: Uint8Array): Json {
  const random = seeded(bytes.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7));
  let changed = structuredClone(value);
  const changes = 1 + random.integer(3);
  for (let i = 0; i < changes; i++) {
    const places = placesOf(changed);
    const path = places[random.integer(places.length)];
    const from = places[random.integer(places.length)];
    const other = structuredClone(from.reduce((at: Any, key) => at[key], changed));
    changed = changeAt(changed, path, random, other);
  }
  return changed;
}
