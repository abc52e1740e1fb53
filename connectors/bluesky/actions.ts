/** What the account does about a post (platforms.md 9): records of its own, since nobody else's can be touched. */
import type {
  AccountAccess,
  ActionsConnector,
  ActionTarget,
  Outcome,
  Report,
} from '../../core/actions/connector.ts';
import { NO_CAPABILITIES } from '../../core/kernel/platform.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { outcomeOf, procedure, query } from './api.ts';
import { findPost } from './find.ts';
import { findReply } from './find-reply.ts';
import { facetsOf } from './session.ts';
import { setHidden } from './threadgate.ts';
import { POSTS, recordName } from './uri.ts';

const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };
const DONE: Outcome = { state: 'done', remoteId: null, at: null };

export const actions: ActionsConnector = {
  platform: 'bluesky',
  capabilities: {
    ...NO_CAPABILITIES,
    ...{ reply: true, hide: true, ban: true, like: true, report: true, seesDeletes: true },
  },
  reply,
  findReply,
  hide: (access, target) => setHidden(access, target, true),
  unhide: (access, target) => setHidden(access, target, false),
  delete: remove,
  ban,
  like,
  report,
};

const createRecord = (access: AccountAccess, record: Json & { readonly $type: string }) =>
  procedure(access, 'com.atproto.repo.createRecord', {
    ...{ repo: access.externalId, collection: record.$type },
    record: { ...record, createdAt: new Date().toISOString() },
  });

/** No key tells a second attempt from the first, so anything but a sure no is `unknown`. */
async function reply(access: AccountAccess, target: ActionTarget, text: string): Promise<Outcome> {
  if (target.kind === 'message') return NOT_SUPPORTED;
  const found = await findPost(access, target.externalId);
  if (!found.ok) return outcomeOf(found.refusal);
  const { ref: parent, root } = found.post;
  const facets = await facetsOf(text);
  const record = { $type: POSTS, text, reply: { root, parent }, ...(facets.length > 0 && { facets }) };
  const answer = await createRecord(access, record);
  if (!answer.ok) {
    const { certain, cause } = answer.refusal;
    return certain ? outcomeOf(answer.refusal) : { state: 'unknown', cause };
  }
  const remoteId = idOf(answer.body.uri);
  return remoteId === null
    ? { state: 'unknown', cause: 'unreachable' }
    : { state: 'done', remoteId, at: null };
}

/** Its own posts only: whose it is stands in the address. What is gone already is deleted. */
async function remove(access: AccountAccess, { externalId }: ActionTarget): Promise<Outcome> {
  const name = recordName(externalId);
  if (name === null || name.did !== access.externalId) return NOT_SUPPORTED;
  const { did: repo, collection, rkey } = name;
  const answer = await procedure(access, 'com.atproto.repo.deleteRecord', { repo, collection, rkey });
  return answer.ok ? DONE : outcomeOf(answer.refusal);
}

/** A block that stands is not made a second time: two would both have to be undone. */
async function ban(access: AccountAccess, { authorId }: ActionTarget): Promise<Outcome> {
  if (authorId === null) return NOT_SUPPORTED;
  const profile = await query(access, 'app.bsky.actor.getProfile', { actor: authorId });
  if (!profile.ok) return outcomeOf({ ...profile.refusal, certain: true });
  if (isRecord(profile.body.viewer) && idOf(profile.body.viewer.blocking) !== null) return DONE;
  const answer = await createRecord(access, { $type: 'app.bsky.graph.block', subject: authorId });
  return answer.ok ? DONE : outcomeOf(answer.refusal);
}

async function like(access: AccountAccess, { externalId, kind }: ActionTarget): Promise<Outcome> {
  if (kind === 'message') return NOT_SUPPORTED;
  const found = await findPost(access, externalId);
  if (!found.ok) return outcomeOf(found.refusal);
  const { viewer } = found.post.view;
  if (isRecord(viewer) && idOf(viewer.like) !== null) return DONE;
  const answer = await createRecord(access, { $type: 'app.bsky.feed.like', subject: found.post.ref });
  return answer.ok ? DONE : outcomeOf(answer.refusal);
}

const REASONS: Readonly<Record<Report['reason'], string>> = {
  spam: 'com.atproto.moderation.defs#reasonSpam',
  illegal: 'com.atproto.moderation.defs#reasonViolation',
  rules: 'com.atproto.moderation.defs#reasonRude',
  other: 'com.atproto.moderation.defs#reasonOther',
};
/** Of graphemes the lexicon allows 2,000; no text of so many units has more. */
const MAX_REASON_LENGTH = 2_000;

async function report(
  access: AccountAccess,
  { externalId }: ActionTarget,
  { reason, comment }: Report,
): Promise<Outcome> {
  const found = await findPost(access, externalId);
  if (!found.ok) return outcomeOf(found.refusal);
  const answer = await procedure(access, 'com.atproto.moderation.createReport', {
    reasonType: REASONS[reason],
    subject: { $type: 'com.atproto.repo.strongRef', ...found.post.ref },
    reason: comment.slice(0, MAX_REASON_LENGTH).toWellFormed(),
  });
  if (answer.ok) return { state: 'done', remoteId: idOf(answer.body.id), at: null };
  // Told twice it is one more line for a moderator elsewhere: a person decides.
  return answer.refusal.certain
    ? outcomeOf(answer.refusal)
    : { state: 'unknown', cause: answer.refusal.cause };
}
