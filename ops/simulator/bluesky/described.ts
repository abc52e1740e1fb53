/** What a write of the AT protocol is to a moderator, and what it concerns. */
import type { Call, CallType } from '../types.ts';
import type { Repos } from './repo.ts';
import { POSTS } from './views.ts';

export type BlueskyCall = Omit<Call, 'type'> & { readonly type: CallType | 'report' };
export type Body = Readonly<Record<string, unknown>>;

export const GATES = 'app.bsky.feed.threadgate';

const TYPES: Readonly<Record<string, CallType>> = {
  [POSTS]: 'reply',
  'app.bsky.feed.like': 'like',
  'app.bsky.graph.block': 'ban',
};

/** The address that a write names in parts. */
export const placed = ({ repo, collection, rkey }: Body): string =>
  `at://${String(repo)}/${String(collection)}/${String(rkey)}`;

type Described = Pick<BlueskyCall, 'type' | 'targetId' | 'message'>;

/** A threadgate is replaced whole: what came to its list, or went from it, says what was done. */
function hidden(repos: Repos, body: Body): Described {
  const listIn = (value: unknown): string[] => ((value as Body | undefined)?.hiddenReplies ?? []) as string[];
  const [before, after] = [listIn(repos.get(placed(body))?.value), listIn(body.record)];
  const [added] = after.filter((uri) => !before.includes(uri));
  const [dropped] = before.filter((uri) => !after.includes(uri));
  return { type: added === undefined ? 'unhide' : 'hide', targetId: added ?? dropped ?? '' };
}

export function described(repos: Repos, method: string, body: Body): Described {
  if (method === 'com.atproto.moderation.createReport')
    return { type: 'report', targetId: String((body.subject as Body).uri) };
  if (method === 'com.atproto.repo.deleteRecord') return { type: 'delete', targetId: placed(body) };
  if (body.collection === GATES) return hidden(repos, body);
  const { reply, subject, text } = body.record as Body;
  const answered = (reply as { parent: { uri: string } } | undefined)?.parent.uri;
  const named = typeof subject === 'string' ? subject : (subject as Body | undefined)?.uri;
  const message = typeof text === 'string' ? { message: text } : {};
  return { type: TYPES[String(body.collection)] ?? 'edit', targetId: answered ?? String(named), ...message };
}
