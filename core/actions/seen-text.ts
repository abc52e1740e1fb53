/**
 * Which text an action was decided on. An authority answers and removes what its person has read: where the citizen has
 * edited it since and nothing has left the machine, the action stops and asks (design.md, Consistency 7).
 */
import type { Item } from '../inbox/item.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Action } from './action.ts';

type Content = Pick<Item, 'revision' | 'text' | 'attachments' | 'newText'>;
type Seen = Pick<Action, 'revision' | 'contentSha256' | 'newTextState'>;

const contentSha256 = ({ text, attachments }: Pick<Content, 'text' | 'attachments'>): string =>
  sha256(JSON.stringify([text, attachments.map(({ url }) => url)]));

/** What an action keeps of the text that its person saw. */
export const seenText = (item: Content) => ({
  revision: item.revision,
  contentSha256: contentSha256(item),
  newTextState: item.newText ?? null,
});

type NewTextState = NonNullable<Item['newText']> | null;

/** The platform has told of an edit, not of its words, since: what stands there now, nobody here has read. */
export const isUntoldSince = (seen: NewTextState, now: NewTextState): boolean =>
  now !== null && (seen === null || (seen === 'not-delivered' && now === 'awaited'));

/** The number alone does not tell: an older text that comes late counts too, and changes nothing of what stands. */
export function isEditedSince(action: Seen, item: Content): boolean {
  if (action.revision === undefined) return false;
  if (isUntoldSince(action.newTextState ?? null, item.newText ?? null)) return true;
  return action.revision !== item.revision && action.contentSha256 !== contentSha256(item);
}
