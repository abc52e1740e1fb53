/** LinkedIn on this machine: a router for its API, to be mounted where `/rest` is to stand, and a sender of webhooks. */
import express, { type Request, type Response, Router } from 'express';
import type { Call } from '../types.ts';
import { LinkedInError } from './errors.ts';
import { admit, freshSwitches, type Switches } from './gate.ts';
import { type Answer, type Handler, handlers, type Served } from './handlers.ts';
import { LinkedInSender } from './webhooks.ts';
import { LinkedInWorld } from './world.ts';

export interface LinkedInOptions {
  /** `urn:li:organization:1`. */
  readonly organisation: string;
  readonly name?: string;
  readonly seed?: string;
  readonly token?: string;
  readonly clientSecret?: string;
  /** The administrator whose token it is. */
  readonly member?: string;
  readonly now?: () => number;
}

export interface LinkedInSimulator {
  readonly router: Router;
  /** The writes that came, the oldest first. */
  calls(): readonly Call[];
  /** Citizens write, edit and delete here; so does LinkedIn itself. */
  readonly world: LinkedInWorld;
  readonly switches: Switches;
  readonly sender: LinkedInSender;
  readonly subscriptions: Served['subscriptions'];
}

export function createLinkedIn(options: LinkedInOptions): LinkedInSimulator {
  const { organisation, seed = 'linkedin', member = 'urn:li:person:adminA1' } = options;
  const now = options.now ?? (() => Date.now());
  const world = new LinkedInWorld({ organisation, seed, now });
  const switches = freshSwitches(options.token ?? 'member-token');
  const subscriptions: Served['subscriptions'] = new Map();
  const secret = options.clientSecret ?? 'client-secret';
  const served: Served = { world, switches, member, name: options.name ?? 'Provkommun', subscriptions };
  const seen: Call[] = [];

  const router = Router();
  router.use(express.json({ limit: '1mb' }));
  for (const handler of handlers(served)) {
    router[handler.method](handler.path, (req: Request, res: Response) => {
      const note = (result: Pick<Call, 'ok' | 'code' | 'id' | 'answerLost'>): void => {
        if (handler.write === undefined) return;
        seen.push(callOf(handler, req, { at: new Date(now()).toISOString(), ...result }));
      };
      try {
        admit(req, switches, handler.scope);
        const answer = handler.answer(req);
        const spoilt = handler.method === 'get' ? undefined : switches.afterWrite.shift();
        note({
          ok: true,
          ...(answer.createdId && { id: answer.createdId }),
          ...(spoilt && { answerLost: true }),
        });
        if (spoilt === 'lost') req.socket.destroy();
        else if (spoilt === undefined) send(res, answer);
        else res.status(spoilt).json({ status: spoilt, message: 'told by a test' });
      } catch (error) {
        if (!(error instanceof LinkedInError)) throw error;
        note({ ok: false, code: error.status });
        res.status(error.status).json(error.body);
      }
    });
  }
  const sender = new LinkedInSender({ world, secret, seed, member });
  return { router, calls: () => seen, world, switches, sender, subscriptions };
}

function callOf(handler: Handler, req: Request, rest: Pick<Call, 'at' | 'ok'>): Call {
  const message = (req.body as { message?: { text?: unknown } } | undefined)?.message?.text;
  return {
    ...rest,
    method: req.method,
    path: `${req.baseUrl}${req.path}`,
    type: handler.write ?? 'edit',
    targetId: handler.target?.(req) ?? '',
    ...(typeof message === 'string' && { message }),
  };
}

function send(res: Response, { status, body, createdId }: Answer): void {
  if (createdId !== undefined) res.set('x-restli-id', encodeURIComponent(createdId));
  res.status(status);
  if (body === undefined) res.end();
  else res.json(body);
}
