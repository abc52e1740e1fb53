/** What stands under the account's own posts, a status for context, and whether a token will do. */
import type {
  AccessCheck,
  AccountAccess,
  BackfillConnector,
  Cause,
  ContextNode,
  Fetched,
  Listed,
} from '../../core/actions/connector.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { ask, isOurs } from './api.ts';
import { authorOf } from './status.ts';
import { knownAccount, wrapped } from './wrap.ts';

export const backfill: BackfillConnector = { platform: 'mastodon', list, fetchNode, connect };

/** Each costs a call of the 300 that five minutes allow. */
const PAGE_SIZE = 10;

/** Cursor: `<id of the account>:<id of the oldest post seen>`. */
async function list(
  access: AccountAccess,
  { since, cursor }: { readonly since: Date; readonly cursor: string | null },
): Promise<Fetched<Listed>> {
  const [, id = null, oldest = null] = /^(\d{1,30}):(\d{1,30})$/u.exec(cursor ?? '') ?? [];
  const known = await knownAccount(access, id);
  if (!known.ok) return known;
  const path = ['api', 'v1', 'accounts', known.value.id, 'statuses'];
  const query = {
    ...{ limit: String(PAGE_SIZE), exclude_reblogs: 'true', exclude_replies: 'true' },
    ...(oldest !== null && { max_id: oldest }),
  };
  const answer = await ask(access, { method: 'GET', path, query });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  if (!Array.isArray(answer.body)) return { ok: false, cause: 'unreachable' };
  const posts = answer.body.filter(isRecord);
  const threads = await threadsBelow(
    access,
    posts.filter((post) => (timeOf(post.created_at) ?? since) >= since),
  );
  if (!threads.ok) return threads;
  const { found, ids, wholePosts, roots } = threads.value;
  const last = posts.at(-1);
  const reached = idOf(last?.id);
  const isLast = posts.length < PAGE_SIZE || reached === null || reached === oldest || isBefore(last, since);
  const bodies = found.length === 0 ? [] : [wrapped({ ...known.value, roots }, found)];
  return {
    ok: true,
    value: { bodies, ids, wholePosts, next: isLast ? null : `${known.value.id}:${reached}` },
  };
}

const isBefore = (post: Json | undefined, since: Date): boolean => {
  const at = timeOf(post?.created_at);
  return at !== null && at < since;
};

interface Threads {
  readonly found: Json[];
  readonly ids: string[];
  readonly wholePosts: string[];
  readonly roots: Record<string, string>;
}

/** A signed-in account gets up to 4,096 answers of a thread; nobody's is longer than that. */
async function threadsBelow(access: AccountAccess, posts: readonly Json[]): Promise<Fetched<Threads>> {
  const threads: Threads = { found: [], ids: [], wholePosts: [], roots: {} };
  for (const post of posts) {
    const postId = idOf(post.id);
    if (postId === null) continue;
    threads.found.push(post);
    const answer = await ask(access, { method: 'GET', path: ['api', 'v1', 'statuses', postId, 'context'] });
    if (!answer.ok && answer.refusal.state !== 'failed') return { ok: false, cause: answer.refusal.cause };
    const below = answer.ok && isRecord(answer.body) ? answer.body.descendants : null;
    if (!Array.isArray(below)) continue;
    threads.wholePosts.push(postId);
    for (const status of below.filter(isRecord)) {
      const id = idOf(status.id);
      if (id === null) continue;
      threads.roots[id] = postId;
      threads.found.push(status);
      threads.ids.push(id);
    }
  }
  return { ok: true, value: threads };
}

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await ask(access, { method: 'GET', path: ['api', 'v1', 'statuses', externalId] });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  if (!isRecord(answer.body)) return { ok: false, cause: 'unreachable' };
  const { body } = answer;
  return {
    ok: true,
    value: {
      externalId: idOf(body.id) ?? externalId,
      text: textOfHtml(textOf(body.content) ?? ''),
      author: authorOf(body.account),
      own: isOurs(body.account, access),
      permalink: linkOf(body.url) ?? linkOf(body.uri),
      createdAt: timeOf(body.created_at),
    },
  };
}

/** What the looks and the actions need; `read` and `write` hold all of them. */
const SCOPES = [
  'read:accounts',
  'read:notifications',
  'read:statuses',
  'write:statuses',
  'write:favourites',
  'write:blocks',
  'write:reports',
];

/** Identity, then scopes as far as the server tells them (4.3 and later), then the two listings that must be readable. */
async function connect(access: AccountAccess): Promise<AccessCheck> {
  const me = await ask(access, { method: 'GET', path: ['api', 'v1', 'accounts', 'verify_credentials'] });
  if (!me.ok) return failed(me.refusal.cause, ['read:accounts']);
  const body = isRecord(me.body) ? me.body : {};
  const name = personNameOf(body.display_name)?.trim() || personNameOf(body.acct);
  if (!isNamed(body, access)) return { ok: false, externalIdMatches: false, name, missing: [], cause: null };
  const known = { externalIdMatches: true, name };
  const app = await ask(access, { method: 'GET', path: ['api', 'v1', 'apps', 'verify_credentials'] });
  const told =
    app.ok && isRecord(app.body) && Array.isArray(app.body.scopes) ? app.body.scopes.map(String) : null;
  const missing = told === null ? [] : SCOPES.filter((scope) => !holds(told, scope));
  if (missing.length > 0) return { ok: false, ...known, missing, cause: 'permission-missing' };
  const query = { limit: '1' };
  const notified = await ask(access, { method: 'GET', path: ['api', 'v1', 'notifications'], query });
  if (!notified.ok) return { ...failed(notified.refusal.cause, ['read:notifications']), ...known };
  return { ok: true, ...known, missing: [], cause: null };
}

const holds = (scopes: readonly string[], scope: string): boolean =>
  scopes.includes(scope) || scopes.includes(scope.split(':')[0] ?? '');

function failed(cause: Cause, needed: readonly string[]): AccessCheck {
  const missing = cause === 'permission-missing' ? needed : [];
  return { ok: false, externalIdMatches: false, name: null, missing, cause };
}

/** `name@server`, by the server's own address or by the one that its accounts bear. */
function isNamed(me: Json, { externalId, apiBase }: AccountAccess): boolean {
  const user = (textOf(me.username) ?? textOf(me.acct) ?? '').toLowerCase();
  const hosts = [apiBase, linkOf(me.url)].flatMap((address) =>
    address !== null && URL.canParse(address) ? [new URL(address).host, new URL(address).hostname] : [],
  );
  return hosts.some((host) => externalId.replace(/^@/u, '').toLowerCase() === `${user}@${host}`);
}
