/** A status (platforms.md 8): the post, comment, mention or direct message that it is to us. Pure. */
import type { Change } from '../../core/actions/connector.ts';
import type { Attachment, Author, CommentKind } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import { textOfHtml } from '../shared/html-text.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { unknown } from './words.ts';

/** Whose delivery it is, as far as it says. */
export interface Ours {
  /** `name@server`; '' where the delivery does not say. */
  readonly account: string;
  /** The account's id on its own server; null where the delivery does not say. */
  readonly id: string | null;
  /** The first status of a conversation, by the id of a status in it: no status names it itself. */
  readonly roots: Json;
}

export function authorOf(account: unknown): Author | null {
  if (!isRecord(account)) return null;
  const id = idOf(account.id);
  if (id === null) return null;
  const shown = personNameOf(account.display_name)?.trim();
  return { id, name: shown || personNameOf(account.acct) || personNameOf(account.username) };
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const mentionedIn = (status: Json): string[] => listOf(status.mentions).flatMap(({ id }) => idOf(id) ?? []);

/** Nobody's name on the notification: whoever answers somebody names them, so the one answered is us. */
function answersUs(status: Json, ours: Ours): boolean {
  const answered = idOf(status.in_reply_to_account_id);
  if (answered === null) return false;
  return ours.id === null ? mentionedIn(status).includes(answered) : answered === ours.id;
}

/** What it is to us: a direct message, an answer below what we wrote, our name elsewhere, or a post. */
function kindOf(status: Json, { ours, notified }: { ours: Ours; notified: boolean }): CommentKind {
  if (status.visibility === 'direct') return 'message';
  const isAnswer = idOf(status.in_reply_to_id) !== null;
  const isOwn = ours.id !== null && authorOf(status.account)?.id === ours.id;
  const isBelowOurs = Object.hasOwn(ours.roots, idOf(status.id) ?? '');
  if (isAnswer && (isOwn || isBelowOurs || answersUs(status, ours))) return 'comment';
  const namesUs = ours.id === null ? mentionedIn(status).length > 0 : mentionedIn(status).includes(ours.id);
  if (notified || (namesUs && ours.id !== null && !isOwn)) return 'mention';
  if (isAnswer) return 'comment';
  return namesUs && !isOwn ? 'mention' : 'post';
}

const TYPES = new Map<unknown, Attachment['type']>([
  ['image', 'image'],
  ['gifv', 'video'],
  ['video', 'video'],
]);
const MAX_ATTACHMENTS = 100;
const MAX_ALT_LENGTH = 1_500;

function attachmentsOf(status: Json): Attachment[] {
  return listOf(status.media_attachments)
    .slice(0, MAX_ATTACHMENTS)
    .flatMap((media) => {
      const url = linkOf(media.url) ?? linkOf(media.remote_url) ?? linkOf(media.preview_url);
      if (url === null) return [];
      const alt = textOf(media.description)?.trim() ?? '';
      const words = alt === '' ? {} : { alt: beginningOf(alt, MAX_ALT_LENGTH) };
      return [{ type: TYPES.get(media.type) ?? 'file', url, state: 'unfetched' as const, ...words }];
    });
}

/** The warning stands before what it covers, and the choices of a poll behind its question: both are words of theirs. */
function textOfStatus(status: Json): string | null {
  const content = textOf(status.content);
  if (content === null) return null;
  const warning = textOf(status.spoiler_text)?.trim() ?? '';
  const poll = isRecord(status.poll) ? listOf(status.poll.options) : [];
  const choices = poll.flatMap(({ title }) => textOf(title) ?? []).map((title) => `• ${title}`);
  return [warning, textOfHtml(content), choices.join('\n')].filter((part) => part !== '').join('\n\n');
}

export interface StatusContext {
  readonly ours: Ours;
  readonly what: string;
  readonly type: 'added' | 'edited';
  /** It came as a notification: somebody named us. */
  readonly notified: boolean;
}

export function readStatus(status: unknown, { ours, what, type, notified }: StatusContext): Change {
  if (!isRecord(status)) return unknown(what, 'status');
  const externalId = idOf(status.id);
  if (externalId === null) return unknown(what, 'id');
  const text = textOfStatus(status);
  if (text === null) return unknown(what, 'content');
  const author = authorOf(status.account);
  const mentions = mentionedIn(status);
  const created = timeOf(status.created_at);
  return {
    type,
    kind: kindOf(status, { ours, notified }),
    externalId,
    parentId: idOf(status.in_reply_to_id),
    postId: Object.hasOwn(ours.roots, externalId) ? idOf(ours.roots[externalId]) : null,
    permalink: linkOf(status.url) ?? linkOf(status.uri),
    author,
    own: ours.id !== null && author?.id === ours.id,
    ...(mentions.length > 0 && { mentions }),
    text,
    attachments: attachmentsOf(status),
    at: type === 'edited' ? (timeOf(status.edited_at) ?? created) : created,
  };
}

/** A status as it stands in an answer or a listing. */
export const isStatus = (value: unknown): value is Json =>
  isRecord(value) && 'content' in value && 'account' in value && ('visibility' in value || 'uri' in value);
