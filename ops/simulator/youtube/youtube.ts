/**
 * A YouTube channel on this machine: Data API, token endpoint and hub, with units, dead tokens and errors on purpose.
 * Mount `router` at the root of a server; `_sim/youtube` is where citizens speak.
 */
import express, { type Request, type Response, Router } from 'express';
import { isOwnUrl } from '../loopback.ts';
import type { Call, Person } from '../types.ts';
import { noFaults, type YoutubeFaults } from './faults.ts';
import { deletedFeed, isConfirmed, push, type Subscription, topicOf, videoFeed } from './hub.ts';
import { channels, comments, commentThreads, videos } from './reads.ts';
import { ApiError } from './shapes.ts';
import { createState, type SimChannel, type SimVideo } from './state.ts';
import { answer, erase, moderate, type Written } from './writes.ts';

export interface YoutubeOptions {
  readonly channel?: Person;
  readonly seed?: string;
  readonly now?: () => number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly refreshToken?: string;
}

export interface SimYoutube extends SimChannel {
  readonly router: Router;
  readonly faults: YoutubeFaults;
  /** The file that an account's token is saved from. */
  readonly tokenFile: string;
  /** The writes that were received. */
  calls(): readonly Call[];
  /** The reads that were received: method, path, query. */
  reads(): readonly string[];
  /** Units of this Pacific day. */
  spent(): number;
  /** Tells the subscribers of a video, new or edited; or that it is gone. Their answers' statuses. */
  tellOf(video: SimVideo, event?: 'updated' | 'deleted'): Promise<number[]>;
}

const WRITE_UNITS = 50;
const TOKEN_SECONDS = 3599;
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

const pacificDay = (now: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(now);
const queryOf = (req: Request): Map<string, string> =>
  new Map(Object.entries(req.query).map(([name, value]) => [name, String(value)]));

export function createYoutube(options: YoutubeOptions = {}): SimYoutube {
  const channel = options.channel ?? { id: 'UCexempelby0000000000001', name: 'Exempelby kommun' };
  const { seed = 'youtube', now = Date.now } = options;
  const client = {
    client_id: options.clientId ?? 'simulated-client',
    client_secret: options.clientSecret ?? 'simulated-secret',
    refresh_token: options.refreshToken ?? 'simulated-refresh',
  };
  const sim = createState({ channel, seed, now });
  const faults = noFaults();
  const calls: Call[] = [];
  const reads: string[] = [];
  const tokens = new Map<string, number>();
  const units = new Map<string, number>();
  const subscriptions: Subscription[] = [];

  function authorise(req: Request): void {
    const token = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? '';
    if (faults.accessDead) {
      tokens.clear();
      faults.accessDead = false;
    }
    if (faults.refreshDead || !((tokens.get(token) ?? 0) > Date.now())) throw new ApiError(401, 'authError');
  }

  function spend(cost: number): void {
    const day = pacificDay(now());
    const spent = units.get(day) ?? 0;
    if (spent + cost > faults.unitsPerDay) throw new ApiError(403, 'quotaExceeded');
    units.set(day, spent + cost);
  }

  /** The error that is due on this sort of call, used up by it. */
  function dueError(sort: 'read' | 'write'): { error: ApiError; after: boolean } | null {
    const { error } = faults;
    if (error === null || error.times <= 0 || (error.on !== 'any' && error.on !== sort)) return null;
    error.times -= 1;
    return { error: new ApiError(error.status, error.reason), after: error.after === true };
  }

  function fail(res: Response, error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    res.status(error.status).json(error.toBody());
  }

  const read = (path: string, work: (query: ReadonlyMap<string, string>) => unknown) => {
    router.get(`/youtube/v3/${path}`, (req, res) => {
      const query = queryOf(req);
      reads.push(`${path}?${new URLSearchParams([...query]).toString()}`);
      try {
        authorise(req);
        spend(1);
        const due = dueError('read');
        if (due !== null) throw due.error;
        const isOwners = query.has('moderationStatus') || query.get('mine') === 'true';
        if (faults.forbidden && isOwners) throw new ApiError(403, 'insufficientPermissions');
        res.json(work(query));
      } catch (error) {
        fail(res, error);
      }
    });
  };

  /** What was done and told; an answer is lost, or is an error, after that. */
  function carryOut(req: Request, res: Response, work: () => Written): void {
    const about = { at: new Date(now()).toISOString(), method: req.method, path: req.path };
    const due = dueError('write');
    try {
      if (due !== null && !due.after) throw due.error;
      if (faults.forbidden) throw new ApiError(403, 'insufficientPermissions');
      const { status, body, calls: made } = work();
      const isLost = faults.loseAnswers > 0;
      if (isLost) faults.loseAnswers -= 1;
      const lost = isLost || due !== null ? { answerLost: true } : {};
      for (const call of made) calls.push({ ...about, ...call, ok: true, ...lost });
      if (due !== null) fail(res, due.error);
      else if (isLost) req.socket.destroy();
      else res.status(status).send(body ?? undefined);
    } catch (error) {
      const code = error instanceof ApiError ? error.status : 500;
      calls.push({ ...about, type: typeOf(req), targetId: targetOf(req), ok: false, code });
      fail(res, error);
    }
  }

  function write(req: Request, res: Response, work: () => Written): void {
    try {
      authorise(req);
      spend(WRITE_UNITS);
    } catch (error) {
      fail(res, error);
      return;
    }
    carryOut(req, res, work);
  }

  const router = Router();
  router.use(express.json(), express.urlencoded({ extended: false }));
  read('commentThreads', (query) => commentThreads(sim.state, query));
  read('comments', (query) => comments(sim.state, query, faults));
  read('videos', (query) => videos(sim.state, query));
  read('channels', (query) => channels(sim.state, query));
  router.post('/youtube/v3/comments', (req, res) => write(req, res, () => answer(sim, req.body)));
  router.post('/youtube/v3/comments/setModerationStatus', (req, res) =>
    write(req, res, () => moderate(sim, queryOf(req))),
  );
  router.delete('/youtube/v3/comments', (req, res) => write(req, res, () => erase(sim, queryOf(req))));

  router.post('/token', (req, res) => {
    const given = Buffer.from(/^Basic (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? '', 'base64');
    const form = req.body as Record<string, unknown>;
    if (given.toString() !== `${client.client_id}:${client.client_secret}`)
      return void res.status(401).json({ error: 'invalid_client' });
    if (faults.refreshDead || form.refresh_token !== client.refresh_token)
      return void res.status(400).json({ error: 'invalid_grant' });
    const token = `ya29.simulated-${tokens.size}-${Math.random().toString(36).slice(2)}`;
    // Access tokens live by the machine's clock, as those who hold them do.
    tokens.set(token, Date.now() + TOKEN_SECONDS * 1000);
    res.json({ access_token: token, expires_in: TOKEN_SECONDS, scope: SCOPE, token_type: 'Bearer' });
  });

  router.post('/subscribe', async (req, res) => {
    const form = req.body as Record<string, string>;
    const [callback, topic] = [form['hub.callback'] ?? '', form['hub.topic'] ?? ''];
    if (form['hub.mode'] !== 'subscribe' || topic !== topicOf(channel.id) || !isOwnUrl(callback))
      return void res.status(400).end();
    const subscription = { callback, topic, secret: form['hub.secret'] ?? '' };
    res.status(202).end();
    if (await isConfirmed(subscription).catch(() => false)) subscriptions.push(subscription);
  });

  router.get('/_sim/youtube/calls', (_req, res) => void res.json(calls));
  router.post('/_sim/youtube/comments', (req, res) => void res.json(sim.speak(req.body)));
  router.patch('/_sim/youtube/comments/:id', (req, res) => {
    sim.edit(req.params.id, String((req.body as { text?: unknown }).text ?? ''));
    res.status(204).end();
  });
  router.delete('/_sim/youtube/comments/:id', (req, res) => {
    sim.remove(req.params.id);
    res.status(204).end();
  });

  return {
    ...sim,
    router,
    faults,
    tokenFile: JSON.stringify({ type: 'authorized_user', ...client }),
    calls: () => calls,
    reads: () => reads,
    spent: () => units.get(pacificDay(now())) ?? 0,
    async tellOf(video, event = 'updated') {
      const body =
        event === 'deleted' ? deletedFeed(channel, video.id, now()) : videoFeed(channel, video, now());
      return Promise.all(subscriptions.map((subscription) => push(subscription, body)));
    },
  };
}

function typeOf(req: Request): Call['type'] {
  if (req.method === 'DELETE') return 'delete';
  if (!req.path.endsWith('setModerationStatus')) return 'reply';
  if (req.query.banAuthor === 'true') return 'ban';
  return req.query.moderationStatus === 'published' ? 'unhide' : 'hide';
}

function targetOf(req: Request): string {
  const { snippet } = (req.body ?? {}) as { snippet?: { parentId?: unknown } };
  return String(req.query.id ?? snippet?.parentId ?? '');
}
