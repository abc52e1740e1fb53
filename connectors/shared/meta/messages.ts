/** Direct messages of Messenger and Instagram (platforms.md 1.4, 2.2). Pure: no clock, no I/O. */
import type { Change, Reaction } from '../../../core/actions/connector.ts';
import type { Author } from '../../../core/inbox/comment.ts';
import { idOf, isRecord, type Json, personNameOf, textOf, timeOf } from '../read.ts';
import type { EntryContext } from './entry.ts';
import { messageAttachments } from './message-attachments.ts';
import { ignored, unknown } from './words.ts';

/** `standby`: another app has the conversation for now; what is written is the same. */
export type Channel = 'messaging' | 'standby';

/** Fields of `changes[]` that hold an event as it stands in `messaging[]`: so the app's dashboard tests them. */
export const MESSAGE_FIELDS: ReadonlySet<unknown> = new Set([
  'messages',
  'message_echoes',
  'message_edit',
  'message_edits',
  'message_reactions',
  'message_reads',
  'message_deliveries',
  'messaging_seen',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referral',
  'messaging_referrals',
  'messaging_handover',
  'messaging_handovers',
  'messaging_policy_enforcement',
]);

/** Receipts need nobody. */
const RECEIPTS = ['read', 'delivery'];
const EVENTS = [
  'message',
  'message_edit',
  'reaction',
  'postback',
  'referral',
  'optin',
  'policy_enforcement',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'app_roles',
];

/** One event of `messaging[]` or `standby[]`. */
export function readMessage(event: unknown, entryContext: EntryContext, channel: Channel): Change {
  if (!isRecord(event)) return unknown(`${channel}/other`);
  const said = { event, entryContext, channel };
  if (isRecord(event.message)) return readText(event.message, said);
  if (isRecord(event.message_edit)) return readEdit(event.message_edit, said);
  if (isRecord(event.reaction)) return { ...ignored(`${channel}/reaction`), reaction: reactionOf(said) };
  const receipt = RECEIPTS.find((key) => event[key] !== undefined);
  if (receipt !== undefined) return ignored(`${channel}/${receipt}`);
  return unknown(`${channel}/${EVENTS.find((key) => event[key] !== undefined) ?? 'other'}`);
}

interface Said {
  readonly event: Json;
  readonly entryContext: EntryContext;
  readonly channel: Channel;
}

/** A message hangs on no post; one that answers another, or a story, says which. */
function targetOf(message: Json, externalId: string) {
  const answered = isRecord(message.reply_to) ? message.reply_to : {};
  const story = isRecord(answered.story) ? idOf(answered.story.id) : null;
  return { kind: 'message' as const, externalId, parentId: idOf(answered.mid) ?? story, postId: null };
}

const at = ({ event, entryContext }: Said): Date | null => timeOf(event.timestamp) ?? entryContext.sentAt;

/** Messenger tells no names; Instagram sometimes a username. */
function senderOf({ event }: Said): Author | null {
  const sender = isRecord(event.sender) ? event.sender : {};
  const id = idOf(sender.id);
  return id === null ? null : { id, name: personNameOf(sender.name) ?? personNameOf(sender.username) };
}

/** What the account itself wrote comes back as an echo, whoever wrote it in its name. */
const isOwn = ({ event, entryContext }: Said): boolean =>
  (isRecord(event.message) && event.message.is_echo === true) ||
  (isRecord(event.sender) && idOf(event.sender.id) === entryContext.accountId);

function readText(message: Json, said: Said): Change {
  const changeName = `${said.channel}/${isOwn(said) ? 'echo' : 'message'}`;
  const externalId = idOf(message.mid);
  if (externalId === null) return unknown(changeName, 'mid');
  const target = targetOf(message, externalId);
  const author = senderOf(said);
  if (message.is_deleted === true)
    return { type: 'removed', ...target, by: author?.id ?? null, at: at(said) };
  // A tap on a button that an app has drawn: its words are the app's, not the person's.
  if (message.quick_reply !== undefined) return unknown(`${said.channel}/quick_reply`);
  if (message.is_unsupported === true) return unknown(`${said.channel}/unsupported`);
  const text = message.text === undefined || message.text === null ? '' : textOf(message.text);
  const attachments = messageAttachments(message);
  if (text === null || (text === '' && attachments.length === 0)) return unknown(changeName, 'text');
  const content = { author, own: isOwn(said), text, attachments, at: at(said) };
  return { type: 'added', ...target, permalink: null, ...content };
}

/** The same `mid`, with the text that stands now. */
function readEdit(edit: Json, said: Said): Change {
  const changeName = `${said.channel}/message_edit`;
  const externalId = idOf(edit.mid);
  if (externalId === null) return unknown(changeName, 'mid');
  const text = textOf(edit.text);
  if (text === null) return unknown(changeName, 'text');
  const content = { author: senderOf(said), own: isOwn(said), text, attachments: [], at: at(said) };
  return { type: 'edited', ...targetOf(edit, externalId), permalink: null, ...content };
}

function reactionOf(said: Said): Reaction {
  const reaction = said.event.reaction as Json;
  const told = { parentId: idOf(reaction.mid), postId: null, author: senderOf(said), at: at(said) };
  return { removed: reaction.action === 'unreact', ...told };
}
