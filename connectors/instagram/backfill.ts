/** Reads what the webhook does not tell: a post or comment for context, and a mention's text (platforms.md 2.2, 2.3). */
import type {
  AccountAccess,
  BackfillConnector,
  Cause,
  ContextNode,
  Fetched,
} from '../../core/actions/connector.ts';
import type { GraphAnswer } from '../shared/meta/graph.ts';
import { contextNode, writerOf } from '../shared/meta/node.ts';
import { refreshOf } from '../shared/meta/refresh.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { connect } from './connect.ts';
import { graph, isFacebookLogin, unversioned } from './graph.ts';
import { list } from './list.ts';

export const backfill: BackfillConnector = { platform: 'instagram', list, fetchNode, refreshToken, connect };

/** Instagram refuses a call that names a field which the object lacks, so a post and a comment are asked for apart. */
const POST = 'id,caption,timestamp,permalink,username';
const COMMENT = 'id,text,timestamp,username,from{id,username},parent_id';
const MENTIONED = {
  mentioned_comment: 'id,text,timestamp',
  mentioned_media: 'id,caption,timestamp,permalink,username',
} as const;

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const ways = [
    () => node(access, externalId, POST),
    () => node(access, externalId, COMMENT),
    () => mentioned(access, externalId, 'mentioned_comment'),
    () => mentioned(access, externalId, 'mentioned_media'),
  ];
  let refused: Cause = 'refused';
  for (const ask of ways) {
    const answer = await ask();
    if (answer.ok && isTold(answer.body)) {
      const own = writerOf(answer.body)?.id === access.externalId;
      return { ok: true, value: contextNode(answer.body, { externalId, own }) };
    }
    if (answer.ok) continue;
    const { cause } = answer.refusal;
    // Another question will not help.
    if (cause !== 'gone-or-denied' && cause !== 'refused') return { ok: false, cause };
    if (cause === 'gone-or-denied') refused = cause;
  }
  return { ok: false, cause: refused };
}

/** More than an id and a time: what was asked for is there. */
const isTold = ({ text, caption, permalink }: Json): boolean =>
  text !== undefined || caption !== undefined || permalink !== undefined;

function node(access: AccountAccess, externalId: string, fields: string): Promise<GraphAnswer> {
  return graph(access, { method: 'GET', path: [externalId], query: { fields } });
}

/** What stands elsewhere and names the account is read through the account alone, and by Facebook Login only. */
async function mentioned(
  access: AccountAccess,
  externalId: string,
  field: keyof typeof MENTIONED,
): Promise<GraphAnswer> {
  // The id stands within an expression, not as a part of a path.
  if (!isFacebookLogin(access) || !/^[\w-]+$/u.test(externalId)) return { ok: true, body: {} };
  const id = field === 'mentioned_comment' ? 'comment_id' : 'media_id';
  const fields = `${field}.${id}(${externalId}){${MENTIONED[field]}}`;
  const answer = await graph(access, { method: 'GET', path: [access.externalId], query: { fields } });
  if (!answer.ok) return answer;
  const found: Json = isRecord(answer.body[field]) ? (answer.body[field] as Json) : {};
  return { ok: true, body: found };
}

/** A page's token does not end; one of Instagram Login lives sixty days, and is renewed while it lives. */
function refreshToken(access: AccountAccess) {
  if (isFacebookLogin(access))
    return Promise.resolve({ ok: false as const, cause: 'not-supported' as const });
  return refreshOf(unversioned, access, 'ig_refresh_token');
}
