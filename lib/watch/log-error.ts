/** What a log says when it cannot be read or written. */

/**
 * A log that cannot be used now: locked, full, or not reached. The message is that of the database
 * or of the system and tells of no patient, so that it may be shown to whoever runs the server.
 */
export class LogError extends Error {
  override readonly name = "LogError";
}
