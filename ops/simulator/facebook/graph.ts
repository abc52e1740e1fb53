/** The Graph API, as an express router to be mounted under `/v26.0` and without a version. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import { takeFailure, takeFailureAfterWrite } from '../faults.ts';
import type { Call } from '../types.ts';
import { authenticate, type Caller, type Keys } from './access.ts';
import { type GraphCall, graphCall, type Handler } from './call.ts';
import { errorBody, errorFor, GraphError, gone, invalid, throttled } from './errors.ts';
import type { FacebookPage } from './page.ts';
import { readHandlers } from './reads.ts';
import { type Callback, subscriptionHandlers } from './subscriptions.ts';
import { Usage } from './usage.ts';
import { writeHandlers, writeTarget, writeType } from './writes.ts';

export interface GraphOptions {
  readonly page: FacebookPage;
  readonly keys: Keys;
  readonly callback: { now: Callback; verified: (url: string) => void };
}

const NAMED = new Set(['me', 'app', 'debug_token']);

/** `GET me`, `GET me/accounts`, `GET /comments`, `GET`: the most special that there is. */
function handlerFor(call: GraphCall, handlers: Readonly<Record<string, Handler>>): Handler {
  const edge = call.edge === '' ? '' : `/${call.edge}`;
  const key = NAMED.has(call.id) ? `${call.method} ${call.id}${edge}` : `${call.method} ${edge}`.trim();
  const handler = handlers[key];
  if (handler) return handler;
  const where = call.edge === '' ? call.id : call.edge;
  throw new GraphError(`Unknown path components: /${where}`, { code: 2500 });
}

export function graphRouter({ page, keys, callback }: GraphOptions): Router {
  const { state, faults } = page;
  const usage = new Usage(state.page.id, faults);
  const handlers = {
    ...readHandlers(page, keys),
    ...writeHandlers(page, keys),
    ...subscriptionHandlers(page, keys, callback),
  };

  const record = (call: GraphCall, rest: Pick<Call, 'ok'> & Partial<Call>): void => {
    const type = writeType(call);
    if (!type) return;
    const text = call.params.get('message');
    const message = text === undefined ? {} : { message: text };
    const where = { method: call.method, path: call.path, type, targetId: writeTarget(call) };
    state.addCall({ at: new Date(page.now()).toISOString(), ...where, ...message, ...rest });
    page.touch();
  };

  /** About a post or a comment itself; what stands under it is a list. */
  const isObjectCall = ({ id, method, edge }: GraphCall): boolean =>
    !NAMED.has(id) && id !== state.page.id && !(method === 'GET' && edge !== '');

  const admit = (call: GraphCall): Caller => {
    const proof = call.params.get('appsecret_proof') ?? null;
    const caller = authenticate({ token: call.token, proof }, keys, faults.expireToken);
    const failure = takeFailure(faults, call.method !== 'GET');
    if (failure) throw errorFor(failure.code, failure.subcode, call.id);
    if (faults.throttle) throw throttled();
    if (faults.forbidObjects && isObjectCall(call))
      throw gone(call.id, call.method === 'GET' ? 'get' : 'post');
    return caller;
  };

  /** What becomes of the answer to a write that is carried out. */
  const takeSpoiling = () => {
    const failure = takeFailureAfterWrite(faults);
    if (failure !== null || faults.loseAnswer === 0) return failure;
    faults.loseAnswer -= 1;
    return 'lost' as const;
  };

  const answer = async (req: Request, res: Response): Promise<void> => {
    if (faults.delayMs > 0) await pause(faults.delayMs);
    usage.note(res);
    const call = graphCall(req);
    try {
      if (!call) throw invalid('Unsupported method');
      const caller = admit(call);
      const body = await handlerFor(call, handlers)(call, caller);
      const spoilt = call.method === 'GET' ? null : takeSpoiling();
      const made = (body as { id?: unknown }).id;
      const id = call.method === 'POST' && typeof made === 'string' ? { id: made } : {};
      record(call, { ok: true, ...id, ...(spoilt === null ? {} : { answerLost: true }) });
      if (spoilt === 'lost') {
        req.socket.destroy();
        return;
      }
      if (spoilt !== null) {
        const error = errorFor(spoilt.code, spoilt.subcode, call.id);
        res.status(error.status).json(errorBody(error));
        return;
      }
      res.json(body);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (call) record(call, { ok: false, code: error.code });
      res.status(error.status).json(errorBody(error));
    }
  };

  const router = Router();
  router.all('/:id', answer);
  router.all('/:id/:edge', answer);
  return router;
}
