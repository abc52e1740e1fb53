/** One change of Threads: a reply, a mention, a post of the account's own, a deletion (platforms.md 6). Pure. */
import type { Change, Upserted } from '../../core/actions/connector.ts';
import type { Attachment, Author, CommentKind } from '../../core/inbox/comment.ts';
import { beginningOf } from '../../core/inbox/text-form.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { unknown } from '../shared/meta/words.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';

/** Whose delivery it is: the owner of what was answered, or whoever the topic is about. */
export function accountOf(field: unknown, value: Json, targetId: string | null): string {
  const owner = isRecord(value.owner) ? (idOf(value.owner.owner_id) ?? idOf(value.owner.id)) : null;
  const root = field === 'replies' && isRecord(value.root_post) ? idOf(value.root_post.owner_id) : null;
  return owner ?? root ?? targetId ?? '';
}

const KINDS = new Map<unknown, CommentKind>([
  ['replies', 'comment'],
  ['mentions', 'mention'],
  ['publish', 'post'],
  ['delete', 'post'],
]);

export function readChange(raw: unknown, entryContext: EntryContext): readonly Change[] {
  if (!isRecord(raw)) return [unknown('change')];
  const { field, value } = raw;
  const kind = KINDS.get(field);
  if (kind === undefined) return [unknown(field === undefined ? 'change' : 'other')];
  const changeName = field as string;
  if (!isRecord(value)) return [unknown(changeName, 'value')];
  const externalId = idOf(value.id);
  if (externalId === null) return [unknown(changeName, 'id')];
  if (field === 'delete') return [removalOf(externalId, value, entryContext)];
  return readText(value, { entryContext, changeName, target: targetOf(kind, externalId, value) });
}

const idIn = (node: unknown): string | null => (isRecord(node) ? idOf(node.id) : null);

/** What the account has published under something is a reply of its own. */
function targetOf(kind: CommentKind, externalId: string, value: Json) {
  const answered = idIn(value.replied_to);
  const postId = idIn(value.root_post) ?? answered;
  const isReply = kind === 'post' && postId !== null;
  return { kind: isReply ? ('comment' as const) : kind, externalId, parentId: answered ?? postId, postId };
}

/** Only the account's own: Threads tells of nobody else's. */
function removalOf(externalId: string, value: Json, { accountId, sentAt }: EntryContext): Change {
  const target = { kind: 'post' as const, externalId, parentId: null, postId: null };
  return { type: 'removed', ...target, by: accountId || null, at: timeOf(value.deleted_at) ?? sentAt };
}

interface Read {
  readonly entryContext: EntryContext;
  readonly changeName: string;
  readonly target: ReturnType<typeof targetOf>;
}

/** `verb` stands only in what we have fetched ourselves: Threads tells of no edit and of no hide. */
function readText(value: Json, { entryContext, changeName, target }: Read): readonly Change[] {
  const { verb } = value;
  if (verb === 'hide' || verb === 'unhide')
    return [{ type: verb === 'hide' ? 'hidden' : 'unhidden', ...target, at: entryContext.sentAt }];
  const isUntold = value.text === undefined || value.text === null;
  const text = isUntold ? '' : textOf(value.text);
  if (text === null) return [unknown(changeName, 'text')];
  const attachments = attachmentsOf(value);
  const own = changeName === 'publish' || isOwn(value, entryContext);
  const added: Upserted = {
    type: verb === 'edited' ? 'edited' : 'added',
    ...target,
    permalink: linkOf(value.permalink),
    author: authorOf(value, own ? entryContext.accountId : ''),
    own,
    text,
    attachments,
    at: (verb === 'edited' ? null : timeOf(value.timestamp)) ?? entryContext.sentAt,
  };
  // A picture stands without words; a text post without any has not been told yet.
  const lacksText = isUntold && attachments.length === 0 && verb !== 'edited';
  return lacksText ? [added, { type: 'untold-edit', ...target, at: entryContext.sentAt }] : [added];
}

/** Threads tells a username and no id: it is one person's at a time, and all that is known. */
function authorOf(value: Json, ownId: string): Author | null {
  const name = personNameOf(value.username);
  const id = ownId || idOf(value.username);
  return id === null ? null : { id, name };
}

/** The account has answered under its own post, or under somebody else's in its own name. */
function isOwn(value: Json, { accountId }: EntryContext): boolean {
  if (value.is_reply_owned_by_me === true) return true;
  const root = isRecord(value.root_post) ? value.root_post : {};
  const username = idOf(value.username);
  return username !== null && idOf(root.owner_id) === accountId && idOf(root.username) === username;
}

const MAX_ALT_LENGTH = 1_000;
const NONE: readonly Attachment[] = [];

function attachmentsOf(value: Json): readonly Attachment[] {
  const nodes = [value, ...(isRecord(value.children) ? childrenOf(value.children) : [])];
  const found = new Map<string, Attachment>();
  for (const node of nodes) {
    const url = linkOf(node.media_url) ?? linkOf(node.gif_url) ?? linkOf(node.thumbnail_url);
    if (url === null || found.has(url)) continue;
    const type = node.media_type === 'VIDEO' ? 'video' : 'image';
    const alt = textOf(node.alt_text)?.trim() ?? '';
    const words = alt === '' || type === 'video' ? {} : { alt: beginningOf(alt, MAX_ALT_LENGTH) };
    found.set(url, { type, url, state: 'unfetched', ...words });
  }
  const link = linkOf(value.link_attachment_url);
  if (link !== null && !found.has(link)) found.set(link, { type: 'link', url: link, state: 'unfetched' });
  return found.size === 0 ? NONE : [...found.values()];
}

const MAX_CHILDREN = 100;
const childrenOf = ({ data }: Json): Json[] =>
  Array.isArray(data) ? data.slice(0, MAX_CHILDREN).filter(isRecord) : [];
