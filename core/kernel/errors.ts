/**
 * An error that may reach a person: a stable code, an HTTP status, public words and private facts.
 * `publicMessage` never holds comment text, names or tokens; `facts` go to the log and nowhere else.
 */
export class UppsiktError extends Error {
  readonly code: string;
  readonly status: number;
  readonly publicMessage: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the client may want to know in a machine's form, e.g. the present item of a 409. */
  readonly detail: unknown;

  constructor(init: {
    code: string;
    status: number;
    message: string;
    facts?: Record<string, unknown>;
    detail?: unknown;
    cause?: unknown;
  }) {
    super(`${init.code}: ${init.message}`, { cause: init.cause });
    this.name = 'UppsiktError';
    this.code = init.code;
    this.status = init.status;
    this.publicMessage = init.message;
    this.facts = init.facts ?? {};
    this.detail = init.detail;
  }
}

export const notFound = (subject: string): UppsiktError =>
  new UppsiktError({ code: 'not_found', status: 404, message: `No such ${subject}.` });

export const forbidden = (message = 'Your role does not allow this.'): UppsiktError =>
  new UppsiktError({ code: 'forbidden', status: 403, message });

export const unauthenticated = (): UppsiktError =>
  new UppsiktError({ code: 'unauthenticated', status: 401, message: 'Sign in, or send a valid token.' });

export const invalid = (message: string, detail?: unknown): UppsiktError =>
  new UppsiktError({ code: 'invalid', status: 422, message, detail });

/** Nothing on the platform is left to act on, and nobody to answer. */
export const commentGone = (): UppsiktError =>
  new UppsiktError({ code: 'comment_gone', status: 422, message: 'The comment is gone from the platform.' });

/** Somebody else was first. `item` is the present state, so that the client can show it. */
export const stale = (item: unknown): UppsiktError =>
  new UppsiktError({
    code: 'stale',
    status: 409,
    message: 'The item has changed since you read it.',
    detail: { item },
  });

/** Somebody else has answered, or is about to: whoever wants to answer too says so. `item` as in {@link stale}. */
export const answeredAlready = (item: unknown): UppsiktError =>
  new UppsiktError({
    code: 'answered_already',
    status: 409,
    message: 'Somebody else has answered already.',
    detail: { item },
  });

/** What one person asked for, another cannot agree to: it was about another text. */
export const editedSince = (): UppsiktError =>
  new UppsiktError({
    code: 'edited_since',
    status: 409,
    message: 'The text was edited after the removal was asked for. Refuse it; it can be asked for anew.',
  });

/** Somebody else has put a policy in force since. `present`: the version that is, null where there is none. */
export const stalePolicy = (present: unknown): UppsiktError =>
  new UppsiktError({
    code: 'stale_policy',
    status: 409,
    message: 'Somebody else has changed the policy since you read it.',
    detail: { present },
  });

export const unavailable = (subject: string, cause?: unknown): UppsiktError =>
  new UppsiktError({ code: 'unavailable', status: 503, message: `${subject} cannot be reached now.`, cause });

/** What one person may not do alone: it is proposed, and somebody else agrees. */
export const secondPersonNeeded = (message: string): UppsiktError =>
  new UppsiktError({ code: 'second_person_needed', status: 422, message });

/** A word cannot be exempt and listed at once: one of the two would say nothing. */
export const contradictingWord = (term: string): UppsiktError =>
  new UppsiktError({
    code: 'contradicting_word',
    status: 422,
    message: `“${term}” stands on a list that contradicts this one. Take it off there first.`,
  });

/** Somebody else has put another list in place since. */
export const staleList = (): UppsiktError =>
  new UppsiktError({
    code: 'stale_list',
    status: 409,
    message: 'Somebody else has changed the list since you read it.',
  });

/** A newer version has changed the store: this program would not know what it reads. One sentence; exit code 1. */
export class StoreTooNewError extends Error {
  override readonly name = 'StoreTooNewError';
  readonly exitCode = 1;

  constructor(migrations: readonly string[]) {
    super(
      `The store was brought up to date by a newer Uppsikt (migration ${migrations.join(', ')}): start that version, or restore the backup from before.`,
    );
  }
}
