/** Reads what the webhook does not tell, and whether a token will do (platforms.md 6). */
import type {
  AccessCheck,
  AccountAccess,
  BackfillConnector,
  Cause,
  ContextNode,
  Fetched,
} from '../../core/actions/connector.ts';
import { contextNode, writerOf } from '../shared/meta/node.ts';
import { refreshOf } from '../shared/meta/refresh.ts';
import { inspectToken } from '../shared/meta/token.ts';
import { idOf, isRecord, personNameOf } from '../shared/read.ts';
import { graph, unversioned } from './graph.ts';
import { list } from './list.ts';

export const backfill: BackfillConnector = {
  platform: 'threads',
  list,
  fetchNode,
  refreshToken: (access) => refreshOf(unversioned, access, 'th_refresh_token'),
  connect,
};

const FIELDS = 'id,text,username,permalink,timestamp,owner,is_reply_owned_by_me';

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await graph(access, { method: 'GET', path: [externalId], query: { fields: FIELDS } });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { body } = answer;
  const owner = isRecord(body.owner) ? idOf(body.owner.id) : null;
  const own = body.is_reply_owned_by_me === true || owner === access.externalId;
  const node = contextNode(body, { externalId, own });
  return { ok: true, value: own ? { ...node, author: authorOf(access, body.username) } : node };
}

const authorOf = ({ externalId: id }: AccountAccess, username: unknown) => ({
  id,
  name: writerOf({ username })?.name ?? null,
});

const SCOPES = ['threads_basic', 'threads_read_replies', 'threads_manage_replies', 'threads_content_publish'];

/** Identity, then scopes. What is pushed is chosen in the app's dashboard, for all its accounts: nothing to subscribe. */
async function connect(
  unproven: AccountAccess,
  app: { readonly secret: string | null },
): Promise<AccessCheck> {
  const access = app.secret === null ? unproven : { ...unproven, appSecret: app.secret };
  const me = await graph(access, { method: 'GET', path: ['me'], query: { fields: 'id,username' } });
  if (!me.ok) return fail(me.refusal.cause);
  const name = personNameOf(me.body.username);
  const externalIdMatches = idOf(me.body.id) === access.externalId;
  const known = { externalIdMatches, name };
  if (!externalIdMatches) return { ok: false, ...known, missing: [], cause: null };
  const token = await inspectToken(graph, access);
  if (token.dead) return { ok: false, ...known, missing: [], cause: 'token-expired' };
  const missing = token.scopes === null ? [] : SCOPES.filter((scope) => !token.scopes?.has(scope));
  if (missing.length > 0) return { ok: false, ...known, missing, cause: 'permission-missing' };
  return { ok: true, ...known, missing: [], cause: null };
}

function fail(cause: Cause): AccessCheck {
  return { ok: false, externalIdMatches: false, name: null, missing: [], cause };
}
