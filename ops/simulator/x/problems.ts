/** X's problems in its own words (platforms.md 5.4, 12). Clients must key on type and status where there is one. */

export class XProblem extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.detail ?? body.title));
    this.status = status;
    this.body = body;
  }
}

const typeOf = (name: string | null): string =>
  name === null ? 'about:blank' : `https://api.x.com/2/problems/${name}`;

export const problem = (
  status: number,
  { title, detail, type = null }: { title: string; detail: string; type?: string | null },
): XProblem => new XProblem(status, { title, detail, type: typeOf(type), status });

export const forbidden = (detail = 'Forbidden'): XProblem => problem(403, { title: 'Forbidden', detail });

export const notSummoned = (): XProblem =>
  forbidden(
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
  );

export const unauthorized = (): XProblem => problem(401, { title: 'Unauthorized', detail: 'Unauthorized' });

export const invalid = (message: string): XProblem =>
  new XProblem(400, {
    errors: [{ parameters: {}, message }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: typeOf('invalid-request'),
  });

export const appTokenOnly = (): XProblem =>
  problem(403, {
    title: 'Unsupported Authentication',
    detail: 'Authenticating with OAuth 2.0 User Context is forbidden for this endpoint.',
    type: 'unsupported-authentication',
  });

export const enterpriseOnly = (): XProblem =>
  new XProblem(403, {
    client_id: '1',
    title: 'Client Forbidden',
    detail:
      'This request must be made using an approved developer account that is enrolled in the requested endpoint.',
    required_enrollment: 'Enterprise',
    reason: 'client-not-enrolled',
    type: typeOf('client-forbidden'),
    status: 403,
  });

export const creditsSpent = (): XProblem =>
  problem(402, {
    title: 'CreditsDepleted',
    detail: 'Your enrolled account does not have any credits to fulfill this request.',
    type: 'credits',
  });

export const throttled = (): XProblem =>
  problem(429, { title: 'Too Many Requests', detail: 'Too Many Requests' });

/** A read answers 200 with this in `errors`, a write 404. */
export const notFound = (id: string): Readonly<Record<string, unknown>> => ({
  value: id,
  title: 'Not Found Error',
  detail: `Could not find tweet with id: [${id}].`,
  resource_type: 'tweet',
  parameter: 'id',
  resource_id: id,
  type: typeOf('resource-not-found'),
});
