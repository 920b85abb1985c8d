/** The error of a log that cannot be read or written. */

/**
 * A log that cannot be used now: locked, full or unreachable. The message is that of the database
 * or of the system and contains no patient data, so it may be shown to the server's operator.
 */
export class LogError extends Error {
  override readonly name = "LogError";
}
