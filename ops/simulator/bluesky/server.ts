/** A server of the AT protocol with one account of ours, and the application over it (platforms.md 9). */
import express, { type Request, type Response, type Router } from 'express';
import { type BlueskyCall, type Body, described, GATES, placed } from './described.ts';
import { attempt, Refused } from './refused.ts';
import { Repos, type SimRecord } from './repo.ts';
import { POSTS, type Profile, postView, replyOf, threadView, type Views } from './views.ts';

export interface BlueskyOptions {
  readonly account: { readonly handle: string; readonly shown: string };
  readonly appPassword: string;
  readonly seed?: string;
  readonly now?: () => Date;
}

/** What the next calls meet: an error, or an answer that is lost though the call was carried out. */
export type Trouble =
  | { readonly status: number; readonly error: string; readonly headers?: Record<string, string> }
  | { readonly lost: true };

export interface BlueskyKnobs {
  /** The app password was withdrawn. */
  passwordDead: boolean;
  readonly troubles: Trouble[];
  /** Runs before a record is replaced: somebody else writes in between. */
  beforePut: (() => void) | null;
}

export interface BlueskySimulator {
  readonly router: Router;
  readonly knobs: BlueskyKnobs;
  readonly us: Profile;
  readonly repos: Repos;
  calls(): BlueskyCall[];
  /** How often somebody signed in. */
  signIns(): number;
  /** Sessions run out: access alone, or what renews it too. */
  expire(token: 'access' | 'all'): void;
  post(text: string): SimRecord;
  speak(spoken: { name: string; text: string; replyTo?: string; facets?: unknown[] }): SimRecord;
  like(name: string, uri: string): void;
  remove(uri: string): void;
  hiddenBelow(rootUri: string): readonly string[];
}

type Params = Readonly<Record<string, string | undefined>>;

export function createBluesky(options: BlueskyOptions): BlueskySimulator {
  const { account, appPassword, seed = 'bluesky', now = () => new Date() } = options;
  const repos = new Repos({ seed, now });
  const profiles = new Map<string, Profile>();
  const us: Profile = { did: repos.did(account.handle), handle: account.handle, displayName: account.shown };
  profiles.set(us.did, us);
  const views: Views = { repos, profiles, viewer: us.did };
  const notifications: Record<string, unknown>[] = [];
  const calls: BlueskyCall[] = [];
  const knobs: BlueskyKnobs = { passwordDead: false, troubles: [], beforePut: null };
  let signIns = 0;
  let access = 0;
  let refresh = 0;

  function person(name: string): Profile {
    const handle = `${name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]/gu, '')}.example`;
    const did = repos.did(handle);
    const profile = profiles.get(did) ?? { did, handle, displayName: name };
    profiles.set(did, profile);
    return profile;
  }

  function notify(reason: string, record: SimRecord, subject: string | null): void {
    notifications.unshift({
      ...{ uri: record.uri, cid: record.cid, author: profiles.get(record.did), reason, record: record.value },
      ...(subject !== null && { reasonSubject: subject }),
      ...{ isRead: false, indexedAt: record.indexedAt, labels: [] },
    });
  }

  const session = () => ({
    ...{
      did: us.did,
      handle: us.handle,
      active: true,
      emailConfirmed: true,
      email: 'unit@exempelby.example',
    },
    ...{ accessJwt: `access-${access}`, refreshJwt: `refresh-${refresh}` },
  });

  function signIn({ identifier, password }: Body): unknown {
    signIns += 1;
    const known = identifier === us.did || identifier === us.handle;
    if (!known || password !== appPassword || knobs.passwordDead)
      throw new Refused(401, 'AuthenticationRequired');
    return session();
  }

  const existing = (uri: string): SimRecord => {
    const found = repos.get(uri);
    if (found === null) throw new Refused(400, 'RecordNotFound');
    return found;
  };

  function page<T>(
    list: readonly T[],
    { limit = '50', cursor = '0' }: Params,
  ): { slice: T[]; cursor?: string } {
    const [from, size] = [Number(cursor), Number(limit)];
    const more = from + size < list.length ? { cursor: String(from + size) } : {};
    return { slice: list.slice(from, from + size), ...more };
  }

  const queries: Readonly<Record<string, (params: Params, req: Request) => unknown>> = {
    'com.atproto.server.getSession': () => ({ did: us.did, handle: us.handle, emailConfirmed: true }),
    'app.bsky.notification.listNotifications': (params, req) => {
      const reasons = [req.query.reasons ?? []].flat();
      const asked = notifications.filter(
        ({ reason }) => reasons.length === 0 || reasons.includes(String(reason)),
      );
      const { slice, ...more } = page(asked, params);
      return { notifications: slice, ...more };
    },
    'app.bsky.feed.getPosts': (_params, req) => {
      const uris = [req.query.uris ?? []].flat().map(String);
      return { posts: uris.flatMap((uri) => repos.get(uri) ?? []).map((post) => postView(views, post)) };
    },
    'app.bsky.feed.getPostThread': ({ uri = '' }) => {
      const post = repos.get(uri);
      if (post === null) throw new Refused(400, 'NotFound');
      return { thread: threadView(views, post) };
    },
    'app.bsky.feed.getAuthorFeed': ({ actor, ...params }) => {
      const own = repos.list(POSTS, actor).filter((post) => replyOf(post) === null);
      const { slice, ...more } = page(own, params);
      return { feed: slice.map((post) => ({ post: postView(views, post) })), ...more };
    },
    'app.bsky.actor.getProfile': ({ actor = '' }) => {
      const blocking = repos
        .list('app.bsky.graph.block', us.did)
        .find(({ value }) => value.subject === actor);
      return { ...profiles.get(actor), viewer: blocking === undefined ? {} : { blocking: blocking.uri } };
    },
    'com.atproto.repo.getRecord': (params) => {
      const { uri, cid, value } = existing(placed(params));
      return { uri, cid, value };
    },
    'com.atproto.repo.listRecords': ({ repo, collection = '', ...params }) => {
      const { slice, ...more } = page(repos.list(collection, repo), params);
      return { records: slice.map(({ uri, cid, value }) => ({ uri, cid, value })), ...more };
    },
  };

  function create({ collection, record }: Body): SimRecord {
    const value = record as Record<string, unknown>;
    const text = typeof value.text === 'string' ? [...new Intl.Segmenter().segment(value.text)] : [];
    if (text.length > 300) throw new Refused(400, 'InvalidRecord');
    return repos.put({ did: us.did, collection: String(collection) }, value);
  }

  function replace(body: Body): SimRecord {
    knobs.beforePut?.();
    const before = repos.get(placed(body));
    if (body.swapRecord !== undefined && (before?.cid ?? null) !== body.swapRecord)
      throw new Refused(400, 'InvalidSwap');
    const place = { did: us.did, collection: String(body.collection), rkey: String(body.rkey) };
    return repos.put(place, body.record as Record<string, unknown>);
  }

  const procedures: Readonly<Record<string, (body: Body) => unknown>> = {
    'com.atproto.repo.createRecord': create,
    'com.atproto.repo.putRecord': replace,
    'com.atproto.repo.deleteRecord': (body) => ({ gone: repos.remove(placed(body)) }),
    'com.atproto.moderation.createReport': (body) => ({
      id: 1,
      reportedBy: us.did,
      createdAt: now().toISOString(),
      ...body,
    }),
  };

  function authorise(req: Request, method: string): void {
    const given = req.headers.authorization;
    if (method === 'com.atproto.server.refreshSession') {
      if (given !== `Bearer refresh-${refresh}` || knobs.passwordDead) throw new Refused(400, 'ExpiredToken');
    } else if (given !== `Bearer access-${access}`) throw new Refused(400, 'ExpiredToken');
  }

  function run(req: Request, method: string): unknown {
    const body = (req.body ?? {}) as Body;
    if (method === 'com.atproto.server.createSession') return signIn(body);
    authorise(req, method);
    if (method === 'com.atproto.server.refreshSession') {
      refresh += 1;
      return session();
    }
    return meet(req, method, body);
  }

  /** The trouble that waits, or the act; of a write, what came of it is recorded. */
  function meet(req: Request, method: string, body: Body): unknown {
    const trouble = knobs.troubles.shift();
    const isWrite = Object.hasOwn(procedures, method);
    const call = isWrite
      ? { at: now().toISOString(), path: req.path, ...described(repos, method, body) }
      : null;
    const record = (more: { ok: boolean; id?: string; code?: number; answerLost?: true }): void => {
      if (call !== null) calls.push({ method: 'POST', ...call, ...more });
    };
    if (trouble !== undefined && 'status' in trouble) {
      record({ ok: false, code: trouble.status });
      req.res?.set(trouble.headers ?? {});
      throw new Refused(trouble.status, trouble.error);
    }
    const act = attempt(() =>
      isWrite ? procedures[method]?.(body) : queries[method]?.(req.query as Params, req),
    );
    if (act instanceof Refused) {
      record({ ok: false, code: act.status });
      throw act;
    }
    const id = call?.type === 'reply' ? { id: (act as SimRecord).uri } : {};
    record({ ok: true, ...id, ...(trouble !== undefined && { answerLost: true }) });
    if (trouble !== undefined) req.socket.destroy();
    return act;
  }

  const router = express.Router();
  router.use('/xrpc', express.json());
  router.all('/xrpc/:method', (req: Request, res: Response) => {
    res.set({ 'ratelimit-limit': '3000', date: now().toUTCString() });
    try {
      const {
        indexedAt: _,
        did: __,
        ...answer
      } = run(req, String(req.params.method)) as Record<string, unknown>;
      const isSession = String(req.params.method).startsWith('com.atproto.server.');
      if (!req.socket.destroyed) res.json(isSession ? { ...answer, did: us.did } : answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      res.status(error.status).json({ error: error.code, message: `told by a simulator: ${error.code}` });
    }
  });

  return {
    router,
    knobs,
    us,
    repos,
    calls: () => [...calls],
    signIns: () => signIns,
    expire(token) {
      access += 1;
      if (token === 'all') refresh += 1;
    },
    post: (text) =>
      repos.put({ did: us.did, collection: POSTS }, { $type: POSTS, text, createdAt: now().toISOString() }),
    speak({ name, text, replyTo, facets }) {
      const parent = replyTo === undefined ? null : existing(replyTo);
      const root = parent === null ? null : (replyOf(parent)?.root ?? { uri: parent.uri, cid: parent.cid });
      const value = {
        ...{ $type: POSTS, text, createdAt: now().toISOString(), ...(facets && { facets }) },
        ...(parent !== null && { reply: { root, parent: { uri: parent.uri, cid: parent.cid } } }),
      };
      const record = repos.put({ did: person(name).did, collection: POSTS }, value);
      if (parent?.did === us.did) notify('reply', record, parent.uri);
      else if (text.includes(`@${us.handle}`)) notify('mention', record, null);
      return record;
    },
    like(name, uri) {
      const { cid, did } = existing(uri);
      const value = { $type: 'app.bsky.feed.like', subject: { uri, cid }, createdAt: now().toISOString() };
      const record = repos.put({ did: person(name).did, collection: 'app.bsky.feed.like' }, value);
      if (did === us.did) notify('like', record, uri);
    },
    remove: (uri) => void repos.remove(uri),
    hiddenBelow: (rootUri) =>
      (repos.get(rootUri.replace(POSTS, GATES))?.value.hiddenReplies ?? []) as string[],
  };
}
