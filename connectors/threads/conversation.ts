/** The lists that a reply stands in, and whether it stands in public (platforms.md 6). */
import type { AccountAccess, ActionTarget } from '../../core/actions/connector.ts';
import type { GraphCall } from '../shared/meta/graph.ts';
import type { Presence } from '../shared/meta/outcome.ts';
import { findInPages, pageOf } from '../shared/meta/pages.ts';
import { idOf, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';

const MAX_PAGES = 20;

/** All that stands under a post, however deep, the newest first; of what is nobody's answer, what stands under it. */
export function conversationOf({ externalId, postId }: ActionTarget, fields: string): GraphCall {
  const query = { fields, reverse: 'true', limit: '100' };
  return { method: 'GET', path: [postId ?? externalId, 'conversation'], query };
}

export async function presenceOf(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  const path = [target.externalId];
  const answer = await graph(access, { method: 'GET', path, query: { fields: 'id,hide_status' } });
  if (answer.ok) return idOf(answer.body.id) === null ? 'unclear' : shownAs(answer.body);
  return answer.refusal.cause === 'gone-or-denied' ? presenceInList(access, target) : 'unclear';
}

/** Others than HIDDEN are the platform's own doing, or nobody's. */
const shownAs = ({ hide_status: status }: Json): Presence => (status === 'HIDDEN' ? 'hidden' : 'public');

/** A permission that is missing reads as an empty list: absent counts from one only that shows what others write. */
async function presenceInList(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  if (target.kind !== 'comment' || target.postId === null) return 'unclear';
  const call = conversationOf(target, 'id,hide_status,is_reply_owned_by_me');
  let showsOthers = false;
  const walked = await findInPages(
    (after) => pageOf(graph, access, { ...call, after }),
    ({ id }) => idOf(id) === target.externalId,
    {
      maxPages: MAX_PAGES,
      see: ({ entries }) => {
        showsOthers ||= entries.some(({ is_reply_owned_by_me: own }) => own !== true);
      },
    },
  );
  if (walked.kind === 'found') return shownAs(walked.entry);
  return walked.kind === 'end' && showsOthers ? 'gone' : 'unclear';
}
