/** The last step of writing a file that is either wholly there or not at all. */

/** Where a file is written before it is moved to its place: beside it, so that moving is quick. */
export function partPath(path: string): string {
  return `${path}.${crypto.randomUUID()}.part`;
}

/** What is thrown where a file is not to be replaced. */
export function alreadyThere(path: string): Error {
  return new Deno.errors.AlreadyExists(`${path}: is there already; give overwrite to replace it`);
}

/**
 * Moves a finished part to its place.
 *
 * @throws `Deno.errors.AlreadyExists` where there is a file, unless it may be overwritten.
 */
export async function moveIntoPlace(
  part: string,
  path: string,
  { overwrite = false }: { readonly overwrite?: boolean },
): Promise<void> {
  if (overwrite) return await Deno.rename(part, path);
  try {
    // Unlike a rename, a link refuses to replace what is there.
    await Deno.link(part, path);
  } catch (error) {
    throw error instanceof Deno.errors.AlreadyExists ? alreadyThere(path) : error;
  }
  await Deno.remove(part);
}
