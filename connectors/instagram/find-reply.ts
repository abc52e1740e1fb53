import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { findReplyIn } from '../shared/meta/find-reply.ts';
import { pageOf } from '../shared/meta/pages.ts';
import type { WantedReply } from '../shared/wanted-reply.ts';
import { graph } from './graph.ts';
import { presenceOf } from './presence.ts';
import { replyParent, rootOf, writerOf } from './thread.ts';

const QUERY = { fields: 'id,text,timestamp,username,from{id}', limit: '50' };

/** Looks among the replies. Under a comment elsewhere that mentions the account, nobody shows us any. */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  if (target.kind !== 'comment') return { state: 'unknown', cause: 'not-supported' };
  const under = replyParent(target);
  const call = { method: 'GET' as const, path: [under, 'replies'], query: QUERY };
  return findReplyIn(
    {
      pageAfter: (after) => pageOf(graph, access, { ...call, after }),
      keys: { text: 'text', at: 'timestamp' },
      mayBeOurs: (reply) => [null, access.externalId].includes(writerOf(reply)),
      look: () => presenceOf(access, rootOf(target)),
    },
    wanted,
  );
}
