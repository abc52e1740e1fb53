/** A post or a comment, for context or for a text that a notification lacked. */
import type { AccountAccess, Cause, ContextNode, Fetched } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { commentUrnOfElement, timeOfElement } from './comment-element.ts';
import { commentPath } from './presence.ts';
import { listPart, rest, urnPart } from './rest.ts';
import { textOfCommentary, toldOf } from './text.ts';
import { commentUrnOf, isActivity, linkTo, urnOf } from './urn.ts';

export async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const comment = commentUrnOf(externalId);
  if (comment === null) return fetchPost(access, externalId);
  const answer = await rest(access, { method: 'GET', path: commentPath(comment) });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { body } = answer;
  return {
    ok: true,
    value: {
      externalId,
      text: toldOf(body.message)?.text ?? '',
      ...writtenBy(body.actor, access),
      permalink: linkTo(comment.thread, commentUrnOfElement(body) ?? comment),
      createdAt: timeOfElement(body, 'created'),
    },
  };
}

const writtenBy = (actor: unknown, access: AccountAccess): Pick<ContextNode, 'author' | 'own'> => {
  const id = idOf(actor);
  return { author: id === null ? null : { id, name: null }, own: id === access.externalId };
};

/** Posts are read under their own name; that of their activity is looked up first. */
async function fetchPost(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const named = isActivity(externalId) ? await postOfActivity(access, externalId) : externalId;
  if (typeof named !== 'string') return named;
  const answer = await rest(access, { method: 'GET', path: ['posts', urnPart(named)] });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { body } = answer;
  return {
    ok: true,
    value: {
      externalId,
      text: textOfCommentary(body.commentary),
      ...writtenBy(body.author, access),
      permalink: linkTo(externalId),
      createdAt: timeOf(body.publishedAt) ?? timeOf(body.createdAt),
    },
  };
}

async function postOfActivity(
  access: AccountAccess,
  activity: string,
): Promise<string | { readonly ok: false; readonly cause: Cause }> {
  const query = { ids: listPart([activity]) };
  const answer = await rest(access, { method: 'GET', path: ['activities'], query });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const results: Json = isRecord(answer.body.results) ? answer.body.results : {};
  const found = Object.values(results).find(isRecord);
  return urnOf(found?.domainEntity) ?? { ok: false, cause: 'gone' };
}
