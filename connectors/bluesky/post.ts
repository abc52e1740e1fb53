/** A post (platforms.md 9): the comment, mention or post that it is to us. Pure. */
import type { Change } from '../../core/actions/connector.ts';
import type { Author, CommentKind } from '../../core/inbox/comment.ts';
import { isRecord, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { attachmentsOf } from './embed.ts';
import { mentionsIn, textWithLinks } from './text.ts';
import { didOf, permalinkOf, type RecordName, recordName } from './uri.ts';
import { unknown } from './words.ts';

/** How far a post's own time may lie behind the server's: it is the writer's app that states it. */
const MAX_BACKDATED_MS = 86_400_000;

export function authorOf(profile: unknown): Author | null {
  if (!isRecord(profile)) return null;
  const id = didOf(profile.did);
  if (id === null) return null;
  return { id, name: personNameOf(profile.displayName)?.trim() || personNameOf(profile.handle) };
}

/** As Bluesky sorts: the earlier of what the app states and what its server saw, but never long before that. */
export function publishedAt(record: Json, indexedAt: Date | null): Date | null {
  const stated = timeOf(record.createdAt);
  if (stated === null || indexedAt === null) return stated ?? indexedAt;
  const isBelievable = stated <= indexedAt && indexedAt.getTime() - stated.getTime() <= MAX_BACKDATED_MS;
  return isBelievable ? stated : indexedAt;
}

interface Answered {
  readonly parent: RecordName | null;
  readonly root: RecordName | null;
}

function answeredBy({ reply }: Json): Answered {
  const nameIn = (ref: unknown) => (isRecord(ref) ? recordName(ref.uri) : null);
  return isRecord(reply)
    ? { parent: nameIn(reply.parent), root: nameIn(reply.root) }
    : { parent: null, root: null };
}

export interface PostContext {
  readonly what: string;
  /** The account's DID; '' where the delivery does not say. */
  readonly account: string;
  readonly type: 'added' | 'edited';
  readonly author: Author | null;
  readonly indexedAt: Date | null;
  /** It came as a notification of this kind. */
  readonly notified?: CommentKind;
  /** What the server made of the embed, which knows addresses better. */
  readonly view?: unknown;
}

function kindOf(
  record: Json,
  { parent, root }: Answered,
  { account, notified, author }: PostContext,
): CommentKind {
  if (account !== '' && parent !== null && (parent.did === account || root?.did === account))
    return 'comment';
  if (notified !== undefined) return notified;
  if (account !== '' && author?.id !== account && mentionsIn(record.facets).includes(account))
    return 'mention';
  return parent === null ? 'post' : 'comment';
}

export function readPost(name: RecordName, record: unknown, context: PostContext): Change {
  const { what, account, type, author, indexedAt } = context;
  if (!isRecord(record)) return unknown(what, 'record');
  const text = textOf(record.text);
  if (text === null) return unknown(what, 'text');
  const answered = answeredBy(record);
  const mentions = mentionsIn(record.facets);
  return {
    type,
    kind: kindOf(record, answered, context),
    externalId: name.uri,
    parentId: answered.parent?.uri ?? null,
    postId: answered.root?.uri ?? answered.parent?.uri ?? null,
    permalink: permalinkOf(name),
    author,
    own: account !== '' && name.did === account,
    ...(mentions.length > 0 && { mentions }),
    text: textWithLinks(text, record.facets),
    attachments: attachmentsOf(context.view ?? record.embed, name.did),
    at: type === 'edited' ? indexedAt : publishedAt(record, indexedAt),
  };
}
