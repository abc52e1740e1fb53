/** Direct messages: one shape in both APIs, and another where they are fetched (platforms.md 5.3, 5.4). Pure. */
import type { Change } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { legacyMediaOf } from './media.ts';
import { authorIn, type People } from './people.ts';
import { readableText } from './post-text.ts';
import { ignored, unknown } from './words.ts';

export interface MessageContext {
  readonly accountId: string;
  readonly people: People;
}

/** A conversation of two is named by both, the smaller id first. */
function conversationLink(sender: string, recipient: string): string {
  const isSmaller =
    sender.length === recipient.length ? sender < recipient : sender.length < recipient.length;
  const [first, second] = isSmaller ? [sender, recipient] : [recipient, sender];
  return `https://x.com/messages/${encodeURIComponent(first)}-${encodeURIComponent(second)}`;
}

export function readMessage(event: Json, { accountId, people }: MessageContext): Change {
  if (event.type !== 'message_create') return ignored('direct_message_events');
  const created = isRecord(event.message_create) ? event.message_create : {};
  const message = isRecord(created.message_data) ? created.message_data : {};
  const externalId = idOf(event.id);
  if (externalId === null) return unknown('direct_message_events', 'id');
  const attachment = isRecord(message.attachment) ? message.attachment : {};
  const media = legacyMediaOf({ media: [attachment.media] });
  const entities = isRecord(message.entities) ? message.entities : {};
  const text = readableText(message.text, { urls: entities.urls, media: media.links });
  if (text === null) return unknown('direct_message_events', 'text');
  const sender = idOf(created.sender_id);
  const recipient = isRecord(created.target) ? idOf(created.target.recipient_id) : null;
  return {
    type: 'added',
    kind: 'message',
    externalId,
    ...{ parentId: null, postId: null },
    permalink: sender === null || recipient === null ? null : conversationLink(sender, recipient),
    author: authorIn(people, sender),
    own: sender !== null && sender === accountId,
    text,
    attachments: media.attachments,
    at: timeOf(event.created_timestamp),
  };
}
