/** A direct message to the account, where the platform tells it at all: not from the EEA, Switzerland or the UK. Pure. */
import type { Change } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { unknown } from './words.ts';

const CHANGE_NAME = 'im_receive_msg';

const idIn = (value: unknown): string | null => (isRecord(value) ? idOf(value.id) : idOf(value));

export function readMessage(content: Json, accountId: string): Change {
  const externalId = idOf(content.message_id);
  if (externalId === null) return unknown(CHANGE_NAME, 'message_id');
  const body = isRecord(content.text) ? content.text.body : content.text;
  // Pictures and shared videos come as ids alone, which nobody can show.
  const text = textOf(body);
  if (text === null) return unknown(CHANGE_NAME, 'text');
  const authorId = idOf(content.unique_identifier) ?? idIn(content.from_user);
  return {
    type: 'added',
    kind: 'message',
    externalId,
    parentId: idOf(content.conversation_id),
    postId: null,
    permalink: null,
    author: authorId === null ? null : { id: authorId, name: personNameOf(content.from) },
    own: authorId !== null && authorId === accountId,
    text,
    attachments: [],
    at: timeOf(content.timestamp),
  };
}
