/** LinkedIn's errors (platforms.md 3.5, 12). Clients must key on the status. */
export class LinkedInError extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(status: number, fields: Readonly<Record<string, unknown>>) {
    super(String(fields.message));
    this.status = status;
    this.fields = fields;
  }

  get body(): Readonly<Record<string, unknown>> {
    return { status: this.status, ...this.fields };
  }
}

export const denied = (call: string): LinkedInError =>
  new LinkedInError(403, {
    ...{ serviceErrorCode: 100, code: 'ACCESS_DENIED' },
    message: `Not enough permissions to access: ${call}`,
  });

export const badToken = (code = 65_600): LinkedInError =>
  new LinkedInError(401, {
    ...{ serviceErrorCode: code, code: 'INVALID_ACCESS_TOKEN' },
    message: 'The token used in the request is not valid',
  });

export const notFound = (): LinkedInError =>
  new LinkedInError(404, { serviceErrorCode: 100, code: 'NOT_FOUND', message: 'Not Found' });

export const badRequest = (message: string): LinkedInError =>
  new LinkedInError(400, { serviceErrorCode: 100, code: 'ILLEGAL_ARGUMENT', message });

export const conflict = (): LinkedInError =>
  new LinkedInError(409, { serviceErrorCode: 100, code: 'CONFLICT', message: 'The entity exists already' });

export const throttled = (): LinkedInError =>
  new LinkedInError(429, {
    serviceErrorCode: 101,
    code: 'TOO_MANY_REQUESTS',
    message: 'Resource level throttle APPLICATION DAY limit for calls to this resource is reached.',
  });

export const noVersion = (version: string): LinkedInError =>
  new LinkedInError(426, {
    code: 'NONEXISTENT_VERSION',
    message: `Requested version ${version} is not active`,
  });
