/** Memory that compiled loops and TypeScript both work on. */

const PAGE = 65536;
/** Vector width in bytes; arrays aligned to it are read fastest. */
const ALIGNMENT = 16;
/** The size of a memory that is kept for good. */
const LARGEST_KEPT = 256 * PAGE;

/** Compiled loops, and arrays in their memory. */
export interface Workspace<Loops> {
  readonly loops: Loops;
  /** A fresh array; the loops take its `byteOffset` as the address. */
  readonly float32: (length: number) => Float32Array;
  readonly float64: (length: number) => Float64Array;
  readonly int32: (length: number) => Int32Array;
  readonly uint8: (length: number) => Uint8Array;
}

const modules = new Map<string, WebAssembly.Module | null>();

/** Compiled once, `null` if vector instructions are not supported. */
function compiled(bytes: string): WebAssembly.Module | null {
  let module = modules.get(bytes);
  if (module === undefined) {
    module = moduleOf(decoded(bytes));
    modules.set(bytes, module);
  }
  return module;
}

/** The bytes of base64, also on Node 20, which cannot read it into bytes. */
function decoded(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64?.(text) ??
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Checked where it is compiled, as a check of its own would take as long again. */
function moduleOf(code: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(code);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

/**
 * Memory of `size` bytes for the loops compiled to `bytes`, or `null` if the platform has no vector
 * instructions. Arrays beyond the size are a `RangeError`; allow {@link room} for each.
 */
export function openWorkspace<Loops>(bytes: string, size: number): Workspace<Loops> | null {
  const module = compiled(bytes);
  return module && arraysIn(instantiated(module, size));
}

/**
 * Like {@link openWorkspace}, but the memory is used again: opening the next workspace ends the one
 * before, and its arrays hold whatever was there. For work that is done when its function returns.
 */
export function reusedWorkspace<Loops>(bytes: string): (size: number) => Workspace<Loops> | null {
  // A large memory is kept only until the system wants it back.
  let small: Instantiated | undefined, large: WeakRef<Instantiated> | undefined;
  return (size) => {
    const module = compiled(bytes);
    if (!module) return null;
    const kept = size > LARGEST_KEPT ? large?.deref() : small;
    if (kept) {
      const { memory } = kept, missing = size - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return arraysIn(kept);
    }
    const fresh = instantiated(module, size);
    if (size > LARGEST_KEPT) large = new WeakRef(fresh);
    else small = fresh;
    return arraysIn(fresh);
  };
}

interface Instantiated {
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports;
}

function instantiated(module: WebAssembly.Module, size: number): Instantiated {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
  return { memory, exports: new WebAssembly.Instance(module, { env: { memory } }).exports };
}

function arraysIn<Loops>({ memory: { buffer }, exports }: Instantiated): Workspace<Loops> {
  let used = 0;
  const take = (bytes: number): number => {
    const start = used;
    used += room(bytes);
    return start;
  };
  return {
    loops: exports as Loops,
    float32: (length) => new Float32Array(buffer, take(4 * length), length),
    float64: (length) => new Float64Array(buffer, take(8 * length), length),
    int32: (length) => new Int32Array(buffer, take(4 * length), length),
    uint8: (length) => new Uint8Array(buffer, take(length), length),
  };
}

/** The space that an array of this many bytes takes. */
export function room(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** The number of rows that loops over four at a time go through. */
export function nextFour(rows: number): number {
  return 4 * Math.ceil(rows / 4);
}
