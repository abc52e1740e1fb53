/** Reads back whether a reply was written whose answer was lost. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { idOf, isRecord, type Json, textOf } from '../shared/read.ts';
import { earliestOf, isTooOld, type WantedReply } from '../shared/wanted-reply.ts';
import { type ApiCall, api } from './api.ts';
import { readMessage } from './messages.ts';
import type { Post } from './post.ts';
import { includesOf, readPost } from './read-post.ts';

const MAX_PAGES = 10;
/** The search goes back seven days, and refuses to be asked for more. */
const SEARCHED_MS = 6 * DAY_MS;
const FIELDS =
  'id,text,note_tweet,author_id,conversation_id,created_at,referenced_tweets,entities,display_text_range,edit_history_tweet_ids';

interface Found {
  readonly id: string;
  readonly text: string;
  readonly at: Date | null;
  readonly byAccount: boolean;
  /** Null: the answer does not say. */
  readonly under: string | null;
}

interface Search {
  readonly call: ApiCall;
  readonly cursor: 'pagination_token' | 'next_token';
  read(entry: Json, includes: unknown): Found | null;
}

/**
 * done: found, with its id and time. retry with cause `gone`: surely not there, so it may be written again.
 * unknown: this look could not tell, look again. blocked, failed: as for any other call.
 *
 * The account's own timeline knows a post at once and costs a fifth; the search comes to it within seconds and finds
 * what a timeline leaves out. A reply that neither shows was not written.
 */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  let last: Outcome = { state: 'unknown', cause: 'unreachable' };
  for (const search of searchesFor(access, target, wanted)) {
    last = await searched(access, target, { search, wanted });
    if (last.state !== 'retry') return last;
  }
  return last;
}

function searchesFor(access: AccountAccess, target: ActionTarget, wanted: WantedReply): readonly Search[] {
  const start_time = earliestOf(wanted)
    .toISOString()
    .replace(/\.\d+Z$/u, 'Z');
  if (target.kind === 'message')
    return target.authorId === null ? [] : [messagesWith(access, target.authorId)];
  const read = (entry: Json, includes: unknown) => foundPost(readPost(entry, includesOf(includes)), access);
  const query = {
    max_results: '100',
    start_time,
    'tweet.fields': FIELDS,
    expansions: 'referenced_tweets.id',
  };
  const path = ['users', access.externalId, 'tweets'];
  const timeline: Search = { call: { method: 'GET', path, query }, cursor: 'pagination_token', read };
  const isOld = Date.now() - earliestOf(wanted).getTime() > SEARCHED_MS;
  if (isOld || (target.postId === null && target.parentId !== null)) return [timeline];
  const conversation = `conversation_id:${target.postId ?? target.externalId} from:${access.externalId}`;
  const call: ApiCall = {
    method: 'GET',
    path: ['tweets', 'search', 'recent'],
    query: { ...query, query: conversation },
  };
  return [timeline, { call, cursor: 'next_token', read }];
}

function messagesWith(access: AccountAccess, participant: string): Search {
  const query = {
    max_results: '100',
    event_types: 'MessageCreate',
    'dm_event.fields': 'id,text,created_at,sender_id',
  };
  const path = ['dm_conversations', 'with', participant, 'dm_events'];
  return {
    call: { method: 'GET', path, query },
    cursor: 'pagination_token',
    read: (event) => foundMessage(event, access),
  };
}

async function searched(
  access: AccountAccess,
  target: ActionTarget,
  { search, wanted }: { search: Search; wanted: WantedReply },
): Promise<Outcome> {
  let token: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { ...search.call.query, ...(token !== null && { [search.cursor]: token }) };
    const answer = await api(access, { ...search.call, query });
    if (!answer.ok) {
      const { state, cause } = answer.refusal;
      return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
    }
    const { body } = answer;
    const entries = Array.isArray(body.data) ? body.data.filter(isRecord) : [];
    const found = entries
      .flatMap((entry) => search.read(entry, body.includes) ?? [])
      .find((candidate) => isWanted(candidate, target, wanted));
    if (found !== undefined) return { state: 'done', remoteId: found.id, at: found.at };
    const meta = isRecord(body.meta) ? body.meta : null;
    // Without either there was no answer to read.
    if (meta === null && !Array.isArray(body.data)) return { state: 'unknown', cause: 'unreachable' };
    const next: string | null = textOf(meta?.next_token);
    if (next === null) return { state: 'retry', cause: 'gone', afterMs: 0 };
    token = next;
  }
  return { state: 'unknown', cause: 'unreachable' };
}

function foundPost(post: Post | null, access: AccountAccess): Found | null {
  if (post === null || post.text === null) return null;
  const { id, text, at, authorId, answers, conversationId } = post;
  // It begins a conversation of its own: no reply.
  if (answers === null && conversationId === id) return null;
  return {
    id,
    text,
    at,
    byAccount: (authorId ?? access.externalId) === access.externalId,
    under: answers?.postId ?? null,
  };
}

function foundMessage(event: Json, { externalId: accountId }: AccountAccess): Found | null {
  const { id, text, sender_id, created_at } = event;
  const message_create = { sender_id, message_data: { text } };
  const shaped = { type: 'message_create', id, created_timestamp: created_at, message_create };
  const change = readMessage(shaped, { accountId, people: new Map() });
  if (change.type !== 'added') return null;
  return { id: change.externalId, text: change.text, at: change.at, byAccount: change.own, under: null };
}

/** An answer that does not say what it stands under may be the one: writing in public twice is the greater harm. */
function isWanted(found: Found, target: ActionTarget, wanted: WantedReply): boolean {
  if (!found.byAccount || wanted.except?.includes(idOf(found.id) ?? '')) return false;
  if (found.under !== null && found.under !== target.externalId) return false;
  if (isTooOld(found.at, wanted)) return false;
  return plain(found.text) === plain(wanted.text);
}

/** X puts names before a reply, makes links of hosts and may fold white space; the words are the same. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/^(?:\s*@\w{1,15})+(?=\s)/u, '')
    .replace(/https?:\/\//giu, '')
    .replace(/\/(?=\s|$)/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
