/**
 * Whether a comment stands in public. Of the comment itself Graph gives the same answer for "gone" and "not for you"
 * (100/33), so the list that it would stand in decides.
 */
import type { AccountAccess, ActionTarget } from '../../core/actions/connector.ts';
import type { Presence } from '../shared/meta/outcome.ts';
import { findInPages, pageOf } from '../shared/meta/pages.ts';
import { idOf, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';
import { hasNoAdComments } from './media.ts';
import { isOwnReply } from './thread.ts';

const MAX_PAGES = 20;
const FIELDS = 'id,hidden,from{id},username';

export async function presenceOf(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  const path = [target.externalId];
  const answer = await graph(access, { method: 'GET', path, query: { fields: 'id,hidden' } });
  if (answer.ok) return idOf(answer.body.id) === null ? 'unclear' : shownAs(answer.body);
  return answer.refusal.cause === 'gone-or-denied' ? presenceInList(access, target) : 'unclear';
}

const shownAs = ({ hidden }: Json): Presence => (hidden === true ? 'hidden' : 'public');

/** Replies stand under their comment, and only there. */
function pathOf({ kind, parentId, postId }: ActionTarget): readonly string[] | null {
  if (kind !== 'comment' || parentId === null) return null;
  return parentId === postId ? [postId, 'comments'] : [parentId, 'replies'];
}

/**
 * Absent counts from a list only that was read to its end, shows what citizens write, and shows all that stands under
 * the post: comments on an ad that was made of it are on no list.
 */
async function presenceInList(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  const path = pathOf(target);
  if (path === null) return 'unclear';
  let showsCitizens = false;
  const call = { method: 'GET' as const, path, query: { fields: FIELDS, limit: '50' } };
  const walked = await findInPages(
    (after) => pageOf(graph, access, { ...call, after }),
    ({ id }) => idOf(id) === target.externalId,
    {
      maxPages: MAX_PAGES,
      see: ({ entries }) => {
        showsCitizens ||= entries.some((entry) => !isOwnReply(entry, access.externalId));
      },
    },
  );
  if (walked.kind === 'found') return shownAs(walked.entry);
  if (walked.kind !== 'end' || !showsCitizens || target.postId === null) return 'unclear';
  return (await hasNoAdComments(access, target.postId)) ? 'gone' : 'unclear';
}
