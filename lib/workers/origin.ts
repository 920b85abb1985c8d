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

/** Where a value belongs that is made again, and from what. */
interface Gap extends Omit<Origin, "settings"> {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly settings?: Packed;
}

/** Data with gaps for what only its origin can bring to another thread. */
export interface Packed {
  /** The data, or a gap for all of it. */
  readonly root: { readonly data: unknown };
  readonly gaps: readonly Gap[];
}

/**
 * The data with a gap for every function and record of known origin. Only what leads to a gap is
 * copied.
 *
 * @throws `TypeError` for a function of unknown origin.
 */
export function pack(data: unknown): Packed {
  const gaps: Gap[] = [];
  return { root: packParts({ data }, gaps), gaps };
}

/** The same holder, or a copy of it where a part has gaps or is one. */
function packParts<Holder extends object>(holder: Holder, gaps: Gap[]): Holder {
  const parts: unknown[] = Object.values(holder);
  let copy: Record<string, unknown> | undefined;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (typeof part !== "function" && (typeof part !== "object" || part === null)) continue;
    const origin = origins.get(part);
    const packed = origin === undefined ? packPart(part, gaps) : null;
    if (packed === part) continue;
    copy ??= (Array.isArray(holder) ? [...holder] : { ...holder }) as Record<string, unknown>;
    const key = Object.keys(holder)[i];
    copy[key] = packed;
    if (origin === undefined) continue;
    const settings = origin.settings && pack(origin.settings);
    gaps.push({ holder: copy, key, ...origin, settings });
  }
  return copy as Holder ?? holder;
}

function packPart(part: object, gaps: Gap[]): object {
  if (typeof part === "function") {
    throw new TypeError(`${part.name || "a function"}: its origin is not known`);
  }
  if (Array.isArray(part)) return packParts(part, gaps);
  const prototype = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null ? packParts(part, gaps) : part;
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

/** What {@link pack} packed, of which this thread has a copy: its gaps are filled in place. */
export async function unpack({ root, gaps }: Packed): Promise<unknown> {
  for (const { holder, key, module, name, settings } of gaps) {
    const found = name.split(".").reduce<unknown>(
      (part, key) => (part as Record<string, unknown>)[key],
      await load(module),
    );
    holder[key] = settings === undefined
      ? found
      : (found as (...all: unknown[]) => unknown)(...await unpack(settings) as unknown[]);
  }
  return root.data;
}
