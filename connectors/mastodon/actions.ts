/** What the account does about a status (platforms.md 8): nobody's words but its own can be taken away. */

import { createHash } from 'node:crypto';
import type {
  AccountAccess,
  ActionsConnector,
  ActionTarget,
  Outcome,
  Report,
} from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { isTooOld, type WantedReply } from '../shared/wanted-reply.ts';
import { ask, isOurs, outcomeOf, type Refusal } from './api.ts';

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
const DONE: Outcome = { state: 'done', remoteId: null, at: null };

export const actions: ActionsConnector = {
  platform: 'mastodon',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, ban: true, like: true, report: true, seesEdits: true, seesDeletes: true },
    onMessages: ['reply', 'ban'],
  },
  reply,
  findReply,
  hide: () => Promise.resolve(NOT_SUPPORTED),
  unhide: () => Promise.resolve(NOT_SUPPORTED),
  delete: remove,
  ban,
  like: (access, { externalId }) => repeatable(access, ['statuses', externalId, 'favourite']),
  report,
};

const statusPath = (id: string): string[] => ['api', 'v1', 'statuses', id];

/** A key of the intent, not of the attempt: the server answers the second with what the first wrote, for an hour. */
const keyOf = (targetId: string, text: string): string =>
  createHash('sha256')
    .update(JSON.stringify([targetId, text]))
    .digest('hex')
    .slice(0, 32);

/** Whoever is answered must be named to be told of it, and a private word is not answered in public. */
function answerTo(status: Json, text: string): Json {
  const acct = isRecord(status.account) ? (textOf(status.account.acct) ?? '') : '';
  const isNamed = text.toLowerCase().includes(`@${acct.toLowerCase()}`);
  const visibility = ['public', 'unlisted', 'private', 'direct'].find((known) => known === status.visibility);
  return {
    status: isNamed || acct === '' ? text : `@${acct} ${text}`,
    in_reply_to_id: idOf(status.id),
    ...(visibility !== undefined && { visibility }),
  };
}

async function reply(access: AccountAccess, { externalId }: ActionTarget, text: string): Promise<Outcome> {
  const target = await ask(access, { method: 'GET', path: statusPath(externalId) });
  if (!target.ok) return outcomeOf({ ...target.refusal, certain: true });
  if (!isRecord(target.body)) return { state: 'retry', cause: 'unreachable', afterMs: null };
  const answer = await ask(access, {
    ...{ method: 'POST', path: ['api', 'v1', 'statuses'], json: answerTo(target.body, text) },
    headers: { 'idempotency-key': keyOf(externalId, text) },
  });
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = isRecord(answer.body) ? idOf(answer.body.id) : null;
  const at = isRecord(answer.body) ? timeOf(answer.body.created_at) : null;
  return remoteId === null ? { state: 'unknown', cause: 'unreachable' } : { state: 'done', remoteId, at };
}

/** Composed or decomposed, with or without the names that stand before an answer. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/^(?:@\S+\s+)+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** retry with cause `gone`: surely not there, so it may be written again. */
async function findReply(
  access: AccountAccess,
  { externalId }: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  const answer = await ask(access, { method: 'GET', path: [...statusPath(externalId), 'context'] });
  if (!answer.ok) {
    const { state, cause } = answer.refusal;
    if (state === 'retry') return { state: 'unknown', cause };
    return { state, cause };
  }
  const { descendants } = isRecord(answer.body) ? answer.body : {};
  if (!Array.isArray(descendants)) return { state: 'unknown', cause: 'unreachable' };
  const found = descendants.filter(isRecord).find((status) => {
    if (!isOurs(status.account, access) || wanted.except?.includes(idOf(status.id) ?? '')) return false;
    if (idOf(status.in_reply_to_id) !== externalId) return false;
    if (isTooOld(timeOf(status.created_at), wanted)) return false;
    return plain(textOfHtml(textOf(status.content) ?? '')) === plain(wanted.text);
  });
  if (found === undefined) return { state: 'retry', cause: 'gone', afterMs: 0 };
  return { state: 'done', remoteId: idOf(found.id), at: timeOf(found.created_at) };
}

async function repeatable(access: AccountAccess, path: readonly string[], json?: Json): Promise<Outcome> {
  const call = { method: 'POST' as const, path: ['api', 'v1', ...path], ...(json !== undefined && { json }) };
  const answer = await ask(access, call);
  return answer.ok ? DONE : outcomeOf(answer.refusal);
}

const isGone = ({ cause }: Refusal): boolean => cause === 'gone-or-denied' || cause === 'gone';

/** The account's own words only. A look decides whose they are: the server says 404 of others' as of what is gone. */
async function remove(access: AccountAccess, { externalId }: ActionTarget): Promise<Outcome> {
  const found = await ask(access, { method: 'GET', path: statusPath(externalId) });
  if (!found.ok) return isGone(found.refusal) ? DONE : outcomeOf({ ...found.refusal, certain: true });
  if (!isRecord(found.body) || !isOurs(found.body.account, access)) return NOT_SUPPORTED;
  const answer = await ask(access, { method: 'DELETE', path: statusPath(externalId) });
  return answer.ok || isGone(answer.refusal) ? DONE : outcomeOf(answer.refusal);
}

function ban(access: AccountAccess, { authorId }: ActionTarget): Promise<Outcome> {
  if (authorId === null) return Promise.resolve(NOT_SUPPORTED);
  return repeatable(access, ['accounts', authorId, 'block']);
}

const CATEGORIES: Readonly<Record<Report['reason'], string>> = {
  spam: 'spam',
  illegal: 'legal',
  // A violation names the server's own rules by their ids.
  rules: 'other',
  other: 'other',
};
const MAX_REPORT_LENGTH = 1000;

/** To the server's moderators, and on to those of the writer's own server. */
async function report(
  access: AccountAccess,
  { externalId, authorId }: ActionTarget,
  { reason, comment }: Report,
): Promise<Outcome> {
  if (authorId === null) return NOT_SUPPORTED;
  const json = {
    ...{ account_id: authorId, status_ids: [externalId], category: CATEGORIES[reason], forward: true },
    comment: comment.slice(0, MAX_REPORT_LENGTH).toWellFormed(),
  };
  const answer = await ask(access, { method: 'POST', path: ['api', 'v1', 'reports'], json });
  if (answer.ok)
    return { state: 'done', remoteId: isRecord(answer.body) ? idOf(answer.body.id) : null, at: null };
  // It may be told twice, and is then one more line for a moderator elsewhere: a person decides.
  return answer.refusal.certain
    ? outcomeOf(answer.refusal)
    : { state: 'unknown', cause: answer.refusal.cause };
}
