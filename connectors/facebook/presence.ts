/**
 * Whether a comment or post stands in public. Of the object itself Graph gives the same answer for "gone" and "not for
 * you" (100/33), and has given errors to writes that it had carried out: so the list that it would stand in decides.
 */
import type { AccountAccess, ActionTarget } from '../../core/actions/connector.ts';
import type { GraphCall } from '../shared/meta/graph.ts';
import type { Presence } from '../shared/meta/outcome.ts';
import { findInPages, pageOf } from '../shared/meta/pages.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';

const MAX_PAGES = 20;
const PAGE_SIZE = '100';

export async function presenceOf(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  const path = [target.externalId];
  const answer = await graph(access, { method: 'GET', path, query: { fields: 'id,is_hidden' } });
  if (answer.ok) return idOf(answer.body.id) === null ? 'unclear' : shownAs(answer.body);
  return answer.refusal.cause === 'gone-or-denied' ? presenceInList(access, target) : 'unclear';
}

const shownAs = ({ is_hidden: hidden }: Json): Presence => (hidden === true ? 'hidden' : 'public');

/** The newest first: what is moderated has mostly just been written. */
function listCall({ kind, postId, parentId }: ActionTarget, pageId: string): GraphCall | null {
  const query = { fields: 'id,is_hidden,from{id}', limit: PAGE_SIZE };
  if (kind === 'post') return { method: 'GET', path: [pageId, 'visitor_posts'], query };
  const under = postId ?? parentId;
  if (kind !== 'comment' || under === null) return null;
  const order = { order: 'reverse_chronological', filter: 'stream', summary: 'true' };
  return { method: 'GET', path: [under, 'comments'], query: { ...query, ...order } };
}

/** Absent counts from a list only that was read to its end and shows what citizens write. */
async function presenceInList(access: AccountAccess, target: ActionTarget): Promise<Presence> {
  const call = listCall(target, access.externalId);
  if (call === null) return 'unclear';
  let showsCitizens = false;
  const walked = await findInPages(
    (after) => pageOf(graph, access, { ...call, after }),
    ({ id }) => isSameObject(idOf(id), target.externalId),
    {
      maxPages: MAX_PAGES,
      see: ({ entries, body }) => {
        showsCitizens ||= entries.some((entry) => !isOwn(entry, access.externalId)) || isEmpty(body);
      },
    },
  );
  if (walked.kind === 'found') return shownAs(walked.entry);
  return walked.kind === 'end' && showsCitizens ? 'gone' : 'unclear';
}

/** The first part of a comment's id is not the same everywhere (platforms.md 1.4). */
function isSameObject(id: string | null, externalId: string): boolean {
  const lastPart = (whole: string): string => whole.slice(whole.lastIndexOf('_') + 1);
  return id !== null && lastPart(id) === lastPart(externalId);
}

const isOwn = ({ from }: Json, pageId: string): boolean => isRecord(from) && idOf(from.id) === pageId;

/** A token that may not see comments gets an empty list without an error, and without a count. */
const isEmpty = ({ summary }: Json): boolean => isRecord(summary) && Number(summary.total_count ?? 1) === 0;
