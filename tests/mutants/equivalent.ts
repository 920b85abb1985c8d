/**
 * Changes that no test can notice because the program does the same with them. They are left out of
 * the draw, each for a reason that was checked by reading all callers; a test sees to it that each still
 * names a change that can be made.
 */
export const EQUIVALENT: readonly {
  readonly file: string;
  /** The line on which the change begins, without the space around it. */
  readonly line: string;
  readonly what: string;
  readonly because: string;
}[] = [];
