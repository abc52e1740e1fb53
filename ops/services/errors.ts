/** Something that the machine lacks. The message is one sentence that says what to install; exit code 3. */
export class MissingPartError extends Error {
  override readonly name = 'MissingPartError';
  readonly code = 'missing-part';
  readonly exitCode = 3;
}

/** A store that did not start, or a folder that another process uses. One sentence; exit code 1. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code = 'service-failed';
  readonly exitCode = 1;
}

/** The message of whatever was thrown, for a sentence of our own. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
