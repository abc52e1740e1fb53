/**
 * What Instagram's and Threads' APIs have in common: tokens and proofs, counted faults, throttles, usage headers, lost
 * answers, and the list of writes.
 */
import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { type GraphCall, graphCall } from '../facebook/call.ts';
import { denied, errorBody, errorFor, expired, GraphError, gone, invalid } from '../facebook/errors.ts';
import { type Faults, takeFailure, takeFailureAfterWrite } from '../faults.ts';
import type { Call, CallType } from '../types.ts';

export interface MetaKeys {
  readonly token: string;
  readonly appSecret: string;
  /** What the token may; taken away by a test, the calls that need it are refused. */
  readonly scopes: Set<string>;
}

export type MetaHandler = (call: GraphCall) => unknown;

/** What a call is in the list of writes; null: not in it. */
export interface Written {
  readonly type: CallType;
  readonly targetId: string;
  readonly message?: string;
}

export interface MetaApiOptions {
  readonly keys: MetaKeys;
  readonly faults: Faults;
  readonly now: () => number;
  /** The name of the usage in `X-Business-Use-Case-Usage`, and whose it is. */
  readonly usage: { readonly type: string; readonly id: string };
  readonly errorType: string;
  readonly throttleCode: number;
  /** `POST replies`, `GET me/media`, `GET`: the most special that there is. */
  readonly handlers: Readonly<Record<string, MetaHandler>>;
  readonly named: ReadonlySet<string>;
  readonly written: (call: GraphCall) => Written | null;
}

export function need({ scopes }: MetaKeys, scope: string): void {
  if (!scopes.has(scope)) throw denied();
}

function authenticate(call: GraphCall, { token, appSecret }: MetaKeys, tokenExpired: boolean): void {
  if (!call.token)
    throw new GraphError('An access token is required to request this resource.', { code: 104 });
  if (call.token !== token)
    throw new GraphError('Invalid OAuth access token - Cannot parse access token', { code: 190 });
  if (tokenExpired) throw expired();
  const proof = call.params.get('appsecret_proof');
  if (proof !== undefined && proof !== createHmac('sha256', appSecret).update(token).digest('hex'))
    throw invalid('Invalid appsecret_proof provided in the API argument');
}

export function metaApi(options: MetaApiOptions): { readonly router: Router; readonly calls: () => Call[] } {
  const { keys, faults, handlers, named, errorType } = options;
  const calls: Call[] = [];

  const record = (call: GraphCall, rest: Pick<Call, 'ok'> & Partial<Call>): void => {
    const written = options.written(call);
    if (written === null) return;
    const at = new Date(options.now()).toISOString();
    calls.push({ at, method: call.method, path: call.path, ...written, ...rest });
  };

  const handlerOf = (call: GraphCall): MetaHandler => {
    const key = [call.method, named.has(call.id) ? call.id : '', call.edge].filter((part) => part !== '');
    const found = handlers[key.join(' ')];
    if (found) return found;
    throw new GraphError(`Unknown path components: /${call.edge || call.id}`, { code: 2500 });
  };

  const admit = (call: GraphCall): void => {
    authenticate(call, keys, faults.expireToken);
    const failure = takeFailure(faults, call.method !== 'GET');
    if (failure) throw errorFor(failure.code, failure.subcode, call.id);
    if (faults.throttle)
      throw new GraphError(`(#${options.throttleCode}) Too many calls`, { code: options.throttleCode });
    const isList = call.method === 'GET' && call.edge !== '';
    if (faults.forbidObjects && !named.has(call.id) && !isList) throw gone(call.id);
  };

  const refuse = (res: Response, error: GraphError): void => {
    const { error: body } = errorBody(error);
    const type = body.type === 'OAuthException' ? errorType : body.type;
    res.status(error.status).json({ error: { ...body, type } });
  };

  const answer = async (req: Request, res: Response): Promise<void> => {
    if (faults.delayMs > 0) await pause(faults.delayMs);
    noteUsage(res, options);
    const call = graphCall(req);
    try {
      if (!call) throw invalid('Unsupported method');
      admit(call);
      const body = await handlerOf(call)(call);
      const spoilt = call.method === 'GET' ? null : takeFailureAfterWrite(faults);
      const isLost = call.method !== 'GET' && spoilt === null && faults.loseAnswer > 0;
      const made = (body as { id?: unknown }).id;
      const id = call.method === 'POST' && typeof made === 'string' ? { id: made } : {};
      record(call, { ok: true, ...id, ...(spoilt !== null || isLost ? { answerLost: true } : {}) });
      if (isLost) {
        faults.loseAnswer -= 1;
        req.socket.destroy();
        return;
      }
      if (spoilt === null) res.json(body);
      else refuse(res, errorFor(spoilt.code, spoilt.subcode, call.id));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (call) record(call, { ok: false, code: error.code });
      refuse(res, error);
    }
  };

  const router = Router();
  router.all('/:id', answer);
  router.all('/:id/:edge', answer);
  return { router, calls: () => [...calls] };
}

/** They stand on every answer, success or not (platforms.md 1.7). */
function noteUsage(res: Response, { faults, usage }: MetaApiOptions): void {
  const call_count = faults.throttle ? 100 : (faults.usage ?? 1);
  const part = { call_count, total_cputime: 1, total_time: 1 };
  const wait = faults.throttle ? 1 : 0;
  res.set('X-App-Usage', JSON.stringify(part));
  const mine = { type: usage.type, ...part, estimated_time_to_regain_access: wait };
  res.set('X-Business-Use-Case-Usage', JSON.stringify({ [usage.id]: [mine] }));
}
