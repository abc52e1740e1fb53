/** A Mastodon server with one account of ours: its documented paths, errors, scopes and limits (platforms.md 8). */
import express, { type Request, type Response, type Router } from 'express';
import type { Call, CallType } from '../types.ts';
import {
  htmlOf,
  type Notification,
  Shelf,
  type SimAccount,
  type SimStatus,
  type Writing,
} from './statuses.ts';

export interface MastodonOptions {
  /** `name@server`. */
  readonly account: { readonly name: string; readonly host: string; readonly shown: string };
  readonly token: string;
  readonly seed?: string;
  readonly now?: () => Date;
}

/** What the next calls meet: an error, or an answer that is lost though the call was carried out. */
export type Trouble = { readonly status: number; readonly error?: string } | { readonly lost: true };

export interface MastodonKnobs {
  tokenDead: boolean;
  scopes: string[];
  /** Calls that are left until the limit is reset. */
  budget: number;
  readonly troubles: Trouble[];
}

export type MastodonCall = Omit<Call, 'type'> & { readonly type: CallType | 'report' };

export interface MastodonSimulator {
  readonly router: Router;
  readonly knobs: MastodonKnobs;
  readonly us: SimAccount;
  readonly shelf: Shelf;
  calls(): MastodonCall[];
  /** The account itself writes. */
  post(text: string): SimStatus;
  /** A citizen writes; who is named or answered is told. Gives the event of the stream as well. */
  speak(writing: Writing & { readonly name: string }): {
    status: SimStatus;
    event: Record<string, unknown> | null;
  };
  edit(id: string, text: string): Record<string, unknown>;
  remove(id: string): Record<string, unknown>;
}

const LIMIT = 300;
const WINDOW_MS = 300_000;

export function createMastodon(options: MastodonOptions): MastodonSimulator {
  const { account, token, seed = 'mastodon', now = () => new Date() } = options;
  const shelf = new Shelf({ host: account.host, seed, now });
  const us = { ...shelf.person(account.name, null), display_name: account.shown };
  shelf.people.set(us.acct, us);
  const calls: MastodonCall[] = [];
  const knobs: MastodonKnobs = { tokenDead: false, scopes: ['read', 'write'], budget: LIMIT, troubles: [] };
  const byKey = new Map<string, SimStatus>();

  const mayDo = (scope: string): boolean =>
    knobs.scopes.includes(scope) || knobs.scopes.includes(scope.split(':')[0] ?? '');

  /** What stands in a call's way: the limit, the token, its scopes. */
  function refusal(req: Request, scope: string): { status: number; error: string } | null {
    if (knobs.budget < 0) return { status: 429, error: 'Too many requests' };
    if (knobs.tokenDead || req.headers.authorization !== `Bearer ${token}`)
      return { status: 401, error: 'The access token is invalid' };
    return mayDo(scope) ? null : { status: 403, error: 'This action is outside the authorized scopes' };
  }

  function tellLimit(res: Response): void {
    knobs.budget -= 1;
    const reset = new Date(now().getTime() + WINDOW_MS).toISOString();
    const remaining = String(Math.max(knobs.budget, 0));
    res.set({ 'x-ratelimit-limit': String(LIMIT), 'x-ratelimit-remaining': remaining });
    res.set({ 'x-ratelimit-reset': reset, date: now().toUTCString() });
  }

  /** Limits, token, scope, troubles; then the act. Of a write, what came of it is recorded. */
  const route =
    (scope: string, act: (req: Request) => unknown, type?: MastodonCall['type']) =>
    (req: Request, res: Response): void => {
      tellLimit(res);
      const refused = refusal(req, scope);
      if (refused !== null) {
        res.status(refused.status).json({ error: refused.error });
        return;
      }
      const trouble = knobs.troubles.shift();
      if (trouble !== undefined && 'status' in trouble) {
        record(req, type, { ok: false, code: trouble.status });
        res.status(trouble.status).json({ error: trouble.error ?? 'Something went wrong on our end' });
        return;
      }
      const answer = act(req);
      const id = type === 'reply' && answer !== null ? { id: (answer as SimStatus).id } : {};
      record(req, type, { ok: answer !== null, ...id, ...(trouble !== undefined && { answerLost: true }) });
      if (trouble !== undefined) req.socket.destroy();
      else res.status(answer === null ? 404 : 200).json(answer ?? { error: 'Record not found' });
    };

  function record(
    req: Request,
    type: MastodonCall['type'] | undefined,
    more: { ok: boolean; code?: number },
  ): void {
    if (type === undefined) return;
    const body = (req.body ?? {}) as Record<string, unknown>;
    const targetId = String(
      req.params.id ?? body.in_reply_to_id ?? (body.status_ids as string[] | undefined)?.[0],
    );
    const message = typeof body.status === 'string' ? { message: body.status } : {};
    calls.push({
      at: now().toISOString(),
      method: req.method,
      path: req.path,
      type,
      targetId,
      ...message,
      ...more,
    });
  }

  const find = (req: Request): SimStatus | null => shelf.statuses.get(String(req.params.id)) ?? null;

  function publish(req: Request): SimStatus | null {
    const {
      status: text,
      in_reply_to_id: replyTo,
      visibility,
    } = req.body as Record<string, string | undefined>;
    const key = req.get('idempotency-key');
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) return known;
    if (replyTo !== undefined && !shelf.statuses.has(replyTo)) return null;
    const more = { replyTo: replyTo ?? null, ...(visibility !== undefined && { visibility }) };
    const written = shelf.write(us, { text: text ?? '', ...more });
    if (key !== undefined) byKey.set(key, written);
    return written;
  }

  function ownOnly(req: Request): SimStatus | null {
    const found = find(req);
    if (found === null || found.account.id !== us.id) return null;
    shelf.statuses.delete(found.id);
    return found;
  }

  /** Newest first; `min_id` gives those that follow at once upon it. */
  function notifications(req: Request): Notification[] {
    const [limit, after] = [Number(req.query.limit ?? 40), req.query.min_id];
    // Express's simple parser keeps the brackets of `types[]`.
    const types = [req.query['types[]'] ?? []].flat();
    const all = shelf.notifications.filter(({ type }) => types.length === 0 || types.includes(type));
    const page =
      typeof after === 'string'
        ? all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
        : all.slice(-limit);
    return page.toReversed();
  }

  function ownStatuses(req: Request): SimStatus[] {
    const { max_id: before, limit = '20' } = req.query as Record<string, string | undefined>;
    return [...shelf.statuses.values()]
      .filter((status) => status.account.id === us.id && status.in_reply_to_id === null)
      .filter(({ id }) => before === undefined || BigInt(id) < BigInt(before))
      .toReversed()
      .slice(0, Number(limit));
  }

  function person(req: Request): SimAccount | null {
    return [...shelf.people.values()].find(({ id }) => id === req.params.id) ?? null;
  }

  const router = express.Router();
  router.use('/api/v1', express.json());
  router.get(
    '/api/v1/accounts/verify_credentials',
    route('read:accounts', () => us),
  );
  router.get(
    '/api/v1/apps/verify_credentials',
    route('read', () => ({ name: 'Uppsikt', scopes: knobs.scopes })),
  );
  router.get('/api/v1/accounts/:id/statuses', route('read:statuses', ownStatuses));
  router.get('/api/v1/notifications', route('read:notifications', notifications));
  router.get('/api/v1/statuses/:id', route('read:statuses', find));
  router.get(
    '/api/v1/statuses/:id/context',
    route('read:statuses', (req) => find(req) && shelf.context(String(req.params.id))),
  );
  router.post('/api/v1/statuses', route('write:statuses', publish, 'reply'));
  router.delete('/api/v1/statuses/:id', route('write:statuses', ownOnly, 'delete'));
  router.post(
    '/api/v1/statuses/:id/favourite',
    route(
      'write:favourites',
      (req) => {
        const found = find(req);
        if (found !== null) found.favourited = true;
        return found;
      },
      'like',
    ),
  );
  router.post(
    '/api/v1/accounts/:id/block',
    route('write:blocks', (req) => person(req) && { id: req.params.id, blocking: true }, 'ban'),
  );
  router.post(
    '/api/v1/reports',
    route(
      'write:reports',
      (req) => ({ id: shelf.nextId(), action_taken: false, ...(req.body as object) }),
      'report',
    ),
  );

  const streamed = (event: string, payload: unknown): Record<string, unknown> => ({
    stream: ['user', 'user:notification'],
    event,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

  return {
    router,
    knobs,
    us,
    shelf,
    calls: () => [...calls],
    post: (text) => shelf.write(us, { text }),
    speak({ name, ...writing }) {
      const status = shelf.write(shelf.person(name), writing);
      if (!status.mentions.some(({ id }) => id === us.id)) return { status, event: null };
      return { status, event: streamed('notification', shelf.notify('mention', status.account, status)) };
    },
    edit(id, text) {
      const status = shelf.statuses.get(id);
      if (status === undefined) throw new RangeError(`There is no status ${id}.`);
      Object.assign(status, {
        content: htmlOf(text, [...shelf.people.values()]),
        edited_at: now().toISOString(),
      });
      return streamed('status.update', status);
    },
    remove(id) {
      shelf.statuses.delete(id);
      return streamed('delete', id);
    },
  };
}
