/** What else one reply may answer: what the thread's rule gives, and what its writer may add or take away. */
import type { ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';
import {
  answeredBy,
  asThread,
  THREAD_RULES,
  type ThreadComment,
} from '../../../../core/inbox/thread-answers.ts';

type Talk = Pick<ItemShape, 'id' | 'accountId' | 'author' | 'postId' | 'kind' | 'status'>;
type Asked = Pick<ItemShape, 'id' | 'author' | 'platform' | 'externalId' | 'postId'>;
/** More than these are not asked for: a reply that answers so many is looked at by itself. */
const MAX_OTHERS = 10;

export interface Other {
  readonly id: string;
  /** The rule has the reply answer it: chosen unless its writer says no. */
  readonly given: boolean;
}

const inThread = (entry: ThreadEntry, postId: string): ThreadComment => ({
  ...entry,
  id: entry.itemId ?? entry.externalId,
  postId,
  at: entry.at === null ? Number.POSITIVE_INFINITY : Date.parse(entry.at),
});

/** What a reply to the item answers besides it, were it sent now (core/inbox/thread-answers.ts). */
function givenBy(item: Asked, thread: readonly ThreadEntry[], { text, now }: { text: string; now: number }) {
  const postId = item.postId ?? item.externalId;
  const reply = { parentId: item.externalId, postId, at: now, text };
  const comments = thread.map((entry) => inThread(entry, postId));
  return new Set(answeredBy(reply, asThread(comments), THREAD_RULES[item.platform]).map(({ id }) => id));
}

/** The other entries of the thread that are inbox items: what the rule gives, then the author's own, the newest first. */
export function othersOf(
  item: Asked,
  thread: readonly ThreadEntry[],
  reply: { readonly text: string; readonly now: number },
): Other[] {
  const given = givenBy(item, thread, reply);
  const rank = ({ itemId, author }: ThreadEntry): number => {
    if (given.has(itemId ?? '')) return 0;
    return item.author !== null && author?.id === item.author.id ? 1 : 2;
  };
  const ids = thread
    .filter(({ own, visibility, itemId }) => !own && visibility !== 'removed' && itemId !== item.id)
    .toReversed()
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ itemId }) => itemId ?? []);
  return [...new Set(ids)].slice(0, MAX_OTHERS).map((id) => ({ id, given: given.has(id) }));
}

/** As the server checks it (core/deadlines/clock-commands.ts). */
export function mayCloseWith(item: Talk & Asked, other: Talk & Pick<Asked, 'externalId'>): boolean {
  if (other.status === 'closed' || other.accountId !== item.accountId) return false;
  if (item.kind === 'message' || other.kind === 'message')
    return item.kind === other.kind && item.author !== null && other.author?.id === item.author.id;
  return (other.postId ?? other.externalId) === (item.postId ?? item.externalId);
}
