/** X, served locally: version 2 of its API, what it pushes, and a door for tests and citizens. */
import { type Request, type Response, Router } from 'express';
import type { Call } from '../types.ts';
import { demandScope, type XCall, type XKeys, xCall } from './call.ts';
import { controlOf } from './control.ts';
import { takeXFailure, XFaults } from './faults.ts';
import { answerHooks } from './hook-routes.ts';
import { XHooks } from './hooks.ts';
import { XLimits } from './limits.ts';
import { problem, XProblem } from './problems.ts';
import { answerRead } from './reads.ts';
import { XSender } from './sender.ts';
import type { XUser } from './types.ts';
import { XWorld } from './world.ts';
import { answerWrite, writeOf } from './writes.ts';

export interface XOptions {
  readonly account: XUser;
  /** The consumer secret: signs deliveries and challenges. */
  readonly secret: string;
  readonly keys: XKeys;
  readonly seed?: string;
  readonly now?: () => number;
  readonly faults?: Partial<XFaults>;
}

export interface XSimulator {
  /** `/2/…`; mount it at the root of the address that is the account's base. */
  readonly router: Router;
  /** `/calls`, `/posts`, `/faults`, `/comments`; mount it under `/_sim/x`. */
  readonly control: Router;
  readonly world: XWorld;
  readonly hooks: XHooks;
  readonly sender: XSender;
  readonly faults: XFaults;
  calls(): Call[];
  /** In thousandths of a dollar. */
  spent(): number;
  stop(): Promise<void>;
}

export const ALL_SCOPES = [
  ...['tweet.read', 'tweet.write', 'tweet.moderate.write', 'users.read', 'mute.write'],
  ...['dm.read', 'dm.write', 'like.write', 'block.write', 'offline.access'],
];

export function createX(options: XOptions): XSimulator {
  const { account, secret, keys, seed = '1', now = Date.now } = options;
  const faults = XFaults.parse(options.faults ?? {});
  const sender = new XSender({ secret, faults, seed });
  const hooks = new XHooks({ sender, faults, now });
  const world: XWorld = new XWorld({ account, now, tell: (event) => hooks.tell(world, event) });
  const limits = new XLimits({ faults, now });
  const calls: Call[] = [];
  const charge = (mills: number): void => {
    limits.spent += mills;
  };
  const reading = { world, keys, faults, now, charge };

  /** A write is in the list whatever became of it. */
  const noted = (call: XCall, outcome: Pick<Call, 'ok'> & Partial<Call>): void => {
    const write = writeOf(call);
    const path = `/2/${call.path.join('/')}`;
    if (write !== null)
      calls.push({ at: new Date(now()).toISOString(), method: call.method, path, ...write, ...outcome });
  };

  async function answer(req: Request, res: Response): Promise<void> {
    const call = xCall(req, keys, faults);
    try {
      limits.take(call, res);
      const failure = takeXFailure(faults, call.method !== 'GET');
      if (failure !== null)
        throw problem(failure, { title: 'Told by a test', detail: faults.detail, type: faults.type });
      const hook = await answerHooks(call, hooks, faults);
      if (hook !== undefined) {
        res.json(hook);
        return;
      }
      if (call.method === 'GET') {
        const read = answerRead(call, reading);
        if (read === null) throw problem(404, { title: 'Not Found', detail: 'Not Found' });
        res.json(read);
        return;
      }
      demandScope(call, keys);
      const made = answerWrite(call, reading);
      if (made === null) throw problem(404, { title: 'Not Found', detail: 'Not Found' });
      const isLost = faults.loseAnswer > 0;
      noted(call, { ok: true, ...(made.id && { id: made.id }), ...(isLost && { answerLost: true }) });
      if (isLost) {
        faults.loseAnswer -= 1;
        res.destroy();
      } else res.status(made.status).json(made.body);
    } catch (error) {
      if (error instanceof XProblem) noted(call, { ok: false, code: error.status });
      throw error;
    }
  }

  const router = Router();
  router.use('/2', (req, res, next) => {
    answer(req, res).catch((error: unknown) => {
      if (error instanceof XProblem) res.status(error.status).json(error.body);
      else next(error);
    });
  });
  return {
    ...{ router, world, hooks, sender, faults },
    control: controlOf({ world, faults, calls: () => calls, spent: () => limits.spent }),
    calls: () => calls,
    spent: () => limits.spent,
    stop: () => sender.stop(),
  };
}
