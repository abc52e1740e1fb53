/** Direct messages (`chat.bsky.convo.*`): messages, and the log of what happened to them. Pure. */
import type { Change } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { attachmentsOf } from './embed.ts';
import { mentionsIn, textWithLinks } from './text.ts';
import { didOf } from './uri.ts';
import { ignored, unknown } from './words.ts';

export const isMessage = (value: unknown): value is Json =>
  isRecord(value) && isRecord(value.sender) && 'sentAt' in value && 'id' in value;

export const isLogged = (value: unknown): value is Json =>
  isRecord(value) && typeof value.$type === 'string' && value.$type.startsWith('chat.bsky.convo.defs#log');

/** `conversation`: its id stands for the post that it would lie under. */
function readMessage(
  raw: Json,
  { account, conversation }: { account: string; conversation: string | null },
): Change {
  const externalId = idOf(raw.id);
  if (externalId === null) return unknown('message', 'id');
  const [author, at] = [isRecord(raw.sender) ? didOf(raw.sender.did) : null, timeOf(raw.sentAt)];
  const place = { kind: 'message' as const, externalId, parentId: null, postId: conversation };
  if (raw.$type === 'chat.bsky.convo.defs#deletedMessageView') return { type: 'removed', ...place, at };
  const text = textOf(raw.text);
  if (text === null) return unknown('message', 'text');
  const mentions = mentionsIn(raw.facets);
  return {
    ...{ type: 'added', ...place, permalink: null },
    author: author === null ? null : { id: author, name: null },
    own: account !== '' && author === account,
    ...(mentions.length > 0 && { mentions }),
    text: textWithLinks(text, raw.facets),
    attachments: attachmentsOf(raw.embed, author ?? ''),
    at,
  };
}

function readLogged(raw: Json, account: string): Change {
  const conversation = idOf(raw.convoId);
  const kind = String(raw.$type).slice('chat.bsky.convo.defs#log'.length);
  const message = isRecord(raw.message) ? raw.message : null;
  if (kind === 'CreateMessage')
    return message === null ? unknown('log', 'message') : readMessage(message, { account, conversation });
  if (kind === 'DeleteMessage') {
    const externalId = idOf(message?.id);
    if (externalId === null) return unknown('log', 'message');
    return { type: 'removed', kind: 'message', externalId, parentId: null, postId: conversation, at: null };
  }
  if (kind !== 'AddReaction' && kind !== 'RemoveReaction') return ignored('log');
  const told = isRecord(raw.reaction) ? raw.reaction : {};
  const author = isRecord(told.sender) ? didOf(told.sender.did) : null;
  const reaction = {
    ...{ removed: kind === 'RemoveReaction', parentId: idOf(message?.id), postId: conversation },
    ...{ author: author === null ? null : { id: author, name: null }, at: timeOf(told.createdAt) },
  };
  return { ...ignored('log'), reaction };
}

/** Null: it is no part of a conversation. */
export function readChat(raw: unknown, account: string): Change | null {
  if (isLogged(raw)) return readLogged(raw, account);
  return isMessage(raw) ? readMessage(raw, { account, conversation: null }) : null;
}
