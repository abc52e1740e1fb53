/** Errors of the Graph API in its own words (platforms.md 1.7, 12). Clients must key on `code`. */
import { randomBytes } from 'node:crypto';

export class GraphError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: number;
  readonly subcode: number | null;

  constructor(
    message: string,
    detail: { code: number; subcode?: number | null; status?: number; type?: string },
  ) {
    super(message);
    this.code = detail.code;
    this.subcode = detail.subcode ?? null;
    this.status = detail.status ?? 400;
    this.type = detail.type ?? 'OAuthException';
  }
}

export function gone(id: string, method: 'get' | 'post' = 'post'): GraphError {
  const why =
    'does not exist, cannot be loaded due to missing permissions, or does not support this operation';
  const message = `Unsupported ${method} request. Object with ID '${id}' ${why}`;
  return new GraphError(message, { code: 100, subcode: 33, type: 'GraphMethodException' });
}

export const invalid = (message: string): GraphError => new GraphError(`(#100) ${message}`, { code: 100 });

export const denied = (): GraphError =>
  new GraphError('(#200) Permissions error', { code: 200, status: 403 });

export const expired = (subcode = 463): GraphError =>
  new GraphError(
    'Error validating access token: Session has expired on Saturday, 01-Aug-26 00:00:00 PDT. The current time is later.',
    { code: 190, subcode },
  );

export const throttled = (): GraphError =>
  new GraphError(
    '(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.',
    { code: 80001 },
  );

/** The error for a code that a test asked for. */
export function errorFor(code: number, subcode: number | null, id: string): GraphError {
  if (code === 100 && subcode === 33) return gone(id);
  if (code === 190) return expired(subcode ?? 463);
  if (code === 80001) return throttled();
  if (code === 1) return new GraphError('An unknown error occurred', { code, subcode, status: 500 });
  if (code === 2) {
    return new GraphError('Service temporarily unavailable', { code, subcode, status: 503 });
  }
  if (code === 10 || (code >= 200 && code <= 299)) {
    return new GraphError(`(#${code}) Permissions error`, { code, subcode, status: 403 });
  }
  const words: Readonly<Record<number, string>> = {
    20: 'The action could not be completed',
    4: 'Application request limit reached',
    17: 'User request limit reached',
    32: 'Page request limit reached',
    368: 'The action attempted has been deemed abusive or is otherwise disallowed',
    506: 'Duplicate status message',
    551: 'This person isn’t available right now.',
    613: 'Calls to this api have exceeded the rate limit.',
  };
  return new GraphError(`(#${code}) ${words[code] ?? 'Something went wrong'}`, { code, subcode });
}

/** The body of the answer. */
export function errorBody(error: GraphError): { error: Record<string, unknown> } {
  return {
    error: {
      message: error.message,
      type: error.type,
      code: error.code,
      ...(error.subcode === null ? {} : { error_subcode: error.subcode }),
      ...(error.code === 1 || error.code === 2 ? { is_transient: true } : {}),
      fbtrace_id: `A${randomBytes(12).toString('base64url')}`,
    },
  };
}
