/** One item with what stands around it: the post, the thread, the revisions, the notes. */

import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { actionsOfItem } from '../../../core/actions/actions.store.ts';
import { isAnswer } from '../../../core/actions/answers.ts';
import { decisionsOnAuthor } from '../../../core/inbox/author-history.store.ts';
import { type Comment, currentRevision, publishedAt, revisionCount } from '../../../core/inbox/comment.ts';
import { commentsById, newestAnswers } from '../../../core/inbox/comments.store.ts';
import { type Context, contextId, contextsById } from '../../../core/inbox/contexts.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { isHiddenByPerson } from '../../../core/inbox/hidden-by-person.ts';
import type { Item } from '../../../core/inbox/item.ts';
import type { ItemDetail, ThreadEntry } from '../../../core/inbox/items.contract.ts';
import { misleadingLinks } from '../../../core/inbox/misleading-links.ts';
import { notesOf } from '../../../core/inbox/notes.store.ts';
import { presentAuthor, presentItem } from '../../../core/inbox/present.ts';
import { commentId } from '../../../core/kernel/ids.ts';
import { caseByNumber } from '../../../core/lists/list-cases.store.ts';
import { claimsById } from '../../../core/lists/list-claims.store.ts';
import { claimIdsIn, likelyCaseNumber } from '../../../core/lists/lists.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';
import { waitingConsents } from '../actions/consent.ts';
import { presentCase } from '../lists/lists.ts';
import { shownRevisions } from './shown-revisions.ts';

const THREAD_LENGTH = 200;

const entry = (comment: Comment): ThreadEntry => ({
  externalId: comment.externalId,
  itemId: comment.own ? null : comment._id,
  parentId: comment.parentId,
  author: presentAuthor(comment.author),
  own: comment.own,
  text: maskPersonalData(currentRevision(comment.revisions)?.text ?? ''),
  at: publishedAt(comment.revisions)?.toISOString() ?? null,
  visibility: comment.visibility,
  revision: revisionCount(comment),
});

/**
 * The branch the item stands in: its parent, its answers and its neighbours under the same parent. Where there are more
 * than {@link THREAD_LENGTH}, the newest are shown, and the item itself always.
 */
async function thread(deps: ServerDeps, item: Item, self: Comment | undefined): Promise<ThreadEntry[]> {
  const { tenantId, accountId } = item;
  const root = item.parentId === item.postId ? item.externalId : (item.parentId ?? item.externalId);
  const parentIds = [...new Set([root, item.externalId])];
  const [roots, answers] = await Promise.all([
    root === item.externalId ? [] : commentsById(deps.db, { tenantId, ids: [commentId(accountId, root)] }),
    newestAnswers(deps.db, { tenantId, accountId, parentIds, limit: THREAD_LENGTH }),
  ]);
  const always = [...roots, ...(self ? [self] : [])];
  const others = answers.filter(({ _id }) => always.every((shown) => shown._id !== _id)).map(entry);
  const oldestFirst = (a: ThreadEntry, b: ThreadEntry) => (a.at ?? '').localeCompare(b.at ?? '');
  const newest = others.sort(oldestFirst).slice(-(THREAD_LENGTH - always.length));
  return [...always.map(entry), ...newest].sort(oldestFirst);
}

function postOf(item: Item, context: Context | undefined, ownPost: Comment | undefined): ItemDetail['post'] {
  if (item.postId === null) return null;
  const revision = ownPost && currentRevision(ownPost.revisions);
  if (revision)
    return {
      externalId: item.postId,
      text: maskPersonalData(revision.text),
      permalink: ownPost.permalink,
      at: revision.at.toISOString(),
    };
  if (context?.state !== 'fetched') return null;
  return {
    externalId: item.postId,
    text: maskPersonalData(context.text),
    permalink: context.permalink,
    at: context.at?.toISOString() ?? null,
  };
}

/** What the municipality's lists say of the text. */
async function knownOf(deps: ServerDeps, { tenantId, registration, verdicts }: Item) {
  const number = likelyCaseNumber(registration);
  const [found, claims] = await Promise.all([
    number === null ? null : caseByNumber(deps.db, { tenantId, number }),
    claimsById(deps.db, { tenantId, ids: claimIdsIn(verdicts) }),
  ]);
  // A case that has left the list since is still named by its number.
  const likely = number === null ? null : (found ?? { number, subject: '' });
  return {
    likelyCase: likely && presentCase(likely),
    claims: claims.map(({ id, language, claim, correction, ask }) => ({
      id,
      language,
      claim,
      correction,
      ask,
    })),
  };
}

const ANSWERS_SHOWN = 20;

/** With the words of an answer that has not reached the platform yet. Only of an item that has one is it read. */
async function answersOf(deps: ServerDeps, { tenantId, _id: itemId, actions }: Item) {
  if (!actions.some(isAnswer)) return [];
  const found = (await actionsOfItem(deps.db, { tenantId, itemId })).filter(isAnswer).slice(-ANSWERS_SHOWN);
  const names = await namesOf(deps.db, { tenantId, ids: found.map(({ actor }) => actor.id) });
  return found.map(({ _id, actor, createdAt, text }) => ({
    actionId: _id,
    by: { id: actor.id, name: names.get(actor.id) ?? null },
    at: createdAt.toISOString(),
    text: maskPersonalData(text ?? ''),
  }));
}

/** Only of a hidden item are the events read. */
async function hiddenByPersonOf(deps: ServerDeps, { tenantId, _id, visibility }: Item): Promise<boolean> {
  if (visibility !== 'hidden') return false;
  return isHiddenByPerson(await eventsOf(deps.db, { tenantId, itemId: _id }));
}

export async function itemDetail(deps: ServerDeps, principal: Principal, item: Item): Promise<ItemDetail> {
  const { tenantId, accountId, postId } = item;
  const ids = postId === null ? [item._id] : [item._id, commentId(accountId, postId)];
  const contexts = postId === null ? [] : [contextId(accountId, postId)];
  const [comments, [context], notes, history] = await Promise.all([
    commentsById(deps.db, { tenantId, ids }),
    contextsById(deps.db, { tenantId, ids: contexts }),
    notesOf(deps.db, { tenantId, itemId: item._id }),
    item.author === null
      ? []
      : decisionsOnAuthor(deps.db, principal.scope, {
          accountId,
          authorId: item.author.id,
          exceptItem: item._id,
          now: deps.now(),
        }),
  ]);
  const self = comments.find(({ _id }) => _id === item._id);
  const post = comments.find(({ _id }) => _id !== item._id);
  const names = await namesOf(deps.db, { tenantId, ids: notes.map(({ by }) => by) });
  const [known, consents, hiddenByPerson, answers] = await Promise.all([
    knownOf(deps, item),
    waitingConsents(deps, item),
    hiddenByPersonOf(deps, item),
    answersOf(deps, item),
  ]);
  return {
    item: presentItem(item, deps.now()),
    hiddenByPerson,
    post: postOf(item, context, post),
    thread: await thread(deps, item, self),
    misleadingLinks: misleadingLinks(item.text, item.attachments).map((link) => ({ ...link })),
    revisions: self ? await shownRevisions(deps.db, self) : [],
    notes: notes.map(({ _id, text, by, at }) => ({
      id: _id,
      text: maskPersonalData(text),
      by: names.get(by) ?? by,
      at: at.toISOString(),
    })),
    answers,
    authorHistory: history.map((decision) => ({ ...decision, at: new Date(decision.at).toISOString() })),
    ...known,
    consents,
  };
}
