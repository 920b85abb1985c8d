/**
 * Where functions and records come from, so that another thread can make the same ones: a closure
 * cannot be sent, but the name of the export that made it can.
 */

/** An export of a module, or what it returns for these arguments. */
export interface Origin {
  /** `import.meta.url` of the module. */
  readonly module: string;
  /** The exported name; with dots for a field of it, such as "metrics.rocAuc". */
  readonly name: string;
  /** The arguments to call the export with; without them the export itself is meant. */
  readonly settings?: readonly unknown[];
}

const origins = new WeakMap<object, Origin>();

/**
 * The same value, with its origin remembered. The caller promises that the export, called with
 * these arguments in another thread, gives a value that does the same.
 */
export function comesFrom<Value extends object>(value: Value, origin: Origin): Value {
  origins.set(value, origin);
  return value;
}

/** Marks an origin among plain data. No column of a table is called this. */
const MARK = "heartbook/workers: origin";

/** Data with only what `change` makes of some of its objects exchanged; otherwise the very same. */
function exchange(data: unknown, change: (object: object) => unknown): unknown {
  if (typeof data === "function") return change(data);
  if (typeof data !== "object" || data === null || ArrayBuffer.isView(data)) return data;
  const changed = change(data);
  if (changed !== data) return changed;
  if (Array.isArray(data)) {
    const parts = data.map((part) => exchange(part, change));
    return parts.every((part, i) => part === data[i]) ? data : parts;
  }
  const prototype = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== null) return data;
  const entries = Object.entries(data).map(([key, part]) => [key, exchange(part, change)] as const);
  return entries.every(([key, part]) => part === (data as Record<string, unknown>)[key])
    ? data
    : Object.fromEntries(entries);
}

/**
 * The data with every function and record replaced by its origin.
 *
 * @throws `TypeError` for a function of unknown origin.
 */
export function pack(data: unknown): unknown {
  return exchange(data, (object) => {
    const origin = origins.get(object);
    if (origin !== undefined) {
      const settings = origin.settings && pack(origin.settings);
      return { [MARK]: { ...origin, settings } };
    }
    if (typeof object === "function") {
      throw new TypeError(`${object.name || "a function"}: its origin is not known`);
    }
    return object;
  });
}

const modules = new Map<string, Promise<Record<string, unknown>>>();

function load(module: string): Promise<Record<string, unknown>> {
  let loading = modules.get(module);
  if (loading === undefined) {
    loading = import(module);
    modules.set(module, loading);
  }
  return loading;
}

/** What {@link pack} packed, with everything made again from its origin. */
export async function unpack(data: unknown): Promise<unknown> {
  const packed: { readonly place: object; readonly origin: Origin }[] = [];
  exchange(data, (object) => {
    const origin = (object as Record<string, Origin>)[MARK];
    if (origin !== undefined) packed.push({ place: object, origin });
    return object;
  });
  const made = new Map<object, unknown>();
  for (const { place, origin } of packed) {
    const { module, name, settings } = origin;
    const found = name.split(".").reduce<unknown>(
      (part, key) => (part as Record<string, unknown>)[key],
      await load(module),
    );
    made.set(
      place,
      settings === undefined
        ? found
        : (found as (...all: unknown[]) => unknown)(...await unpack(settings) as unknown[]),
    );
  }
  return exchange(data, (object) => made.has(object) ? made.get(object) : object);
}
