import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { findReplyIn } from '../shared/meta/find-reply.ts';
import { pageOf } from '../shared/meta/pages.ts';
import { idOf, isRecord } from '../shared/read.ts';
import type { WantedReply } from '../shared/wanted-reply.ts';
import { graph } from './graph.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

const QUERY = { fields: 'id,message,created_time,from{id}', limit: '100', order: 'reverse_chronological' };

/** Looks among the comments under what was answered. */
export function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  const under = replyParent(target);
  const call = { method: 'GET' as const, path: [under, 'comments'], query: QUERY };
  return findReplyIn(
    {
      pageAfter: (after) => pageOf(graph, access, { ...call, after }),
      keys: { text: 'message', at: 'created_time' },
      mayBeOurs: ({ from }) => [null, access.externalId].includes(isRecord(from) ? idOf(from.id) : null),
      look: () => presenceOf(access, { ...target, externalId: under }),
    },
    wanted,
  );
}
